"""统一身份认证: whoever the provider has recognised gets in, and nobody by a token that lies."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils.html import escape
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from govreport.accounts import oidc
from govreport.accounts.models import Identity
from govreport.agencies.models import User
from govreport.journal.models import Event
from tests.security.oidc_steps import BACK, BEGIN, NOT_DONE, question, said, through
from tests.security.provider import CLIENT, SECRET, Provider, new_key
from tests.security.test_second_factor import is_in

pytestmark = pytest.mark.django_db


def test_whoever_is_recognised_gets_into_their_account(provider: Provider, drafter: User) -> None:
    client = Client()
    answer = through(client, provider, "/desk/jobs/")
    assert answer["Location"] == "/desk/jobs/"
    assert is_in(client)
    asked = provider.asked[0]
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://testserver/accounts/oidc/back/"
    assert len(asked["state"]) >= 20
    assert len(asked["nonce"]) >= 20
    signed_in = Event.objects.get(action="account.signed_in")
    assert signed_in.payload["way"] == "oidc"
    assert Event.objects.filter(action="account.identity.bound").count() == 1


def test_nobody_goes_on_to_another_site(provider: Provider, drafter: User) -> None:
    assert through(Client(), provider, "https://example.org/")["Location"] == "/desk/"


def test_a_link_leads_to_the_button_and_never_to_the_provider(provider: Provider, client: Client) -> None:
    answer = client.get(BEGIN, {"next": "/desk/jobs/"}, follow=True)
    assert answer.redirect_chain == [("/accounts/login/?next=%2Fdesk%2Fjobs%2F", 302)]
    assert '<form method="post" action="/accounts/oidc/"' in answer.text
    assert '<input type="hidden" name="next" value="/desk/jobs/">' in answer.text
    assert (provider.served, oidc.ASKED in client.session) == (0, False)


def test_a_form_of_another_site_does_not_begin_it(provider: Provider) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(BEGIN, {"next": "/desk/"}).status_code == 403
    assert provider.served == 0


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "前往统一身份认证"), ("en", "On to the common sign-in")])
def test_where_the_browser_does_not_go_on_by_itself_there_is_a_link(
    provider: Provider, client: Client, settings: LazySettings, language: str, words: str
) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.post(BEGIN)
    assert words in page.text
    assert f'href="{escape(page["Refresh"].removeprefix("0; url="))}"' in page.text


def no_algorithm(token: str, claims: dict[str, Any]) -> str:
    parts = [json.dumps(part).encode() for part in ({"alg": "none", "typ": "JWT"}, claims)]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."


def shared_secret(token: str, claims: dict[str, Any]) -> str:
    """Signed with what every client knows in place of the provider's key."""
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET * 3), algorithms=["HS256"])


def other_claims(token: str, claims: dict[str, Any]) -> str:
    head, _body, signature = token.split(".")
    body = base64.urlsafe_b64encode(json.dumps(claims | {"sub": "s-2"}).encode()).rstrip(b"=").decode()
    return f"{head}.{body}.{signature}"


def not_a_token(token: str, claims: dict[str, Any]) -> str:
    return "a.b"


@pytest.mark.parametrize("forge", [no_algorithm, shared_secret, other_claims, not_a_token])
def test_a_token_that_the_provider_has_not_signed_opens_nothing(
    provider: Provider, drafter: User, forge: Callable[[str, dict[str, Any]], str]
) -> None:
    provider.forge = forge
    client = Client()
    through(client, provider)
    assert not is_in(client)
    assert NOT_DONE in said(client)
    assert Event.objects.filter(action="account.sign_in.failed", succeeded=False).count() == 1


def test_a_token_of_another_key_opens_nothing_whatever_name_the_key_has(provider: Provider, drafter: User) -> None:
    for name in ("one", "unknown"):
        provider.signed_by = new_key(name)
        client = Client()
        through(client, provider)
        assert not is_in(client)


def test_an_algorithm_that_the_settings_do_not_name_opens_nothing(
    provider: Provider, drafter: User, settings: LazySettings
) -> None:
    settings.OIDC_ALGORITHMS = ["ES256"]
    client = Client()
    through(client, provider)
    assert not is_in(client)


WRONG: list[dict[str, Any]] = [
    {"nonce": "another"},
    {"nonce": None},
    {"iss": "https://example.org"},
    {"iss": None},
    {"aud": "another"},
    {"aud": ["another", "third"]},
    {"aud": None},
    {"aud": [CLIENT, "another"]},
    {"aud": [CLIENT, "another"], "azp": "another"},
    {"azp": "another"},
    {"exp": 1_700_000_000},
    {"exp": None},
    {"exp": "soon"},
    {"iat": 4_000_000_000},
    {"nbf": 4_000_000_000},
    {"sub": None},
    {"sub": ""},
    {"sub": "x" * 256},
    {"sub": 7},
]


@pytest.mark.parametrize("wrong", WRONG, ids=[json.dumps(item)[:40] for item in WRONG])
def test_a_token_for_somebody_else_or_of_another_time_opens_nothing(
    provider: Provider, drafter: User, wrong: dict[str, Any]
) -> None:
    def lie(claims: dict[str, Any]) -> None:
        claims.update(wrong)
        for name in [name for name, value in claims.items() if value is None]:
            del claims[name]

    provider.lie = lie
    client = Client()
    through(client, provider)
    assert not is_in(client)
    assert NOT_DONE in said(client)
    assert not Identity.objects.exists()


def test_an_answer_counts_once_and_in_the_browser_that_asked_only(provider: Provider, drafter: User) -> None:
    client, thief = Client(), Client()
    asked = question(client)
    answer = {"code": provider.code(asked), "state": asked["state"]}
    question(thief)
    thief.get(BACK, answer)
    assert not is_in(thief)
    client.get(BACK, answer)
    assert is_in(client)
    client.post("/accounts/logout/")
    client.get(BACK, answer | {"code": provider.code(asked)})
    assert not is_in(client)


@pytest.mark.parametrize("answer", [{}, {"state": "x", "code": "y"}, {"code": "y"}, {"state": "\x00", "code": "\x00"}])
def test_an_answer_to_no_question_opens_nothing(provider: Provider, answer: dict[str, str]) -> None:
    client = Client()
    assert client.get(BACK, answer)["Location"] == "/accounts/login/"
    assert NOT_DONE in said(client)
    assert provider.served == 0


def test_an_answer_after_ten_minutes_or_of_another_provider_opens_nothing(
    provider: Provider, drafter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    asked = question(client)
    client.get(BACK, {"code": provider.code(asked), "state": asked["state"], "iss": "https://example.org"})
    assert not is_in(client)
    asked = question(client)
    later = oidc.time.time() + oidc.SECONDS + 1
    monkeypatch.setattr("govreport.accounts.oidc.time.time", lambda: later)
    client.get(BACK, {"code": provider.code(asked), "state": asked["state"]})
    assert not is_in(client)


def test_who_declines_there_is_told_so_here(provider: Provider) -> None:
    client = Client()
    asked = question(client)
    client.get(BACK, {"error": "access_denied", "state": asked["state"]})
    assert NOT_DONE in said(client)


def test_a_code_is_worth_nothing_without_the_secret_of_who_asked(
    provider: Provider, drafter: User, settings: LazySettings
) -> None:
    client = Client()
    asked = question(client)
    code = provider.code(asked | {"code_challenge": "of another browser"})
    client.get(BACK, {"code": code, "state": asked["state"]})
    assert not is_in(client)
    settings.OIDC_CLIENT_SECRET = "wrong"
    through(client, provider)
    assert not is_in(client)


class TestProviderFaults:
    """What the provider does wrong is told in a sentence, and opens nothing."""

    def test_it_is_down(self, provider: Provider, drafter: User) -> None:
        provider.down = True
        client = Client()
        assert client.post(BEGIN)["Location"] == "/accounts/login/"
        assert "统一身份认证现在连不上" in said(client)

    def test_it_goes_down_between_question_and_answer(self, provider: Provider, drafter: User) -> None:
        client = Client()
        asked = question(client)
        provider.down = True
        client.get(BACK, {"code": "x", "state": asked["state"]})
        assert not is_in(client)
        assert "统一身份认证" in said(client)

    @pytest.mark.parametrize(
        "particulars",
        [
            {"issuer": "https://example.org"},
            {"authorization_endpoint": "http://example.org/authorize"},
            {"authorization_endpoint": "javascript:alert(1)"},
            {"authorization_endpoint": None},
        ],
    )
    def test_its_particulars_are_of_another_or_not_safe(self, provider: Provider, particulars: dict[str, Any]) -> None:
        provider.particulars = particulars
        assert Client().post(BEGIN)["Location"] == "/accounts/login/"

    def test_its_keys_are_changed_and_asked_for_again(self, provider: Provider, drafter: User) -> None:
        through(Client(), provider)
        provider.key = new_key("two")
        client = Client()
        through(client, provider)
        assert is_in(client)

    def test_its_key_is_of_another_kind_than_the_token_says(self, provider: Provider, drafter: User) -> None:
        provider.signed_by = ECKey.generate_key("P-256", {"kid": "one"})
        client = Client()
        through(client, provider)
        assert not is_in(client)


def test_without_a_provider_there_is_no_such_page(client: Client) -> None:
    assert [client.get(where).status_code for where in (BEGIN, BACK, "/accounts/oidc/left/")] == [404] * 3
    assert client.post(BEGIN).status_code == 404
    assert "统一身份认证" not in said(client)


def test_a_browser_keeps_no_more_than_a_few_questions(provider: Provider) -> None:
    client = Client()
    for _number in range(8):
        question(client)
    assert len(client.session[oidc.ASKED]) == oidc.MOST_AT_ONCE
