"""后台退出: who signs out at the provider is signed out here, and nobody by a token that is made for something else."""

import base64
import json
import time
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import caches
from django.test import Client
from joserfc import jwt
from joserfc.jwk import OctKey

from govreport.accounts import farewells, oidc
from govreport.accounts.models import Device
from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.web.ui.limits import Limit
from tests.cast import PASSWORD
from tests.security.conftest import Forward, SignIn
from tests.security.oidc_steps import through
from tests.security.provider import CLIENT, SECRET, Provider, new_key
from tests.security.test_second_factor import equipped, is_in, now_shown

pytestmark = pytest.mark.django_db

OUT = "/accounts/oidc/out/"
LEFT = {farewells.EVENT: {}}
numbers = iter(range(1_000_000))


def token(provider: Provider, kind: str = "logout+jwt", key: Any = None, **other: Any) -> str:
    """What the provider sends; ``other`` claims, None for one that is left out."""
    now = int(time.time())
    claims: dict[str, Any] = {"iss": provider.issuer, "aud": CLIENT, "iat": now, "exp": now + 120}
    claims |= {"jti": f"j-{time.time()}-{next(numbers)}", "events": LEFT, "sub": "s-1"} | other
    header = {"alg": "HS256" if isinstance(key, OctKey) else "RS256", "kid": "one", "typ": kind}
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(header, kept, key or provider.key, algorithms=["RS256", "HS256"])


def say(text: str) -> int:
    """What the provider's server is answered, which has neither cookie nor form token."""
    return Client(enforce_csrf_checks=True).post(OUT, {"logout_token": text}).status_code


def recognised(provider: Provider, sid: str | None = None) -> Client:
    """A browser that came through the provider, in a session of the provider's."""
    provider.person = {"sub": "s-1", "preferred_username": "drafter"} | ({"sid": sid} if sid else {})
    client = Client()
    through(client, provider)
    assert is_in(client)
    return client


def test_who_signs_out_there_is_signed_out_here_at_once(provider: Provider, drafter: User) -> None:
    client = recognised(provider)
    assert say(token(provider)) == 200
    assert not is_in(client)
    assert not Device.objects.exists()
    noted = Event.objects.get(action="account.signed_out")
    assert (noted.actor, noted.subject) == (None, f"user:{drafter.pk}")
    assert (noted.payload["way"], noted.payload["count"]) == ("oidc", 1)


def test_the_person_alone_ends_all_sessions_of_the_person_and_nobody_elses(
    provider: Provider, drafter: User, reviewer: User, sign_in: SignIn
) -> None:
    first, by_password, other = recognised(provider), Client(), Client()
    sign_in("drafter", PASSWORD, client=by_password)
    sign_in("reviewer", PASSWORD, client=other)
    assert say(token(provider)) == 200
    assert [is_in(client) for client in (first, by_password, other)] == [False, False, True]


@pytest.mark.parametrize("sub", ["s-1", None], ids=["with the person", "without"])
def test_a_session_of_the_provider_ends_what_began_with_it_only(
    provider: Provider, drafter: User, sub: str | None
) -> None:
    morning, evening = recognised(provider, "morning"), recognised(provider, "evening")
    assert say(token(provider, sub=sub, sid="morning")) == 200
    assert [is_in(client) for client in (morning, evening)] == [False, True]
    assert "evening" not in str(list(Device.objects.values_list("provider_session", flat=True)))


def test_a_session_is_not_ended_in_the_name_of_another_person(provider: Provider, drafter: User) -> None:
    client = recognised(provider, "morning")
    assert say(token(provider, sub="s-2", sid="morning")) == 200
    assert is_in(client)


def test_a_token_counts_once(provider: Provider, drafter: User) -> None:
    recognised(provider)
    text = token(provider)
    assert say(text) == 200
    client = recognised(provider)
    assert say(text) == 400
    assert is_in(client)


def test_what_could_not_be_done_may_be_said_again(
    provider: Provider, drafter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, text = recognised(provider), token(provider)

    def away(device: Device) -> int:
        raise OSError("no database")

    with monkeypatch.context() as patched:
        patched.setattr("govreport.accounts.farewells.sessions.end", away)
        with pytest.raises(OSError, match="no database"):
            say(text)
    assert is_in(client)
    assert say(text) == 200
    assert not is_in(client)


WRONG: list[dict[str, Any]] = [
    {"nonce": "n"},
    {"nonce": ""},
    {"events": None},
    {"events": {}},
    {"events": [farewells.EVENT]},
    {"events": {farewells.EVENT: "yes"}},
    {"events": {"http://schemas.openid.net/event/other": {}}},
    {"jti": None},
    {"jti": ""},
    {"jti": 7},
    {"sub": None},
    {"sub": ""},
    {"sub": 7},
    {"sid": 7},
    {"iss": "https://example.org"},
    {"aud": "another"},
    {"aud": None},
    {"exp": 1_700_000_000},
    {"exp": None},
    {"iat": 1_700_000_000},
    {"iat": 4_000_000_000},
    {"iat": None},
]


@pytest.mark.parametrize("wrong", WRONG, ids=[json.dumps(item)[:50] for item in WRONG])
def test_a_token_for_something_else_or_of_another_time_ends_nothing(
    provider: Provider, drafter: User, wrong: dict[str, Any]
) -> None:
    client = recognised(provider)
    assert say(token(provider, **wrong)) == 400
    assert is_in(client)


@pytest.mark.parametrize("kind", ["JWT", "at+jwt"])
def test_a_token_of_another_type_ends_nothing_unless_the_settings_name_it(
    provider: Provider, drafter: User, settings: LazySettings, kind: str
) -> None:
    client = recognised(provider)
    assert say(token(provider, kind)) == 400
    assert is_in(client)
    settings.OIDC_LOGOUT_TYPES = ["logout+jwt", "jwt"]
    assert say(token(provider, kind)) == (200 if kind == "JWT" else 400)
    assert say(token(provider, "application/logout+jwt")) == 200


def test_a_token_that_the_provider_has_not_signed_ends_nothing(provider: Provider, drafter: User) -> None:
    client = recognised(provider)
    for key in (new_key("one"), OctKey.import_key(SECRET * 3)):
        assert say(token(provider, key=key)) == 400
    whole = token(provider)
    for text in ("", "a.b", "x" * 30_000, whole[:-4], f"{whole.rsplit('.', 1)[0]}.", "\x00"):
        assert say(text) == 400
    assert is_in(client)


def test_an_identity_token_ends_nothing(provider: Provider, drafter: User) -> None:
    given: list[str] = []
    provider.forge = lambda text, _claims: given.append(text) or text  # type: ignore[func-returns-value]
    client = recognised(provider)
    assert say(given[0]) == 400
    assert is_in(client)


def test_nobody_known_is_no_fault(provider: Provider, drafter: User) -> None:
    client = recognised(provider)
    assert say(token(provider, sub="s-9")) == 200
    assert is_in(client)


def test_while_the_provider_is_away_it_is_asked_to_say_it_later(provider: Provider) -> None:
    text = token(provider)
    provider.down = True
    answer = Client().post(OUT, {"logout_token": text})
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    provider.down = False
    caches["shared"].clear()
    assert say(text) == 200


def test_a_provider_that_is_away_is_not_asked_again_for_ten_seconds(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.down = True
    assert [say(token(provider)) for _time in range(5)] == [503] * 5
    assert provider.served == 1
    provider.down = False
    later = time.time() + oidc.AWAY + 1
    with monkeypatch.context() as patched:
        patched.setattr("time.time", lambda: later)
        assert say(token(provider)) == 200


def test_an_address_that_says_too_much_is_told_to_wait_before_anything_is_looked_at(
    provider: Provider, drafter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.web.ui.account.oidc.TOLD", Limit("oidc-out", 2, 60))
    monkeypatch.setattr("govreport.web.ui.limits.time.time", lambda: 60_000_020.0)
    assert [say("a.b"), say("a.b")] == [400, 400]
    served = provider.served
    answer = Client().post(OUT, {"logout_token": "a.b"})
    assert (answer.status_code, answer["Retry-After"], provider.served) == (429, "40", served)
    assert Client().post(OUT, {"logout_token": "a.b"}, REMOTE_ADDR="10.0.0.9").status_code == 400


def test_what_is_refused_stands_in_the_log_on_one_line_and_not_without_end(
    provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    forged = base64.urlsafe_b64encode(json.dumps({"alg": "RS256", "kid": "x\n2026 ERROR \x1b[31m" * 12}).encode())
    for _time in range(25):
        assert say(f"{forged.decode().rstrip('=')}.e30.eA") == 400
    lines = [item.getMessage() for item in caplog.records if item.name == "govreport.web.ui.account.oidc"]
    assert 1 <= len(lines) <= 20  # a minute may end meanwhile
    assert "2026 ERROR" in lines[0]
    assert all(line.isprintable() and len(line) <= 240 for line in lines)


def test_without_a_provider_and_by_a_link_there_is_nothing(
    client: Client, provider: Provider, settings: LazySettings
) -> None:
    assert client.get(OUT).status_code == 405
    settings.OIDC_ISSUER = ""
    assert client.post(OUT, {"logout_token": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ({}, True),
        ({"sid": "morning"}, True),
        ({"sid": "morning", "sub": None}, True),
        ({"sub": "s-2"}, False),
        ({"sub": "s-2", "sid": "morning"}, False),
        ({"sid": "evening"}, False),
    ],
)
def test_a_sign_in_that_waits_for_our_code_ends_too(
    provider: Provider, drafter: User, forward: Forward, told: dict[str, Any], refused: bool
) -> None:
    secret, _codes = equipped(drafter, forward)
    provider.person = {"sub": "s-1", "preferred_username": "drafter", "sid": "morning"}
    client = Client()
    through(client, provider)
    assert say(token(provider, **told)) == 200
    client.post("/accounts/code/", {"code": now_shown(secret)})
    assert is_in(client) is not refused
    if refused:
        assert "统一身份认证那边已经退出" in client.get("/accounts/login/").text
        through(client, provider)
        forward(seconds=31)
        client.post("/accounts/code/", {"code": now_shown(secret)})
        assert is_in(client)


def test_who_came_by_password_waits_for_nothing_of_the_provider(
    provider: Provider, drafter: User, forward: Forward, sign_in: SignIn
) -> None:
    secret, _codes = equipped(drafter, forward)
    client = Client()
    through(client, provider)
    sign_in("drafter", PASSWORD, client=client)
    assert say(token(provider)) == 200
    client.post("/accounts/code/", {"code": now_shown(secret)})
    assert is_in(client)
