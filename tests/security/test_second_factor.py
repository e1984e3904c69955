"""两步验证: a code after the password; each counts once, six digits are not guessed, secrets are stored encrypted."""

import base64
import re

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import LazySettings
from django.test import Client

from govreport.accounts import second_factor, vault
from govreport.accounts.models import RecoveryCode, SecondFactor
from govreport.agencies.models import User
from govreport.journal.models import Event
from tests.cast import PASSWORD
from tests.security.conftest import Forward, SignIn
from tests.security.key_steps import fresh

pytestmark = pytest.mark.django_db

CODE = "/accounts/code/"
SECOND = "/accounts/second/"


def now_shown(secret: str) -> str:
    """What the authenticator shows now."""
    key = base64.b32decode(secret.replace(" ", ""))
    return TOTP(key, 6, SHA1(), 30).generate(int(second_factor.time.time())).decode()  # noqa: S303


def equipped(user: User, forward: Forward) -> tuple[str, list[str]]:
    """The secret in the person's telephone, and the recovery codes; half a minute later."""
    secret = second_factor.propose(user)
    codes = second_factor.confirm(user, now_shown(secret))
    assert codes
    forward(seconds=31)
    return secret, codes


def give(client: Client, code: str) -> int:
    return client.post(CODE, {"code": code}, REMOTE_ADDR="10.0.0.1").status_code


def is_in(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def test_the_published_examples_of_the_standard_hold() -> None:
    # RFC 6238, appendix B, SHA-1, the last six of eight digits.
    key = b"12345678901234567890"
    for at, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        assert TOTP(key, 6, SHA1(), 30).generate(at).decode() == code  # noqa: S303


def test_setting_up_takes_a_first_code_and_shows_recovery_codes_once(drafter: User, forward: Forward) -> None:
    client = Client()
    client.force_login(drafter)
    fresh(client)
    page = client.get(SECOND).text
    secret = re.search(r'class="secret">([^<]+)<', page)
    assert secret
    assert client.post(SECOND, {"code": "000000"}).status_code == 422
    assert not second_factor.is_set(drafter)
    page = client.post(SECOND, {"code": now_shown(secret.group(1))}).text
    codes = re.findall(r"<code>([a-z2-7-]{19})</code>", page)
    assert len(set(codes)) == 10
    assert codes[0] not in client.get(SECOND).text
    assert Event.objects.filter(action="account.second.set", actor=drafter).count() == 1


def test_the_password_alone_opens_nothing(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    secret, _codes = equipped(drafter, forward)
    client = Client()
    assert sign_in("drafter", PASSWORD, client=client)["Location"] == CODE
    assert not is_in(client)
    assert give(client, now_shown(secret)) == 302
    assert is_in(client)


def test_one_goes_on_to_where_one_was_going_and_never_to_another_site(
    sign_in: SignIn, forward: Forward, drafter: User
) -> None:
    secret, _codes = equipped(drafter, forward)
    for onward, where in (("/desk/jobs/", "/desk/jobs/"), ("https://example.org/", "/desk/")):
        client = Client()
        sign_in("drafter", PASSWORD, client=client, next=onward)
        assert client.post(CODE, {"code": now_shown(secret)})["Location"] == where
        forward(seconds=31)


def test_a_code_counts_once(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    secret, _codes = equipped(drafter, forward)
    code = now_shown(secret)
    first, second = Client(), Client()
    for client in (first, second):
        sign_in("drafter", PASSWORD, client=client)
    assert (give(first, code), give(second, code)) == (302, 422)
    assert not is_in(second)


def test_an_older_code_does_not_count_after_a_later_one(drafter: User, forward: Forward) -> None:
    secret, _codes = equipped(drafter, forward)
    older = now_shown(secret)
    forward(seconds=30)
    assert second_factor.verify(drafter, now_shown(secret))
    assert not second_factor.verify(drafter, older)


def test_a_clock_half_a_minute_wrong_does_no_harm_and_two_minutes_do(drafter: User, forward: Forward) -> None:
    secret, _codes = equipped(drafter, forward)
    forward(minutes=2)
    shown = now_shown(secret)
    forward(seconds=30)
    assert second_factor.verify(drafter, shown)
    shown = now_shown(secret)
    forward(minutes=2)
    assert not second_factor.verify(drafter, shown)


def test_six_digits_are_not_guessed(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    secret, _codes = equipped(drafter, forward)
    client = Client()
    sign_in("drafter", PASSWORD, client=client)
    right = now_shown(secret)
    wrong = [f"{number:06}" for number in range(7) if f"{number:06}" != right][:5]
    assert [give(client, code) for code in wrong] == [422] * 4 + [429]
    assert give(client, right) == 429
    noted = Event.objects.filter(action="account.sign_in.failed", subject=f"user:{drafter.pk}")
    assert [event.payload["way"] for event in noted] == ["code"] * 5
    sign_in("drafter", PASSWORD, client=client)
    assert give(client, now_shown(secret)) == 429
    forward(minutes=31)
    sign_in("drafter", PASSWORD, client=client)
    assert give(client, now_shown(secret)) == 302


def test_the_right_password_is_remembered_for_five_minutes_only(
    sign_in: SignIn, forward: Forward, drafter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, _codes = equipped(drafter, forward)
    client = Client()
    sign_in("drafter", PASSWORD, client=client)
    forward(minutes=6)
    assert client.post(CODE, {"code": now_shown(secret)})["Location"] == "/accounts/login/"
    assert not is_in(client)


def test_the_right_password_is_forgotten_when_it_changes_or_the_account_is_suspended(
    sign_in: SignIn, forward: Forward, drafter: User, reviewer: User
) -> None:
    secret, _codes = equipped(drafter, forward)
    client = Client()
    sign_in("drafter", PASSWORD, client=client)
    drafter.set_password("Shan-shui-2026")
    drafter.save()
    assert client.post(CODE, {"code": now_shown(secret)})["Location"] == "/accounts/login/"
    other = Client()
    sign_in("drafter", "Shan-shui-2026", client=other)
    User.objects.filter(pk=drafter.pk).update(is_active=False)
    assert other.post(CODE, {"code": now_shown(secret)})["Location"] == "/accounts/login/"


def test_a_recovery_code_opens_once_in_whatever_spelling(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    _secret, codes = equipped(drafter, forward)
    for spelled, status in ((codes[0], 302), (codes[0], 422), (codes[1].upper().replace("-", " "), 302)):
        client = Client()
        sign_in("drafter", PASSWORD, client=client)
        assert give(client, spelled) == status
    assert RecoveryCode.objects.filter(user=drafter).count() == 8


def test_the_recovery_code_of_somebody_else_opens_nothing(drafter: User, reviewer: User, forward: Forward) -> None:
    _secret, codes = equipped(drafter, forward)
    equipped(reviewer, forward)
    assert not second_factor.verify(reviewer, codes[0])


@pytest.mark.parametrize(
    "code", ["", " ", "12345", "1234567", "１２３４５６", "abcdef", "\x00" * 6, "-" * 40, "😀" * 6]
)
def test_what_is_no_code_is_refused_in_a_sentence(sign_in: SignIn, forward: Forward, drafter: User, code: str) -> None:
    equipped(drafter, forward)
    client = Client()
    sign_in("drafter", PASSWORD, client=client)
    answer = client.post(CODE, {"code": code})
    assert answer.status_code == 422
    assert "验证码不对" in answer.text


def test_secrets_and_recovery_codes_are_not_readable_in_the_database(
    drafter: User, forward: Forward, settings: LazySettings
) -> None:
    secret, codes = equipped(drafter, forward)
    stored = SecondFactor.objects.get(user=drafter).secret
    assert secret not in stored
    assert base64.b32decode(secret) not in base64.urlsafe_b64decode(stored)
    assert not any(code.replace("-", "") in item.digest for item in RecoveryCode.objects.all() for code in codes)
    settings.DATA_KEY = "another"
    assert vault.unseal(stored) is None
    assert not second_factor.verify(drafter, now_shown(secret))
    settings.DATA_KEY_FALLBACKS = [settings.SECRET_KEY]
    assert vault.unseal(stored) == base64.b32decode(secret)


def test_nothing_is_switched_off_without_a_code_of_now(drafter: User, forward: Forward) -> None:
    secret, _codes = equipped(drafter, forward)
    client = Client()
    client.force_login(drafter)
    assert client.post("/accounts/second/switch/", {"verb": "off", "code": "000000"}).status_code == 422
    assert second_factor.is_set(drafter)
    answer = client.post("/accounts/second/switch/", {"verb": "off", "code": now_shown(secret)}, follow=True)
    assert "两步验证已停用。" in answer.text
    assert not second_factor.is_set(drafter)


def test_the_security_administrator_resets_it_and_signs_the_person_out(
    sign_in: SignIn, forward: Forward, drafter: User, security_admin: User
) -> None:
    secret, _codes = equipped(drafter, forward)
    browser = Client()
    sign_in("drafter", PASSWORD, client=browser)
    give(browser, now_shown(secret))
    client = Client()
    client.force_login(security_admin)
    where = f"/desk/offices/yunxi-lincao/accounts/{drafter.pk}/"
    assert "已重置起草人周宁的两步验证" in client.post(where, {"verb": "second"}, follow=True).text
    assert not second_factor.is_set(drafter)
    assert not is_in(browser)
    assert Event.objects.filter(action="account.second.removed", actor=security_admin).count() == 1


def test_the_first_factor_is_set_up_with_the_password_given_just_now(
    sign_in: SignIn, drafter: User, forward: Forward
) -> None:
    client = Client()
    sign_in("drafter", PASSWORD, client=client)
    assert 'class="secret"' in client.get(SECOND).text
    forward(minutes=10, seconds=1)
    assert 'class="secret"' not in client.get(SECOND).text
    client.post(SECOND, {"code": now_shown(second_factor.propose(drafter))})
    assert not second_factor.is_set(drafter)
    form = {"password": "wrong", "next": SECOND}
    assert "什么都没有改" in client.post("/accounts/second/prove/", form, follow=True).text
    page = client.post("/accounts/second/prove/", form | {"password": PASSWORD}, follow=True).text
    assert 'class="secret"' in page


def test_the_password_is_not_guessed_there_either(drafter: User, forward: Forward) -> None:
    client = Client()
    client.force_login(drafter)
    for password in ("a", "b", "c", "d", "e"):
        client.post("/accounts/second/prove/", {"password": password})
    assert client.post("/accounts/second/prove/", {"password": PASSWORD}).status_code == 429
    assert "proven_at" not in client.session
