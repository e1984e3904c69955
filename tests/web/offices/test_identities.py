"""解除统一身份 on 人员与岗位: by the security administrator, for everybody but themselves."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from govreport.accounts.models import Device, Identity
from govreport.agencies.models import User
from govreport.journal.models import Event
from tests.cast import PASSWORD
from tests.web.drafting.conftest import SignIn

PEOPLE = "/desk/offices/yunxi-lincao/"


@pytest.fixture
def bound(drafter: User) -> User:
    """The drafter, known to a provider."""
    Identity.objects.create(user=drafter, issuer="https://sso.example.gov.cn", subject="s-1", since=timezone.now())
    return drafter


def forget(client: Client, user: User) -> str:
    return client.post(f"{PEOPLE}accounts/{user.pk}/", {"verb": "identity"}, follow=True).text


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "换了系统，或者绑错了人"), ("en", "or the wrong person was bound")]
)
def test_the_security_administrator_sees_since_when_and_nobody_else_does(
    sign_in: SignIn,
    bound: User,
    reviewer: User,
    security_admin: User,
    lead: User,
    system_admin: User,
    settings: LazySettings,
    language: str,
    words: str,
) -> None:
    seen = {}
    for user in (security_admin, lead, system_admin):
        client = sign_in(user)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        seen[user.username] = client.get(PEOPLE).text.count('name="verb" value="identity"')
        if user == security_admin:
            assert words in client.get(PEOPLE).text
            assert f"{timezone.localdate():%Y-%m-%d}" in client.get(PEOPLE).text
    assert seen == {"security_admin": 1, "lead": 0, "system_admin": 0}


def test_it_is_forgotten_the_person_signed_out_and_told_and_the_journal_says_by_whom(
    sign_in: SignIn, bound: User, security_admin: User
) -> None:
    browser = Client()
    browser.post("/accounts/login/", {"username": "drafter", "password": PASSWORD})
    assert Device.objects.filter(user=bound).exists()
    client = sign_in(security_admin)
    assert "已解除起草人周宁的统一身份" in forget(client, bound)
    assert not Identity.objects.exists()
    assert browser.get("/desk/").status_code == 302
    event = Event.objects.get(action="account.identity.forgotten")
    assert (event.actor, event.subject) == (security_admin, f"user:{bound.pk}")
    assert 'value="identity"' not in client.get(PEOPLE).text


def test_twice_is_once(sign_in: SignIn, bound: User, security_admin: User) -> None:
    client = sign_in(security_admin)
    forget(client, bound)
    forget(client, bound)
    assert Event.objects.filter(action="account.identity.forgotten").count() == 1


def test_others_forget_nothing_nor_does_anybody_the_own(
    sign_in: SignIn, bound: User, lead: User, system_admin: User, security_admin: User
) -> None:
    for user in (lead, system_admin):
        forget(sign_in(user), bound)
    Identity.objects.create(
        user=security_admin, issuer="https://sso.example.gov.cn", subject="s-2", since=timezone.now()
    )
    forget(sign_in(security_admin), security_admin)
    assert Identity.objects.count() == 2
