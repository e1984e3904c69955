"""The user menu of the desk: opened without script, closed by Escape or a click elsewhere."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import User
from tests.cast import PASSWORD


@pytest.fixture
def desk(live_server: LiveServer, page: Page, drafter: User) -> Page:
    page.goto(f"{live_server.url}/accounts/login/")
    page.fill("#id_username", drafter.username)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.locator("details.menu summary").click()
    expect(page.get_by_role("button", name="退出登录")).to_be_visible()
    return page


def test_escape_closes_the_menu_and_returns_the_focus(desk: Page) -> None:
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="退出登录")).to_be_hidden()
    expect(desk.locator("details.menu summary")).to_be_focused()


def test_a_click_elsewhere_closes_the_menu(desk: Page) -> None:
    desk.mouse.click(300, 600)
    expect(desk.get_by_role("button", name="退出登录")).to_be_hidden()


def test_signing_out_leads_to_the_public_site(desk: Page, live_server: LiveServer) -> None:
    desk.get_by_role("button", name="退出登录").click()
    expect(desk).to_have_url(f"{live_server.url}/")
    desk.goto(f"{live_server.url}/desk/")
    assert "/accounts/login/" in desk.url
