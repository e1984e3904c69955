"""The language of the interface: Chinese unless the reader has switched."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def language(client: Client, **headers: str) -> str:
    return client.get("/", headers=headers).headers["Content-Language"]


def test_an_english_browser_is_still_met_in_chinese(client: Client) -> None:
    assert language(client, accept_language="en-US,en;q=0.9") == "zh-hans"


def test_a_reader_who_switched_stays_in_english(client: Client) -> None:
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert language(client) == "en"
    assert language(client, accept_language="zh-CN") == "en"


def test_an_unknown_language_in_the_cookie_means_chinese(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "../../etc"
    assert language(client) == "zh-hans"


def test_a_shared_cache_keeps_the_languages_apart(client: Client) -> None:
    assert "Cookie" in client.get("/").headers["Vary"]
