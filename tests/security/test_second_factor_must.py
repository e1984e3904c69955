"""必须两步验证: who has to set it up before anything else, and who keeps it."""

import pytest
from django.conf import LazySettings
from django.test import Client

from govreport.accounts import second_factor
from govreport.agencies.models import Role, Substitution, User
from tests.cast import PASSWORD
from tests.security.conftest import Forward, SignIn
from tests.security.test_second_factor import SECOND, is_in, now_shown

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["signatory", "system_admin", "security_admin", "audit_admin"])
def test_signatories_and_administrators_set_it_up_before_anything_else(
    request: pytest.FixtureRequest, sign_in: SignIn, forward: Forward, settings: LazySettings, role: str
) -> None:
    settings.SECOND_FACTOR_FOR = "posts"
    user = request.getfixturevalue(role)
    client = Client()
    sign_in(role, PASSWORD, client=client)
    answer = client.get("/desk/", follow=True)
    assert answer.redirect_chain == [(SECOND, 302)]
    assert "必须使用两步验证" in answer.text
    client.post(SECOND, {"code": now_shown(second_factor.propose(user))})
    assert client.get("/desk/offices/posts/").status_code == 200
    forward(seconds=31)
    off = {"verb": "off", "code": now_shown("A" * 32)}
    assert "不能停用" in client.post("/accounts/second/switch/", off, follow=True).text
    assert second_factor.is_set(user)


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "登录本系统必须使用两步验证"), ("en", "Two-step verification is needed to sign in")],
)
def test_where_everybody_must_have_it_a_drafter_sets_it_up_first_and_keeps_it(
    sign_in: SignIn, forward: Forward, settings: LazySettings, drafter: User, language: str, words: str
) -> None:
    settings.SECOND_FACTOR_FOR = "all"
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    sign_in("drafter", PASSWORD, client=client)
    answer = client.get("/desk/", follow=True)
    assert answer.redirect_chain == [(SECOND, 302)]
    assert words in answer.text
    client.post(SECOND, {"code": now_shown(second_factor.propose(drafter))})
    assert is_in(client)
    client.post("/accounts/second/switch/", {"verb": "off"})
    assert second_factor.is_set(drafter)


def test_whoever_stands_in_for_a_signatory_needs_it_and_a_drafter_does_not(
    sign_in: SignIn, forward: Forward, settings: LazySettings, drafter: User, reviewer: User, signatory: User
) -> None:
    settings.SECOND_FACTOR_FOR = "posts"
    assert not second_factor.required(drafter)
    today = second_factor.timezone.localdate()
    post = signatory.memberships.get(role=Role.SIGNATORY)
    Substitution.objects.create(post=post, substitute=reviewer, from_day=today, until_day=today, arranged_by=signatory)
    assert second_factor.required(reviewer)


def test_the_demonstration_asks_nobody(sign_in: SignIn, signatory: User, settings: LazySettings) -> None:
    assert settings.SECOND_FACTOR_FOR == "nobody"
    client = Client()
    sign_in("signatory", PASSWORD, client=client)
    assert is_in(client)
