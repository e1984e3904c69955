"""首任管理员: no account comes with the system; the first begins with a code that the command line prints."""

import re
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.management import CommandError, call_command
from django.test import Client

from govreport.agencies.models import Agency, Membership, User
from govreport.journal.models import Event
from tests.security.conftest import Forward

pytestmark = pytest.mark.django_db

BEGIN = "/accounts/begin/"
OWN = "Shan-shui-2026"


def printed(*more: str, username: str = "tao") -> str:
    """The code that the command prints."""
    out = StringIO()
    call_command("first_administrator", username, "陶然", "--agency", "yunxi", *more, stdout=out)
    found = re.search(r"首次登录码 (\S+)，", out.getvalue())
    assert found, out.getvalue()
    return found.group(1)


def begin(code: str, username: str = "tao", password: str = OWN) -> tuple[int, str]:
    form = {"username": username, "code": code, "new_password1": password, "new_password2": password}
    answer = Client().post(BEGIN, form, follow=True)
    return answer.status_code, answer.text


def test_a_new_system_has_no_account() -> None:
    assert not User.objects.exists()


def test_the_code_leads_to_a_password_of_ones_own_and_the_post(government: Agency, client: Client) -> None:
    code = printed("--role", "security_admin")
    user = User.objects.get(username="tao")
    assert not user.has_usable_password()
    assert "密码已设置，请用它登录。" in begin(code)[1]
    answer = client.post("/accounts/login/", {"username": "tao", "password": OWN}, follow=True)
    assert answer.redirect_chain[-1][0] == "/desk/offices/"
    assert Membership.objects.get(user=user).role == "security_admin"
    assert code not in "".join(str(event.payload) for event in Event.objects.all())


def test_the_code_counts_once(government: Agency) -> None:
    code = printed()
    begin(code)
    assert begin(code, password="Another-2026-x")[0] == 422
    assert User.objects.get(username="tao").check_password(OWN)


@pytest.mark.parametrize("code", ["", "x", "abc-def", "' OR 1=1 --", "\x00", "９" * 40])
def test_a_wrong_code_sets_nothing(government: Agency, code: str) -> None:
    printed()
    status, page = begin(code)
    assert status == 422
    assert "首次登录码不对" in page or "必填" in page
    assert not User.objects.get(username="tao").has_usable_password()


def test_the_code_of_one_opens_no_other_account(government: Agency) -> None:
    code = printed()
    printed(username="qin")
    assert begin(code, username="qin")[0] == 422
    assert begin(code, username="no-such-name")[0] == 422


def test_the_code_is_good_for_a_day(government: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    code = printed()
    later = datetime.now() + timedelta(hours=25)
    monkeypatch.setattr(default_token_generator, "_now", lambda: later)
    assert begin(code)[0] == 422


@pytest.mark.parametrize("username", ["\x00", "ta\x00o", "x" * 1000, ""])
def test_no_name_whatever_breaks_the_page(government: Agency, username: str) -> None:
    assert begin("some-code", username=username)[0] == 422


def test_codes_are_not_guessed_without_end(government: Agency, forward: Forward) -> None:
    code = printed()
    assert [begin("wrong-code")[0] for _time in range(6)] == [422] * 5 + [429]
    assert begin(code)[0] == 429


def test_a_weak_password_is_refused_and_the_code_still_good(government: Agency) -> None:
    code = printed()
    assert begin(code, password="12345")[0] == 422
    assert "密码已设置" in begin(code)[1]


def test_a_lost_code_is_printed_anew_but_never_for_an_account_that_has_begun(government: Agency) -> None:
    printed()
    code = printed()
    assert "密码已设置" in begin(code)[1]
    with pytest.raises(CommandError, match="已经设过密码"):
        printed()


def test_what_is_no_agency_or_no_name_is_refused(government: Agency) -> None:
    with pytest.raises(CommandError, match="没有代码为"):
        call_command("first_administrator", "tao", "陶然", "--agency", "nowhere")
    with pytest.raises(CommandError):
        call_command("first_administrator", "t a o", "陶然", "--agency", "yunxi")
    assert not User.objects.exists()
