"""/accounts/login/: signing in, and what a person is told who cannot."""

import pytest
from django.conf import LazySettings
from django.test import Client

from govreport.agencies.models import User
from govreport.demo.accounts import ACCOUNTS, DEMO_PASSWORD
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


def test_a_clerk_signs_in_and_goes_on_to_where_she_was_going(client: Client, drafter: User) -> None:
    answer = client.post(LOGIN, {"username": "drafter", "password": PASSWORD, "next": "/desk/"})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_signing_in_never_leads_to_another_site(client: Client, drafter: User) -> None:
    answer = client.post(LOGIN, {"username": "drafter", "password": PASSWORD, "next": "https://example.org/"})
    assert answer["Location"] == "/desk/"


@pytest.mark.parametrize(("username", "password"), [("drafter", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    client: Client, drafter: User, username: str, password: str
) -> None:
    page = client.post(LOGIN, {"username": username, "password": password}).text
    assert "用户名或密码不对" in page
    assert f'value="{username}"' in page
    assert password not in page


def test_an_empty_form_says_what_is_missing(client: Client) -> None:
    assert "用户名和密码都要填写" in client.post(LOGIN, {}).text


def test_demonstration_accounts_are_shown_in_a_demonstration_only(client: Client, settings: LazySettings) -> None:
    settings.DEMO = False
    assert DEMO_PASSWORD not in client.get(LOGIN).text
    settings.DEMO = True
    page = client.get(LOGIN).text
    assert DEMO_PASSWORD in page
    assert all(f'value="{account.username}"' in page for account in ACCOUNTS)
