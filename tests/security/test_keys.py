"""安全密钥: a key opens what its holder may open, and is changed only by whoever has proved who they are."""

import pytest
from django.conf import LazySettings
from django.test import Client

from govreport.accounts import second_factor
from govreport.accounts.models import Key, RecoveryCode
from govreport.agencies.models import User
from govreport.journal.models import Event
from tests.cast import PASSWORD, person
from tests.security.authenticator import ORIGIN, Authenticator
from tests.security.conftest import Forward, SignIn
from tests.security.key_steps import KEYS, Registered, add, asked, fresh, give, half_in
from tests.security.test_second_factor import is_in, now_shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


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
    settings.SECOND_FACTOR_FOR = "posts"
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

    def test_it_opens_its_holders_account_after_somebody_else_gave_a_password_and_went_back(
        self, sign_in: SignIn, drafter: User, reviewer: User, registered: Registered
    ) -> None:
        registered(drafter)
        key = registered(reviewer)
        client = half_in(sign_in)
        page = client.get("/accounts/login/", secure=True).text
        assert 'data-ask="/accounts/key/ask/?alone=1"' in page
        assert 'action="/accounts/key/?alone=1"' in page
        client.post("/accounts/key/?alone=1", {"answer": key.get(asked(client, "/accounts/key/ask/?alone=1"))})
        assert client.session["_auth_user_id"] == str(reviewer.pk)

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
    fresh(client)
    assert f"只在 {ORIGIN} 使用" in client.get(KEYS, headers={"host": "127.0.0.1"}).text


def test_the_names_of_keys_are_plain_text(drafter: User) -> None:
    client = Client()
    client.force_login(drafter)
    page = add(client, Authenticator(), "<b>\x00钥" + "长" * 60)
    assert "<b>" not in page
    assert len(Key.objects.get().name) <= 40
    assert person("x", "y").security_keys.count() == 0
