"""登录失败处理: who tries too often waits; everybody else notices nothing."""

import pytest
from django.test import Client

from govreport.accounts import lockout
from govreport.accounts.models import Failure
from govreport.agencies.models import User
from govreport.journal.models import Event
from tests.cast import PASSWORD
from tests.security.conftest import Forward, SignIn

pytestmark = pytest.mark.django_db


def fail(sign_in: SignIn, times: int, username: str = "drafter", **where: str) -> list[int]:
    return [sign_in(username, "wrong", **where).status_code for _time in range(times)]


def test_after_five_failures_not_even_the_right_password_opens_for_half_an_hour(
    sign_in: SignIn, forward: Forward, drafter: User
) -> None:
    assert fail(sign_in, 5) == [200, 200, 200, 200, 429]
    answer = sign_in("drafter", PASSWORD)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 30 * 60 + 1
    assert "请 30 分钟后再试" in answer.text
    forward(minutes=29)
    assert sign_in("drafter", PASSWORD).status_code == 429
    forward(minutes=2)
    assert sign_in("drafter", PASSWORD).status_code == 302


def test_the_same_name_elsewhere_and_another_name_here_are_not_locked(
    sign_in: SignIn, forward: Forward, drafter: User, reviewer: User
) -> None:
    fail(sign_in, 5)
    assert sign_in("drafter", PASSWORD, address="10.0.0.2").status_code == 302
    assert sign_in("reviewer", PASSWORD).status_code == 302


def test_capital_letters_and_spaces_give_no_further_attempts(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    for username in ("drafter", "DRAFTER", " drafter", "Drafter ", "drAfter"):
        sign_in(username, "wrong")
    assert sign_in("drafter", PASSWORD).status_code == 429


@pytest.mark.parametrize("username", ["\x00", "dra\x00fter", "x" * 100_000, "用户\u202e", "' OR 1=1 --", "😀"])
def test_no_name_whatever_breaks_the_page(sign_in: SignIn, forward: Forward, drafter: User, username: str) -> None:
    answer = sign_in(username, PASSWORD)
    assert answer.status_code == 200
    assert "用户名或密码不对" in answer.text or "都要填写" in answer.text


def test_a_name_that_nobody_has_is_locked_alike(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    known, unknown = fail(sign_in, 5), fail(sign_in, 5, "nobody-at-all", address="10.0.0.9")
    assert known == unknown
    forward(minutes=1)
    here, there = sign_in("drafter", "wrong").text, sign_in("nobody-at-all", "wrong", address="10.0.0.9").text
    assert "请 29 分钟后再试" in here
    assert "请 29 分钟后再试" in there


def test_signing_in_forgets_the_failures_before(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    for _round in range(3):
        assert fail(sign_in, 4)[-1] == 200
        assert sign_in("drafter", PASSWORD).status_code == 302
        forward(minutes=2)


def test_an_empty_field_is_no_attempt(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    for _time in range(12):
        assert "用户名和密码都要填写" in sign_in("drafter", "").text
    assert not Failure.objects.exists()


def test_twenty_failures_in_a_day_from_wherever_lock_the_name_until_midnight(
    sign_in: SignIn, forward: Forward, drafter: User, reviewer: User
) -> None:
    for number in range(5):
        fail(sign_in, 4, address=f"10.0.1.{number}")
    answer = sign_in("drafter", PASSWORD, address="10.0.2.1")
    assert answer.status_code == 429
    assert "今天 24 时" in answer.text
    assert sign_in("reviewer", PASSWORD, address="10.0.1.1").status_code == 302
    forward(hours=11)
    assert sign_in("drafter", PASSWORD, address="10.0.2.1").status_code == 429
    forward(hours=1)
    assert sign_in("drafter", PASSWORD, address="10.0.2.1").status_code == 302


def test_more_than_ten_failures_a_minute_from_one_address_wait_out_the_minute(
    sign_in: SignIn, forward: Forward, drafter: User
) -> None:
    for number in range(10):
        assert sign_in(f"guess-{number}", "wrong").status_code == 200
    answer = sign_in("drafter", PASSWORD)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 61
    assert "这里的登录请求太多" in answer.text
    assert sign_in("drafter", PASSWORD, address="10.0.0.2").status_code == 302
    forward(seconds=61)
    assert sign_in("drafter", PASSWORD).status_code == 302


def test_attempts_made_at_the_same_time_are_counted_before_any_password_is_looked_at(drafter: User) -> None:
    begun = [lockout.attempt(username="drafter", address="10.0.0.1") for _number in range(8)]
    assert [isinstance(one, Failure) for one in begun] == [True] * 5 + [False] * 3


def test_the_lock_goes_into_the_journal_with_no_word_of_what_was_typed(
    sign_in: SignIn, forward: Forward, drafter: User
) -> None:
    fail(sign_in, 5)
    event = Event.objects.get(action="account.locked")
    assert (event.actor, event.subject, event.succeeded) == (None, f"user:{drafter.pk}", False)
    assert event.agency_key == "yunxi-lincao"
    assert "wrong" not in "".join(str(item.payload) for item in Event.objects.all())


def test_the_page_keeps_the_name_and_never_the_password(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    fail(sign_in, 5)
    page = sign_in("drafter", "secret-i-typed").text
    assert 'value="drafter"' in page
    assert "secret-i-typed" not in page


def test_a_line_break_in_a_name_writes_no_second_line_into_the_journal(sign_in: SignIn, forward: Forward) -> None:
    sign_in("evil\n2026-01-01 INFO admin signed in\r\n", "wrong")
    note = Event.objects.get(action="account.sign_in.failed").payload["note"]
    assert "\n" not in note
    assert "\r" not in note


def test_the_security_administrator_unlocks_an_account(
    sign_in: SignIn, forward: Forward, drafter: User, security_admin: User
) -> None:
    fail(sign_in, 5)
    client = Client()
    client.force_login(security_admin)
    assert "登录失败过多" in client.get("/desk/offices/yunxi-lincao/").text
    where = f"/desk/offices/yunxi-lincao/accounts/{drafter.pk}/"
    assert "已解除起草人周宁的账号锁定。" in client.post(where, {"verb": "unlock"}, follow=True).text
    assert sign_in("drafter", PASSWORD).status_code == 302
    assert Event.objects.filter(action="account.unlocked", actor=security_admin).count() == 1


def test_nobody_else_unlocks_an_account(
    sign_in: SignIn, forward: Forward, drafter: User, lead: User, system_admin: User
) -> None:
    fail(sign_in, 5)
    for user in (lead, system_admin):
        client = Client()
        client.force_login(user)
        client.post(f"/desk/offices/yunxi-lincao/accounts/{drafter.pk}/", {"verb": "unlock"})
    assert sign_in("drafter", PASSWORD).status_code == 429
