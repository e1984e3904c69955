"""口令策略: what is accepted in each of the two profiles, and when a password has to be changed."""

from itertools import pairwise

import pytest
from django.conf import LazySettings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.test import Client

from govreport.accounts.models import UsedPassword
from govreport.accounts.profiles import validators
from govreport.agencies.models import Agency, Role, User
from govreport.journal.models import Event
from govreport.staffing.accounts import open_account
from tests.cast import PASSWORD
from tests.security.conftest import Forward, SignIn

pytestmark = pytest.mark.django_db

URL = "/accounts/password/"


def use(settings: LazySettings, profile: str) -> None:
    settings.PROFILE = profile
    settings.AUTH_PASSWORD_VALIDATORS = validators(profile)


def refusal(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def change(client: Client, old: str, new: str) -> str:
    form = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(URL, form, follow=True).text


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("Ab1-short", "10"),
        ("onlysmallletters", "至少三类"),
        ("small-and-signs-only", "至少三类"),
        ("Password123", "常见"),
        ("Drafter-2026", "用户名"),
        ("Yunxi-2026-spring", "yunxi"),
        ("云溪县林草局Aa12", "云溪县林草局"),
        ("GovReport-2026", "govreport"),
        ("Ｇｏｖｒｅｐｏｒｔ-2026", "govreport"),
        ("", "10"),
    ],
)
def test_dengbao_refuses_with_the_reason(settings: LazySettings, drafter: User, password: str, sentence: str) -> None:
    use(settings, "dengbao")
    assert sentence in refusal(password, drafter)


@pytest.mark.parametrize("password", ["Shan-shui-26", "三月的雨Spring-9", "Zc7 " * 16])
def test_dengbao_accepts(settings: LazySettings, drafter: User, password: str) -> None:
    use(settings, "dengbao")
    assert refusal(password, drafter) == ""


@pytest.mark.parametrize(
    ("password", "sentence"),
    [("Shan-shui-26-x", "15"), ("yunxi and the long river", "yunxi"), ("my govreport password", "govreport")],
)
def test_asvs_refuses_with_the_reason(settings: LazySettings, drafter: User, password: str, sentence: str) -> None:
    use(settings, "asvs")
    assert sentence in refusal(password, drafter)


@pytest.mark.parametrize(
    "password", ["small letters and spaces", "一二三四五六七八九十甲乙丙丁戊", "7" * 3 + "ranma" * 4]
)
def test_asvs_asks_for_length_and_no_kinds_of_characters(settings: LazySettings, drafter: User, password: str) -> None:
    use(settings, "asvs")
    assert refusal(password, drafter) == ""


def test_a_profile_that_is_none_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="dengbao, asvs"):
        validators("none")


def test_the_five_last_passwords_are_not_accepted_again(drafter: User, forward: Forward) -> None:
    client = Client()
    client.force_login(drafter)
    used = [PASSWORD, *(f"Shan-shui-no-{number}" for number in range(5))]
    for old, new in pairwise(used):
        assert "密码已修改" in change(client, old, new)
    for number, again in enumerate(used[1:]):
        assert "不能再用" in change(client, used[-1], again), number
    assert "密码已修改" in change(client, used[-1], PASSWORD)
    assert UsedPassword.objects.filter(user=drafter).count() == 5


def test_after_ninety_days_the_password_comes_before_everything_else(
    sign_in: SignIn, forward: Forward, drafter: User, settings: LazySettings
) -> None:
    use(settings, "dengbao")
    forward(days=89)
    assert sign_in("drafter", PASSWORD, client=(fresh := Client())).status_code == 302
    assert fresh.get("/desk/").status_code == 200
    forward(days=2)
    client = Client()
    sign_in("drafter", PASSWORD, client=client)
    answer = client.get("/desk/", follow=True)
    assert answer.redirect_chain == [(URL, 302)]
    assert "已经用满 90 天" in answer.text
    assert client.get("/desk/offices/posts/")["Location"] == URL
    assert client.get("/").status_code == 200
    assert "密码已修改" in change(client, PASSWORD, "Shan-shui-2026")
    assert client.get("/desk/").status_code == 200


def test_asvs_never_asks_for_another_password(
    sign_in: SignIn, forward: Forward, drafter: User, settings: LazySettings
) -> None:
    use(settings, "asvs")
    forward(days=5000)
    client = Client()
    sign_in("drafter", PASSWORD, client=client)
    assert client.get("/desk/").status_code == 200


def test_a_password_given_by_somebody_else_is_changed_before_anything_is_done(
    sign_in: SignIn, agency: Agency, system_admin: User
) -> None:
    user, given = open_account(username="zhao", full_name="赵一", agency=agency, role=Role.DRAFTER, by=system_admin)
    client = Client()
    assert sign_in("zhao", given, client=client).status_code == 302
    assert client.post("/desk/start/", {"year": "2024"})["Location"] == URL
    assert "别人替您设的" in client.get(URL).text
    assert "不能再用" in change(client, given, given)
    assert "密码已修改" in change(client, given, "Shan-shui-2026")
    assert client.get("/desk/").status_code == 200
    assert Event.objects.filter(action="account.password.changed", actor=user).count() == 1


def test_the_page_says_what_is_asked_before_anything_is_typed(drafter: User, settings: LazySettings) -> None:
    client = Client()
    client.force_login(drafter)
    use(settings, "dengbao")
    page = client.get(URL).text
    assert "四类中的至少三类" in page
    assert "每 90 天换一次" in page
    use(settings, "asvs")
    page = client.get(URL).text
    assert "至少三类" not in page
    assert "天换一次" not in page


@pytest.mark.parametrize("profile", ["dengbao", "asvs"])
def test_a_long_password_is_taken_whole(settings: LazySettings, drafter: User, sign_in: SignIn, profile: str) -> None:
    use(settings, profile)
    long = "Shan-shui 1 " + "长" * 116
    client = Client()
    client.force_login(drafter)
    assert "密码已修改" in change(client, PASSWORD, long)
    assert sign_in("drafter", long[:-1]).status_code == 200
    assert sign_in("drafter", long)["Location"] == "/desk/"
