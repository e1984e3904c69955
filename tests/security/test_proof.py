"""再次验证: what concerns how somebody signs in asks who it is once the last proof is ten minutes old."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client

from govreport.accounts import second_factor
from govreport.accounts.models import Device, Failure
from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.notifications.models import Mailbox
from tests.cast import PASSWORD
from tests.security.conftest import Forward, SignIn
from tests.security.key_steps import Registered, asked
from tests.security.test_second_factor import equipped, now_shown

pytestmark = pytest.mark.django_db

END = "/accounts/devices/end/"
MESSAGES = "/accounts/messages/"
ASKED = "请再次验证"
Later = Callable[..., Client]


@pytest.fixture
def later(sign_in: SignIn, forward: Forward, drafter: User, settings: LazySettings) -> Later:
    """The drafter's browser with another one signed in, so many minutes after signing in."""
    settings.MAIL_READY = True

    def later(minutes: int = 11, code: Callable[[], str] | None = None) -> Client:
        here, there = Client(), Client()
        for client in (there, here):
            sign_in("drafter", PASSWORD, client=client)
            if code:
                client.post("/accounts/code/", {"code": code()}, REMOTE_ADDR="10.0.0.1")
                forward(seconds=31)
        forward(minutes=minutes)
        return here

    return later


def others() -> int:
    """On how many devices the drafter is signed in besides this one."""
    return Device.objects.filter(user__username="drafter").count() - 1


def test_ending_other_sessions_asks_for_the_password_and_then_goes_on(later: Later) -> None:
    client = later()
    page = client.post(END, {"device": "others"})
    assert (page.status_code, others()) == (422, 1)
    assert ASKED in page.text
    assert '<input type="hidden" name="device" value="others">' in page.text
    assert "no-store" in page["Cache-Control"]
    done = client.post(END, {"device": "others", "proof-password": PASSWORD}, follow=True)
    assert "已退出 1 处登录。" in done.text
    assert others() == 0


def test_within_ten_minutes_of_the_last_proof_nothing_is_asked(later: Later, forward: Forward) -> None:
    client = later(9)
    assert client.post(END, {"device": "0"}).status_code == 302
    forward(minutes=2)
    assert client.post(END, {"device": "0", "proof-password": PASSWORD}).status_code == 302
    forward(minutes=9)
    assert client.post(END, {"device": "0"}).status_code == 302
    forward(minutes=2)
    assert client.post(END, {"device": "0"}).status_code == 422


def test_a_wrong_password_changes_nothing_says_so_and_is_counted(later: Later) -> None:
    client = later()
    # An empty field is a form sent too early, and not counted.
    wrong = [client.post(END, {"device": "others", "proof-password": text}) for text in ("a", "", "b", "c", "d", "e")]
    assert [page.status_code for page in wrong] == [422] * 5 + [429]
    assert "没有通过验证，什么都没有改" in wrong[0].text
    locked = client.post(END, {"device": "others", "proof-password": PASSWORD})
    assert (locked.status_code, others()) == (429, 1)
    assert int(locked["Retry-After"]) > 0


def test_who_has_a_second_factor_is_asked_for_that_and_the_password_is_not_enough(
    later: Later, drafter: User, forward: Forward
) -> None:
    secret, codes = equipped(drafter, forward)
    client = later(code=lambda: now_shown(secret))
    assert 'name="proof-code"' in client.post(END, {"device": "others"}).text
    assert client.post(END, {"device": "others", "proof-password": PASSWORD}).status_code == 422
    assert client.post(END, {"device": "others", "proof-code": "000000"}).status_code == 422
    assert client.post(END, {"device": "others", "proof-code": "9" * 5000}).status_code == 422
    assert others() == 1
    assert client.post(END, {"device": "others", "proof-code": now_shown(secret)}).status_code == 302
    assert others() == 0
    forward(minutes=11)
    assert client.post(END, {"device": "0", "proof-code": codes[0]}).status_code == 302


@pytest.mark.usefixtures("site")
def test_a_key_proves_it_and_the_key_of_somebody_else_does_not(
    later: Later, drafter: User, reviewer: User, registered: Registered, forward: Forward
) -> None:
    mine, hers = registered(drafter), registered(reviewer)
    codes = iter(second_factor.new_recovery_codes(drafter))
    client = later(code=lambda: next(codes))
    assert client.post(END, {"device": "others", "answer": hers.get(asked(client))}).status_code == 422
    answer = mine.get(asked(client))
    assert client.post(END, {"device": "others", "answer": answer}).status_code == 302
    assert others() == 0
    forward(minutes=11)
    assert client.post(END, {"device": "0", "answer": answer}).status_code == 422


def test_another_address_for_mail_is_kept_as_typed_while_it_is_asked(later: Later, drafter: User) -> None:
    client = later()
    typed = {"verb": "address", "address": 'zhou"<b>@example.gov.cn'}
    page = client.post(MESSAGES, typed)
    assert page.status_code == 422
    assert 'name="address" value="zhou&quot;&lt;b&gt;@example.gov.cn"' in page.text
    wrong = client.post(MESSAGES, typed | {"proof-password": "wrong"})
    assert 'name="address" value="zhou&quot;&lt;b&gt;@example.gov.cn"' in wrong.text
    assert not Mailbox.objects.exists()
    client.post(MESSAGES, {"verb": "address", "address": "zhou@example.gov.cn", "proof-password": PASSWORD})
    assert Mailbox.objects.get().asked == "zhou@example.gov.cn"


def test_an_address_is_not_removed_without_it_but_wishes_need_none(later: Later, drafter: User) -> None:
    User.objects.filter(pk=drafter.pk).update(email="zhou@example.gov.cn")
    client = later()
    assert client.post(MESSAGES, {"verb": "forget"}).status_code == 422
    assert User.objects.get(pk=drafter.pk).email
    assert client.post(MESSAGES, {"verb": "wish", "language": "en"}).status_code == 302
    assert client.post(MESSAGES, {"verb": "forget", "proof-password": PASSWORD}).status_code == 302
    assert not User.objects.get(pk=drafter.pk).email


def test_a_field_with_several_values_is_carried_whole_and_the_proof_is_not(later: Later) -> None:
    page = later().post(END, {"device": ["1", "2"], "proof-password": "wrong"}).text
    assert [f'name="device" value="{number}"' in page for number in (1, 2)] == [True, True]
    assert "wrong" not in page


def test_a_password_is_changed_only_after_the_factor_of_whoever_has_one(
    later: Later, drafter: User, forward: Forward
) -> None:
    secret, _codes = equipped(drafter, forward)
    client = later(code=lambda: now_shown(secret))
    page = client.get("/accounts/password/").text
    assert 'name="old_password"' not in page
    form = {"old_password": PASSWORD, "new_password1": "Shan-shui-2026-xin", "new_password2": "Shan-shui-2026-xin"}
    refused = client.post("/accounts/password/", form, follow=True).text
    assert "核对已经过期，什么都没有改" in refused
    assert "Shan-shui" not in refused
    proof = {"code": now_shown(secret), "next": "/accounts/password/"}
    assert 'name="old_password"' in client.post("/accounts/second/prove/", proof, follow=True).text
    assert "密码已修改" in client.post("/accounts/password/", form, follow=True).text


def test_it_is_asked_in_english_too(later: Later, settings: LazySettings) -> None:
    client = later()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.post(END, {"device": "others"}).text
    assert "Please verify again" in page
    assert "Verify and continue" in page


def test_nobody_proves_anything_without_being_signed_in(client: Client, drafter: User) -> None:
    answer = client.post(END, {"device": "others", "proof-password": PASSWORD})
    assert answer["Location"].startswith("/accounts/login/")


def test_the_old_password_is_not_guessed_on_the_page_of_a_new_one(later: Later) -> None:
    client = later(1)
    new = {"new_password1": "Shan-shui-2026-xin", "new_password2": "Shan-shui-2026-xin"}
    tried = [client.post("/accounts/password/", new | {"old_password": text}) for text in "abcde"]
    assert [page.status_code for page in tried] == [200] * 4 + [429]
    locked = client.post("/accounts/password/", new | {"old_password": PASSWORD})
    assert (locked.status_code, int(locked["Retry-After"]) > 0) == (429, True)
    assert "请 30 分钟后再试" in locked.text
    assert Client().login(username="drafter", password=PASSWORD)
    assert Event.objects.filter(action="account.sign_in.failed").count() == 5


def test_a_new_password_that_will_not_do_is_no_failure(later: Later, drafter: User) -> None:
    client = later(1)
    form = {"old_password": PASSWORD, "new_password1": "1", "new_password2": "1"}
    assert [client.post("/accounts/password/", form).status_code for _time in range(6)] == [200] * 6
    assert not Failure.objects.filter(name="drafter").exists()
