"""再次验证 of whoever came by the provider: what it remembered is no proof, and there is a way to give one."""

import time
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from govreport.accounts import second_factor
from govreport.accounts.models import Device
from govreport.agencies.models import User
from tests.cast import PASSWORD
from tests.security.conftest import Forward, SignIn
from tests.security.oidc_steps import BACK, question, through
from tests.security.provider import Provider
from tests.security.test_second_factor import equipped, is_in, now_shown

pytestmark = pytest.mark.django_db

END, DEVICES = "/accounts/devices/end/", "/accounts/devices/"
ANEW = "到统一身份认证重新登录"


@pytest.fixture
def person(provider: Provider, drafter: User) -> User:
    """Somebody who has neither password nor factor here."""
    drafter.set_unusable_password()
    drafter.save()
    return drafter


def ends(client: Client) -> int:
    """What is answered where a recent proof is needed: 302 done, 422 asked."""
    return client.post(END, {"device": "others"}).status_code


def hours_ago(hours: float) -> int:
    return int(time.time() - hours * 3600)


def test_the_provider_is_always_asked_when_it_was_and_never_to_ask_more_often(provider: Provider) -> None:
    asked = question(Client())
    assert (asked["max_age"], "prompt" in asked) == ("43200", False)


def test_who_signed_in_there_just_now_has_proved_it(provider: Provider, person: User) -> None:
    client = Client()
    through(client, provider)
    assert ends(client) == 302


@pytest.mark.parametrize("told", [None, "now", 1.5, True, 0, -1, "old", "future"])
def test_who_was_remembered_there_or_of_whom_nobody_knows_has_not(
    provider: Provider, person: User, told: object
) -> None:
    now = int(time.time())
    provider.person["auth_time"] = {"old": hours_ago(1), "future": now + 3600, "now": str(now)}.get(str(told), told)
    client = Client()
    through(client, provider)
    assert is_in(client)
    page = client.post(END, {"device": "others"})
    assert page.status_code == 422
    assert ANEW in page.text
    assert "填写的内容都还在" not in page.text
    assert "把刚才的内容重新填写一遍" in page.text


def test_ten_minutes_count_from_when_it_was_there(provider: Provider, person: User) -> None:
    client = Client()
    provider.person["auth_time"] = hours_ago(9 / 60)
    through(client, provider)
    assert ends(client) == 302
    provider.person["auth_time"] = hours_ago(11 / 60)
    client = Client()
    through(client, provider)
    assert ends(client) == 422


def test_a_code_of_ours_proves_it_now_whatever_the_provider_remembers(
    provider: Provider, drafter: User, forward: Forward
) -> None:
    secret, _codes = equipped(drafter, forward)
    provider.person["auth_time"] = int(second_factor.time.time()) - 3600
    client = Client()
    assert through(client, provider)["Location"] == "/accounts/code/"
    client.post("/accounts/code/", {"code": now_shown(secret)})
    assert is_in(client)
    assert ends(client) == 302


def remembered(provider: Provider) -> Client:
    """A browser that came in by what the provider remembered."""
    client = Client()
    provider.person["auth_time"] = hours_ago(1)
    through(client, provider)
    assert ends(client) == 422
    return client


def test_signing_in_there_anew_leads_back_and_proves_it(provider: Provider, person: User) -> None:
    client = remembered(provider)
    page = client.post(END, {"device": "others"}).text
    assert '<form method="post" action="/accounts/oidc/"' in page
    assert f'<input type="hidden" name="next" value="{DEVICES}">' in page
    asked = question(client, DEVICES)
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")
    del provider.person["auth_time"]
    provider.person["sid"] = "another"
    answer = client.get(BACK, {"code": provider.code(asked), "state": asked["state"]}, follow=True)
    assert answer.redirect_chain == [(DEVICES, 302)]
    assert "身份已经核对" in answer.text
    assert ends(client) == 302
    assert Device.objects.get().provider_session


@pytest.mark.parametrize("told", [{"auth_time": 1}, {"auth_time": None}, {"old": 2}])
def test_a_provider_that_asked_nobody_anew_proves_nothing_and_is_named(
    provider: Provider, person: User, told: dict[str, Any]
) -> None:
    client = remembered(provider)
    provider.person |= {"auth_time": hours_ago(2 / 60)} if "old" in told else told
    answer = through(client, provider, DEVICES)
    assert answer["Location"] == DEVICES
    assert "没有说明您刚才重新登录过" in client.get(DEVICES).text
    assert ends(client) == 422


def test_another_person_who_signs_in_there_proves_nothing(provider: Provider, person: User) -> None:
    client = remembered(provider)
    provider.person = {"sub": "s-2", "preferred_username": "drafter"}
    through(client, provider, DEVICES)
    assert "没有核对出是您本人" in client.get(DEVICES).text
    assert ends(client) == 422
    assert client.session["_auth_user_id"] == str(person.pk)


def test_an_answer_to_the_question_before_signing_in_proves_nothing_to_who_is_in(
    provider: Provider, person: User
) -> None:
    client = Client()
    first = question(client)
    provider.person["auth_time"] = hours_ago(1)
    through(client, provider)
    del provider.person["auth_time"]
    answer = client.get(BACK, {"code": provider.code(first), "state": first["state"]})
    assert answer["Location"] == "/desk/"
    assert ends(client) == 422


def test_where_the_provider_is_away_it_is_said_and_nothing_is_changed(provider: Provider, person: User) -> None:
    client = remembered(provider)
    asked = question(client, DEVICES)
    provider.down = True
    client.get(BACK, {"code": "x", "state": asked["state"]})
    assert "什么都没有改" in client.get(DEVICES).text
    assert ends(client) == 422


def test_who_has_a_password_is_asked_for_that(provider: Provider, drafter: User) -> None:
    client = remembered(provider)
    page = client.post(END, {"device": "others"}).text
    assert "填写的内容都还在" in page
    assert ANEW not in page


def test_it_is_said_in_english_too(provider: Provider, person: User, settings: LazySettings) -> None:
    client = remembered(provider)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.post(END, {"device": "others"}).text
    assert "Sign in anew with single sign-on" in page
    assert "fill in the form again" in page


def test_a_session_of_the_provider_belongs_to_no_sign_in_by_another_way(
    provider: Provider, drafter: User, sign_in: SignIn, forward: Forward
) -> None:
    secret, _codes = equipped(drafter, forward)
    client = Client()
    provider.person["sid"] = "morning"
    through(client, provider)
    assert client.session["oidc_session"]
    sign_in("drafter", PASSWORD, client=client)
    client.post("/accounts/code/", {"code": now_shown(secret)})
    assert is_in(client)
    assert ("oidc_session" in client.session, Device.objects.get().provider_session) == (False, "")
