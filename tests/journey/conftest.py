"""The same reports as on the desk, and a person who is signed in already."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import User
from tests.web.drafting.conftest import (  # noqa: F401
    SignIn,
    approved,
    blank,
    clerk,
    complete,
    imported,
    in_review,
    returned,
    sign_in,
)

Open = Callable[..., Page]


@pytest.fixture
def desk(live_server: LiveServer, page: Page, drafter: User) -> Open:
    """Opens a page of the desk for the drafter (or somebody else): ``desk("/desk/")``."""

    def open_page(path: str, *, user: User = drafter, language: str = "zh-hans") -> Page:
        client = Client()
        client.force_login(user)
        cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
        cookies[settings.LANGUAGE_COOKIE_NAME] = language
        page.context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        page.goto(live_server.url + path)
        return page

    return open_page
