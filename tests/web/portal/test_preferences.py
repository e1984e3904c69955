"""长辈版: the switch of the enlarged display."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_switching_on_enlarges_the_next_page(client: Client) -> None:
    answer = client.post("/elder/", {"elder": "1", "next": "/accounts/login/"})
    assert answer["Location"] == "/accounts/login/"
    assert '<html lang="zh-hans" class="elder">' in client.get("/accounts/login/").text


def test_switching_off_returns_to_the_plain_page(client: Client) -> None:
    client.post("/elder/", {"elder": "1"})
    client.post("/elder/", {"elder": "0"})
    assert 'class="elder"' not in client.get("/accounts/login/").text


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_the_switch_never_leads_to_another_site(client: Client, back: str) -> None:
    assert client.post("/elder/", {"elder": "1", "next": back})["Location"] == "/"


def test_the_switch_is_only_posted(client: Client) -> None:
    assert client.get("/elder/").status_code == 405


def test_the_switch_needs_its_token() -> None:
    assert Client(enforce_csrf_checks=True).post("/elder/", {"elder": "1"}).status_code == 403
