"""安全密钥: a key opens what its holder may open; answers for elsewhere, of yesterday or of others open nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from govreport.accounts import keys, second_factor
from govreport.accounts.models import Key, RecoveryCode
from govreport.agencies.models import User
from govreport.journal.models import Event
from tests.cast import PASSWORD, person
from tests.security.authenticator import ORIGIN, RP_ID, Authenticator
from tests.security.conftest import Forward, SignIn
from tests.security.test_second_factor import is_in, now_shown

pytestmark = pytest.mark.django_db

KEYS = "/accounts/keys/"
Registered = Callable[..., Authenticator]


@pytest.fixture(autouse=True)
def site(settings: LazySettings, monkeypatch: pytest.MonkeyPatch, forward: Forward) -> None:
    """Keys are made for the address of the test client; every clock is the one that can be put forward."""
    settings.WEBAUTHN_RP_ID, settings.WEBAUTHN_ORIGINS = RP_ID, [ORIGIN]
    for module in ("challenges", "second_factor"):
        monkeypatch.setattr(f"govreport.accounts.{module}.time.time", second_factor.time.time)


def asked(client: Client, where: str = "/accounts/key/ask/") -> dict[str, Any]:
    """What the browser is told to ask the key."""
    return json.loads(client.post(where).content)  # type: ignore[no-any-return]


def add(client: Client, key: Authenticator, name: str = "办公室密钥", **other: Any) -> str:
    """Register a key as the page does; what is read then."""
    answer = key.create(asked(client, f"{KEYS}options/"), **other)
    return client.post(f"{KEYS}add/", {"answer": answer, "name": name}, follow=True).text


@pytest.fixture
def registered() -> Registered:
    """A key of the person's, registered on the page."""

    def registered(user: User, name: str = "办公室密钥", **facts: Any) -> Authenticator:
        client, key = Client(), Authenticator(**facts)
        client.force_login(user)
        session = client.session
        session["proven_at"] = second_factor.time.time()
        session.save()
        assert f"已登记密钥“{name}”" in add(client, key, name)
        return key

    return registered


def half_in(sign_in: SignIn, username: str = "drafter") -> Client:
    """A browser in which the password was right."""
    client = Client()
    assert sign_in(username, PASSWORD, client=client)["Location"] == "/accounts/code/"
    return client


def give(client: Client, answer: str) -> None:
    client.post("/accounts/key/", {"answer": answer}, REMOTE_ADDR="10.0.0.1")


def test_a_key_is_registered_under_a_name_and_recovery_codes_are_told_once(drafter: User) -> None:
    client = Client()
    client.force_login(drafter)
    page = add(client, Authenticator(), "办公室 U 盾")
    assert page.count("<code>") == 10
    assert "办公室 U 盾" in page
    assert "还没有用过" in page
    assert "<code>" not in client.get(KEYS).text
    assert Event.objects.get(action="account.key.added").payload["note"].endswith("办公室 U 盾")


def test_after_the_password_the_key_opens_the_account_and_its_use_is_noted(
    sign_in: SignIn, drafter: User, registered: Registered
) -> None:
    key = registered(drafter)
    client = half_in(sign_in)
    assert "用安全密钥登录" in client.get("/accounts/code/", secure=True).text
    options = asked(client)
    assert [item["id"] for item in options["allowCredentials"]] == [key.id]
    give(client, key.get(options))
    assert is_in(client)
    stored = Key.objects.get()
    assert stored.used
    assert stored.count == key.count


def test_several_keys_open_and_one_that_was_removed_does_not(
    sign_in: SignIn, drafter: User, registered: Registered
) -> None:
    first, second = registered(drafter, "一"), registered(drafter, "二")
    client = half_in(sign_in)
    give(client, first.get(asked(client)))
    assert is_in(client)
    removed = client.post(f"{KEYS}remove/", {"key": str(Key.objects.get(name="一").pk)}, follow=True).text
    assert "已删除密钥“一”" in removed
    for key, opens in ((first, False), (second, True)):
        other = half_in(sign_in)
        give(other, key.get(asked(other)))
        assert is_in(other) is opens


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
    from django.contrib.sessions.backends.db import SessionStore

    from govreport.accounts import challenges

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
    forward(minutes=4, seconds=50)
    late = half_in(sign_in)
    options = asked(late)
    sign_in("drafter", PASSWORD, client=late)
    forward(minutes=5, seconds=1)
    sign_in("drafter", PASSWORD, client=late)
    give(late, key.get(options))
    assert not is_in(late)


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


def test_a_challenge_to_register_is_none_to_sign_in(sign_in: SignIn, drafter: User, registered: Registered) -> None:
    key = registered(drafter)
    client = half_in(sign_in)
    give(client, key.get(asked(client)))
    options = asked(client, f"{KEYS}options/")
    client.post("/accounts/logout/")
    sign_in("drafter", PASSWORD, client=client)
    give(client, key.get(options))
    assert not is_in(client)


def test_nothing_is_changed_without_a_proof_of_just_now(drafter: User, registered: Registered) -> None:
    key = registered(drafter)
    client = Client()
    client.force_login(drafter)
    page = client.get(KEYS).text
    assert "核对身份" in page
    assert 'name="key"' not in page
    assert client.post(f"{KEYS}options/").status_code == 422
    assert "没有改" in client.post(f"{KEYS}remove/", {"key": str(Key.objects.get().pk)}, follow=True).text
    assert "没有改" in client.post(f"{KEYS}add/", {"answer": "{}"}, follow=True).text
    give(client, key.get(asked(client)))
    assert 'name="key"' in client.get(KEYS).text


def test_the_proof_is_good_for_ten_minutes(drafter: User, registered: Registered, forward: Forward) -> None:
    registered(drafter)
    client = Client()
    client.force_login(drafter)
    codes = second_factor.new_recovery_codes(drafter)
    client.post("/accounts/second/prove/", {"code": codes[0], "next": KEYS})
    assert client.post(f"{KEYS}options/").status_code == 200
    forward(minutes=10, seconds=1)
    assert client.post(f"{KEYS}options/").status_code == 422


def test_an_authenticator_is_not_added_beside_a_key_without_a_proof(drafter: User, registered: Registered) -> None:
    registered(drafter)
    client = Client()
    client.force_login(drafter)
    assert "先核对一次身份" in client.get("/accounts/second/").text
    secret = second_factor.propose(drafter)
    client.post("/accounts/second/", {"code": now_shown(secret)})
    assert not second_factor.has_codes(drafter)


def test_recovery_codes_replace_a_key_and_go_with_the_last_one(
    sign_in: SignIn, drafter: User, registered: Registered
) -> None:
    registered(drafter)
    code = second_factor.new_recovery_codes(drafter)[0]
    client = half_in(sign_in)
    assert client.post("/accounts/code/", {"code": code}, REMOTE_ADDR="10.0.0.1").status_code == 302
    client.post(f"{KEYS}remove/", {"key": str(Key.objects.get().pk)})
    assert not RecoveryCode.objects.exists()
    assert sign_in("drafter", PASSWORD)["Location"] == "/desk/"


def test_a_signatory_does_with_a_key_and_keeps_the_last_one(
    sign_in: SignIn, signatory: User, settings: LazySettings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client = Client()
    sign_in("signatory", PASSWORD, client=client)
    assert client.get("/desk/").status_code == 302
    add(client, Authenticator())
    assert is_in(client)
    assert "不能删除" in client.post(f"{KEYS}remove/", {"key": str(Key.objects.get().pk)}, follow=True).text
    assert Key.objects.count() == 1


def test_the_security_administrator_removes_keys_too(
    drafter: User, security_admin: User, registered: Registered
) -> None:
    registered(drafter)
    client = Client()
    client.force_login(security_admin)
    client.post(f"/desk/offices/yunxi-lincao/accounts/{drafter.pk}/", {"verb": "second"})
    assert not second_factor.is_set(drafter)


def test_nobody_removes_the_key_of_somebody_else(drafter: User, reviewer: User, registered: Registered) -> None:
    registered(drafter)
    client = Client()
    client.force_login(reviewer)
    client.post(f"{KEYS}remove/", {"key": str(Key.objects.get().pk)})
    assert Key.objects.filter(user=drafter).count() == 1


def test_nobody_carries_more_than_ten_keys(drafter: User, registered: Registered) -> None:
    for number in range(10):
        registered(drafter, str(number))
    client = Client()
    client.force_login(drafter)
    client.post("/accounts/second/prove/", {"code": second_factor.new_recovery_codes(drafter)[0]})
    assert "最多登记 10 个" in client.post(f"{KEYS}options/").json()["message"]


class TestAlone:
    """通行密钥 without the password, where the setting allows it."""

    @pytest.fixture(autouse=True)
    def allowed(self, settings: LazySettings) -> None:
        settings.PASSKEYS_ALONE = True

    def test_it_opens_the_account_of_its_holder(self, drafter: User, registered: Registered) -> None:
        key = registered(drafter)
        client = Client()
        options = asked(client)
        assert options["allowCredentials"] == []
        assert options["userVerification"] == "required"
        give(client, key.get(options))
        assert is_in(client)
        assert client.session["proven_at"]

    def test_it_must_have_checked_its_holder_in_either_profile(
        self, drafter: User, registered: Registered, settings: LazySettings
    ) -> None:
        key = registered(drafter)
        key.verifies = False
        settings.PROFILE = "asvs"
        client = Client()
        give(client, key.get(asked(client)))
        assert not is_in(client)

    def test_it_must_name_its_holder(self, drafter: User, registered: Registered) -> None:
        key = registered(drafter)
        key.handle = b"somebody else"
        client = Client()
        give(client, key.get(asked(client)))
        assert not is_in(client)

    def test_it_opens_no_suspended_account(self, drafter: User, registered: Registered) -> None:
        key = registered(drafter)
        User.objects.filter(pk=drafter.pk).update(is_active=False)
        client = Client()
        give(client, key.get(asked(client)))
        assert not is_in(client)

    def test_it_goes_on_to_where_one_was_going_and_never_to_another_site(
        self, drafter: User, registered: Registered
    ) -> None:
        key = registered(drafter)
        for onward, where in (("/desk/jobs/", "/desk/jobs/"), ("https://example.org/", "/desk/")):
            client = Client()
            form = {"answer": key.get(asked(client)), "next": onward}
            assert client.post("/accounts/key/", form)["Location"] == where


def test_without_the_setting_a_passkey_alone_is_not_asked_for(drafter: User, registered: Registered) -> None:
    registered(drafter)
    client = Client()
    assert client.post("/accounts/key/ask/").status_code == 422
    assert "用通行密钥登录" not in client.get("/accounts/login/", secure=True).text


def test_in_profile_asvs_a_key_without_a_check_of_its_holder_does_after_the_password(
    sign_in: SignIn, drafter: User, registered: Registered, settings: LazySettings
) -> None:
    settings.PROFILE = "asvs"
    key = registered(drafter, verifies=False)
    client = half_in(sign_in)
    options = asked(client)
    assert options["userVerification"] == "preferred"
    give(client, key.get(options))
    assert is_in(client)


def test_at_another_address_the_page_says_where_keys_are_used(drafter: User) -> None:
    client = Client()
    client.force_login(drafter)
    assert f"只在 {ORIGIN} 使用" in client.get(KEYS, headers={"host": "127.0.0.1"}).text


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
    import cbor2
    from webauthn.helpers import bytes_to_base64url

    for made in (data, cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})):
        told["response"]["attestationObject"] = bytes_to_base64url(made)
        with pytest.raises(keys.KeyRefusedError):
            keys.add(User(pk=1), name="a", answer=json.dumps(told), challenge=b"\x00\x00\x00")


def test_the_names_of_keys_are_plain_text(drafter: User) -> None:
    client = Client()
    client.force_login(drafter)
    page = add(client, Authenticator(), "<b>\x00钥" + "长" * 60)
    assert "<b>" not in page
    assert len(Key.objects.get().name) <= 40
    assert person("x", "y").security_keys.count() == 0
