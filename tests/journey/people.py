"""浏览器里的人: people at their own machines, signing in and out as anybody would."""

import re

from playwright.sync_api import Page, expect

from tests.cast import PASSWORD

# The button of the decision, whether or not it accepts reasons at once; never one of the usual opinions.
AGREE = re.compile(r"^同意(，并认可.*)?$")


def sign_in(page: Page, address: str, username: str) -> None:
    """Sign in through the sign-in page; ends on the desk."""
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page).to_have_url(f"{address}/desk/")


def ready(page: Page) -> None:
    """Wait until the rules have arrived and the page answers to typing."""
    page.wait_for_selector("html[data-ready]")


def saved(page: Page) -> None:
    """Wait until everything typed is on the server."""
    expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")
