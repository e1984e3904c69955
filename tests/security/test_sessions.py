"""会话: it ends after half an hour without use, after twelve hours at the latest, and when its account changes."""

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client

from govreport.accounts.models import Device
from govreport.agencies.models import Agency, User
from govreport.reports.services import start_report
from govreport.staffing.accounts import restore, suspend
from tests.cast import PASSWORD
from tests.security.conftest import Forward, SignIn

pytestmark = pytest.mark.django_db

NEW = "Shan-shui-2026-xin"


def entered(sign_in: SignIn, username: str = "drafter", **where: str) -> Client:
    """A browser in which the person has signed in."""
    client = Client()
    assert sign_in(username, PASSWORD, client=client, **where).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def test_after_half_an_hour_without_use_the_next_page_is_the_sign_in_page_which_says_why(
    sign_in: SignIn, forward: Forward, drafter: User
) -> None:
    client = entered(sign_in)
    forward(minutes=29)
    assert is_in(client)
    forward(minutes=29)
    assert is_in(client)
    forward(minutes=31)
    answer = client.get("/desk/offices/posts/", follow=True)
    assert answer.redirect_chain == [("/accounts/login/?next=/desk/offices/posts/", 302)]
    assert "30 分钟没有操作，系统已自动退出" in answer.text


def test_what_a_page_asks_by_itself_is_no_use(sign_in: SignIn, forward: Forward, drafter: User, agency: Agency) -> None:
    client = entered(sign_in)
    version = start_report(agency=agency, year=2024, by=drafter)
    for _time in range(4):
        forward(minutes=7)
        client.get(f"/desk/reports/{version.report_id}/news/?since=0")
        client.get("/accounts/left/")
        client.get("/desk/jobs/?part=list", headers={"HX-Request": "true"})
    forward(minutes=3)
    assert not is_in(client)


def test_a_cell_that_comes_too_late_is_answered_so_that_the_page_keeps_it(
    sign_in: SignIn, forward: Forward, drafter: User, agency: Agency
) -> None:
    client = entered(sign_in)
    version = start_report(agency=agency, year=2024, by=drafter)
    forward(minutes=31)
    answer = client.post(f"/desk/reports/{version.report_id}/cells/", {})
    assert (answer.status_code, answer.json()["message"]) == (401, "登录已过期，已填内容保存在本机，请重新登录")


def test_twelve_hours_are_the_longest_however_busy(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    client = entered(sign_in)
    for _time in range(28):
        forward(minutes=25)
        assert is_in(client)
    forward(minutes=25)
    assert "登录已满 12 小时" in client.get("/desk/", follow=True).text


def test_the_page_learns_how_long_is_left_and_pressing_go_on_begins_anew(
    sign_in: SignIn, forward: Forward, drafter: User
) -> None:
    client = entered(sign_in)
    forward(minutes=26)
    assert 3 * 60 < client.get("/accounts/left/").json()["left"] <= 4 * 60
    assert 29 * 60 < client.post("/accounts/left/").json()["left"] <= 30 * 60
    forward(minutes=31)
    assert client.get("/accounts/left/").status_code == 401


def test_a_third_browser_signs_out_the_first(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    first = entered(sign_in)
    forward(minutes=1)
    second = entered(sign_in)
    forward(minutes=1)
    third = Client()
    answer = third.post("/accounts/login/", {"username": "drafter", "password": PASSWORD}, follow=True)
    assert "最早的一处已经退出" in answer.text
    assert [is_in(client) for client in (first, second, third)] == [False, True, True]
    assert Device.objects.filter(user=drafter).count() == 2


def test_the_shared_accounts_of_a_demonstration_sign_nobody_out(
    sign_in: SignIn, forward: Forward, drafter: User, settings: LazySettings
) -> None:
    settings.DEMO = True
    browsers = [entered(sign_in) for _number in range(4)]
    assert all(is_in(client) for client in browsers)


def test_the_list_shows_where_one_is_signed_in_and_signs_out_there(
    sign_in: SignIn, forward: Forward, drafter: User
) -> None:
    here, there = entered(sign_in), entered(sign_in, address="10.0.0.7")
    page = here.get("/accounts/devices/").text
    assert "10.0.0.1" in page
    assert "10.0.0.7" in page
    other = Device.objects.get(address="10.0.0.7")
    assert "已退出 1 处登录。" in here.post("/accounts/devices/end/", {"device": other.pk}, follow=True).text
    assert (is_in(here), is_in(there)) == (True, False)


@pytest.mark.parametrize("device", ["others", "own", "0", "", "x", "9" * 30])
def test_nobody_signs_out_anybody_else_nor_by_mistake_oneself(
    sign_in: SignIn, forward: Forward, drafter: User, reviewer: User, device: str
) -> None:
    mine, hers = entered(sign_in), entered(sign_in, "reviewer")
    own = Device.objects.get(user=drafter)
    mine.post("/accounts/devices/end/", {"device": str(own.pk) if device == "own" else device})
    mine.post("/accounts/devices/end/", {"device": str(Device.objects.get(user=reviewer).pk)})
    assert (is_in(mine), is_in(hers)) == (True, True)


def test_a_new_password_ends_every_other_session(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    here, there = entered(sign_in), entered(sign_in)
    form = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert "其他设备上的登录已退出" in here.post("/accounts/password/", form, follow=True).text
    assert (is_in(here), is_in(there)) == (True, False)
    assert Device.objects.get(user=drafter).session_key == here.cookies["sessionid"].value


def test_a_suspension_ends_every_session_and_restoring_brings_none_back(
    sign_in: SignIn, forward: Forward, drafter: User, agency: Agency, security_admin: User
) -> None:
    client = entered(sign_in)
    suspend(user=drafter, agency=agency, by=security_admin, reason="调离")
    assert not is_in(client)
    restore(user=drafter, agency=agency, by=security_admin)
    assert not is_in(client)
    assert not Session.objects.filter(session_key=client.cookies["sessionid"].value).exists()


def test_a_key_planted_before_signing_in_is_worth_nothing(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    client = Client()
    client.get("/accounts/code/")
    planted = client.session
    planted["planted"] = "1"
    planted.save()
    client.cookies["sessionid"] = str(planted.session_key)
    sign_in("drafter", PASSWORD, client=client)
    attacker = Client()
    attacker.cookies["sessionid"] = str(planted.session_key)
    assert (is_in(client), is_in(attacker)) == (True, False)


def test_a_copied_key_is_worth_nothing_after_signing_out(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    client = entered(sign_in)
    copied = Client()
    copied.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_in(copied)
    client.post("/accounts/logout/")
    assert not is_in(copied)
    assert not Device.objects.exists()


def test_signing_out_by_following_a_link_does_nothing(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    client = entered(sign_in)
    assert client.get("/accounts/logout/").status_code == 405
    assert is_in(client)


def test_a_clock_that_jumps_back_signs_nobody_out(sign_in: SignIn, forward: Forward, drafter: User) -> None:
    client = entered(sign_in)
    forward(hours=-1)
    assert is_in(client)
    forward(minutes=31)
    assert not is_in(client)
