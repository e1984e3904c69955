"""被退回的表单: a form that was declined takes the focus to what stopped it, and from there to the field."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import Agency, User
from govreport.reports.models import Version
from govreport.standards.document import SECTION_LIMIT
from tests.fixtures.browser import Watch
from tests.journey.conftest import Open


@pytest.fixture(autouse=True)
def declined(watch: Watch) -> None:
    """What is declined answers 4xx, and the browser says so."""
    watch.expect("status of 4")


def to_the_field(page: Page, field: str) -> None:
    """The summary has the focus; its first link leads to the field."""
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    link = summary.locator("a").first
    for _ in range(3):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(field)).to_be_focused()


def test_signing_in_with_a_wrong_password(live_server: LiveServer, page: Page, drafter: User) -> None:
    page.goto(f"{live_server.url}/accounts/login/")
    page.keyboard.type("drafter")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    page.wait_for_selector("#error-summary")
    to_the_field(page, "#id_username")


def test_starting_from_a_file_without_a_file(desk: Open, agency: Agency) -> None:
    page = desk("/desk/start/")
    page.locator("input[name=source][value=file]").check()
    page.get_by_role("button", name="下一步").press("Enter")
    page.wait_for_selector("#error-summary")
    to_the_field(page, "#id_file")


def test_returning_a_report_without_a_reason(desk: Open, in_review: Version, reviewer: User) -> None:
    page = desk(f"/desk/review/{in_review.pk}/", user=reviewer)
    page.locator("details.return > summary").press("Enter")
    page.locator("details.return button[type=submit]").press("Enter")
    page.wait_for_selector("#error-summary")
    to_the_field(page, "details.return textarea")


def test_changing_the_password_with_a_wrong_old_one(desk: Open, drafter: User) -> None:
    page = desk("/accounts/password/")
    page.locator("input[type=submit], button.btn-primary").first.press("Enter")
    if page.locator("#error-summary").count() == 0:  # the browser itself stopped at an empty field and shows it
        expect(page.locator("#id_old_password")).to_be_focused()
        for field in ("old_password", "new_password1", "new_password2"):
            page.locator(f"#id_{field}").fill("not-this-one-5")
        page.locator("#id_new_password2").press("Enter")
    page.wait_for_selector("#error-summary")
    to_the_field(page, "#id_old_password")


def test_a_section_without_script_that_cannot_be_saved(
    desk: Open,
    new_context: Callable[..., BrowserContext],
    live_server: LiveServer,
    page: Page,
    blank: Version,
) -> None:
    desk(f"/desk/reports/{blank.report_id}/sec1/")
    context = new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{live_server.url}/desk/reports/{blank.report_id}/sec1/")
    plain.locator("#field-sec1").fill("长" * (SECTION_LIMIT + 1))
    plain.get_by_role("button", name="校核").first.press("Enter")
    summary = plain.locator("#error-summary")
    expect(summary).to_be_visible()
    expect(summary).to_be_focused()
