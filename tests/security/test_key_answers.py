"""密钥的答复: answers for elsewhere, of yesterday, of other keys or made to harm open nothing."""

import json
from collections.abc import Callable
from typing import Any

import cbor2
import pytest
from django.conf import LazySettings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from webauthn.helpers import bytes_to_base64url

from govreport.accounts import challenges, keys
from govreport.accounts.models import Key
from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.web.ui.limits import Limit
from tests.cast import PASSWORD
from tests.security.authenticator import Authenticator
from tests.security.conftest import Forward, SignIn
from tests.security.key_steps import KEYS, Registered, add, asked, fresh, give, half_in
from tests.security.test_second_factor import is_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def wrong_origin(key: Authenticator, options: dict[str, Any]) -> str:
    return key.get(options, origin="https://testserver.example.org")


def wrong_site(key: Authenticator, options: dict[str, Any]) -> str:
    key.rp_id = "example.org"
    return key.get(options)


def wrong_challenge(key: Authenticator, options: dict[str, Any]) -> str:
    return key.get(options, challenge="AAAA" + options["challenge"][4:])


def wrong_kind(key: Authenticator, options: dict[str, Any]) -> str:
    return key.get(options, type="webauthn.create")


def wrong_signature(key: Authenticator, options: dict[str, Any]) -> str:
    key.private = Authenticator().private
    return key.get(options)


def without_holder(key: Authenticator, options: dict[str, Any]) -> str:
    key.verifies = False
    return key.get(options)


def copied_key(key: Authenticator, options: dict[str, Any]) -> str:
    """A copy that has been used less often than the key itself."""
    key.count = 0
    return key.get(options)


@pytest.mark.parametrize(
    "lie", [wrong_origin, wrong_site, wrong_challenge, wrong_kind, wrong_signature, without_holder, copied_key]
)
def test_an_answer_that_is_not_of_this_key_here_and_now_opens_nothing(
    sign_in: SignIn,
    drafter: User,
    registered: Registered,
    lie: Callable[[Authenticator, dict[str, Any]], str],
) -> None:
    key = registered(drafter)
    client = half_in(sign_in)
    give(client, lie(key, asked(client)))
    assert not is_in(client)
    assert "密钥的答复不对" in client.get("/accounts/code/").text
    assert Event.objects.filter(action="account.sign_in.failed").count() == 1
    assert Key.objects.get().used is None


def test_an_answer_counts_once(sign_in: SignIn, drafter: User, registered: Registered) -> None:
    key = registered(drafter, counts=False)
    client = half_in(sign_in)
    answer = key.get(asked(client))
    copied = client.cookies["sessionid"].value
    give(client, answer)
    assert is_in(client)
    thief = Client()
    thief.cookies["sessionid"] = copied
    give(thief, answer)
    assert not is_in(thief)
    other = half_in(sign_in)
    asked(other)
    give(other, answer)
    assert not is_in(other)


def test_of_two_that_send_the_same_answer_at_once_one_gets_in(drafter: User, registered: Registered) -> None:
    first, second = SessionStore(), SessionStore()
    challenges.give(first, "after", drafter.pk)
    second[challenges.ASKED] = first[challenges.ASKED]
    assert challenges.take(first, "after", drafter.pk)
    assert challenges.take(second, "after", drafter.pk) is None


def test_a_challenge_is_of_one_session_and_five_minutes(
    sign_in: SignIn, drafter: User, registered: Registered, forward: Forward
) -> None:
    key = registered(drafter)
    mine, other = half_in(sign_in), half_in(sign_in)
    options = asked(mine)
    asked(other)
    give(other, key.get(options))
    assert not is_in(other)
    for seconds, opens in ((290, True), (301, False)):
        client = half_in(sign_in)
        options = asked(client)
        forward(seconds=seconds)
        sign_in("drafter", PASSWORD, client=client)
        give(client, key.get(options))
        assert is_in(client) is opens


def test_the_key_of_somebody_else_opens_nothing(
    sign_in: SignIn, drafter: User, reviewer: User, registered: Registered
) -> None:
    registered(drafter)
    theirs = registered(reviewer)
    client = half_in(sign_in)
    give(client, theirs.get(asked(client)))
    assert not is_in(client)


def test_a_key_is_registered_for_one_person_only(drafter: User, reviewer: User, registered: Registered) -> None:
    key = registered(drafter)
    client = Client()
    client.force_login(reviewer)
    assert "没有登记" in add(client, key)
    assert not Key.objects.filter(user=reviewer).exists()


@pytest.mark.parametrize("other", [{"origin": "https://example.org"}, {"type": "webauthn.get"}, {"challenge": "AAAA"}])
def test_what_is_signed_elsewhere_or_for_something_else_is_not_registered(drafter: User, other: dict[str, str]) -> None:
    client = Client()
    client.force_login(drafter)
    assert "没有登记" in add(client, Authenticator(), **other)
    assert not Key.objects.exists()


def test_a_challenge_to_register_is_none_to_prove_who_one_is(drafter: User, registered: Registered) -> None:
    key = registered(drafter)
    client = Client()
    client.force_login(drafter)
    fresh(client)
    options = asked(client, f"{KEYS}options/")
    session = client.session
    del session["proven_at"]
    session.save()
    give(client, key.get(options))
    assert "proven_at" not in client.session
    give(client, key.get(asked(client)))
    assert "proven_at" in client.session


def test_after_five_wrong_answers_the_page_says_how_long_to_wait(
    sign_in: SignIn, drafter: User, registered: Registered
) -> None:
    key = registered(drafter)
    client = half_in(sign_in)
    for _number in range(5):
        give(client, wrong_origin(key, asked(client)))
    client.get("/accounts/code/")
    give(client, key.get(asked(client)))
    assert not is_in(client)
    assert "刚才的密钥没有核对。请 30 分钟后再试" in client.get("/accounts/code/").text
    assert {event.payload["way"] for event in Event.objects.filter(action="account.sign_in.failed")} == {"key"}


def test_refused_passkeys_are_written_down_but_not_a_flood_of_them(
    settings: LazySettings, drafter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PASSKEYS_ALONE = True
    monkeypatch.setattr("govreport.web.ui.account.sign_in.WRITTEN", Limit("failure", 2, 60))
    monkeypatch.setattr("govreport.web.ui.limits.time.time", lambda: 60_000_020.0)
    client, key = Client(), Authenticator(handle=b"nobody")
    for _number in range(3):
        give(client, key.get(asked(client)))
    noted = list(Event.objects.filter(action="account.sign_in.failed", subject="user:"))
    assert [event.payload["way"] for event in noted] == ["key", "key"]


@pytest.mark.parametrize(
    "answer",
    ["", "{}", "null", "[]", "\x00", "{" * 500, "[" * 19_000, '{"id":1}', "x" * 30_000, '{"id":"é","rawId":"é"}'],
)
def test_what_is_no_answer_is_refused_in_a_sentence(
    sign_in: SignIn, drafter: User, registered: Registered, answer: str
) -> None:
    registered(drafter)
    client = half_in(sign_in)
    asked(client)
    give(client, answer)
    assert "密钥的答复不对" in client.get("/accounts/code/").text


@given(data=st.binary(max_size=400))
def test_whatever_bytes_come_as_the_data_of_a_key_only_a_refusal_follows(data: bytes) -> None:
    key = Authenticator()
    told = json.loads(key.create({"user": {"id": "AAAA"}, "challenge": "AAAA"}))

    for made in (data, cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})):
        told["response"]["attestationObject"] = bytes_to_base64url(made)
        with pytest.raises(keys.KeyRefusedError):
            keys.add(User(pk=1), name="a", answer=json.dumps(told), challenge=b"\x00\x00\x00")
