"""/accounts/password/: people change the password they were given."""

import pytest
from django.test import Client

from govreport.agencies.models import User
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

URL = "/accounts/password/"
NEW = "shan-shui-2026-xin"


def change(client: Client, old: str, new: str, again: str) -> tuple[int, str]:
    answer = client.post(URL, {"old_password": old, "new_password1": new, "new_password2": again}, follow=True)
    return answer.status_code, answer.text


def test_a_new_password_opens_the_desk_and_the_old_one_no_longer(client: Client, drafter: User) -> None:
    client.force_login(drafter)
    assert "密码已修改。" in change(client, PASSWORD, NEW, NEW)[1]
    assert Client().login(username="drafter", password=NEW)
    assert not Client().login(username="drafter", password=PASSWORD)


@pytest.mark.parametrize(
    ("old", "new", "again"), [("wrong", NEW, NEW), (PASSWORD, NEW, NEW + "x"), (PASSWORD, "12345", "12345")]
)
def test_a_doubtful_change_is_refused_with_its_reason(
    client: Client, drafter: User, old: str, new: str, again: str
) -> None:
    client.force_login(drafter)
    assert "invalid-feedback" in change(client, old, new, again)[1]
    assert Client().login(username="drafter", password=PASSWORD)


def test_a_visitor_is_asked_to_sign_in_first(client: Client) -> None:
    assert client.get(URL)["Location"].startswith("/accounts/login/")


def test_the_menu_leads_there(client: Client, drafter: User) -> None:
    client.force_login(drafter)
    assert f'href="{URL}"' in client.get("/desk/").text
