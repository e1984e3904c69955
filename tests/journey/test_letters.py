"""报送函 in the browser: written with the keyboard, remembered, downloaded; no barrier in any of its states."""

from playwright.sync_api import Page

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.documents.render.page import pages
from tests.fixtures.browser import Watch
from tests.journey.conftest import Open
from tests.journey.test_accessibility import LookedAt, looked_at  # noqa: F401 (a fixture)


def settled(version: Version, drafter: User, reviewer: User) -> str:
    """The address of the letter of a report that was approved."""
    approve(version=submit(version=version, by=drafter), by=reviewer)
    return f"/desk/reports/{version.report_id}/letter/"


def test_a_clerk_writes_the_letter_and_prints_it(
    desk: Open, page: Page, complete: Version, drafter: User, reviewer: User
) -> None:
    desk(settled(complete, drafter, reviewer))
    page.locator("[name=number]").focus()
    page.keyboard.type("云林函[2024] 3号")
    page.locator("[name=issued]").fill("2024-01-20")
    page.locator("[name=phone]").focus()
    page.keyboard.type("0999-6210001")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messages .notice")
    assert page.locator("[name=number]").input_value() == "云林函〔2024〕3号"
    assert "云林函〔2024〕3号" in page.locator(".letter-paper").inner_text()
    answer = page.request.get(page.locator(".letter-files a").first.evaluate("link => link.href"))
    assert pages(answer.body())[0].line("云林函〔2024〕3号")


def test_the_letter_before_and_after_it_is_saved(
    looked_at: LookedAt,  # noqa: F811
    complete: Version,
    drafter: User,
    reviewer: User,
) -> None:
    def save(page: Page) -> None:
        page.locator("[name=issued]").fill("2024-01-20")
        page.locator(".letter-side button[type=submit]").click()
        page.wait_for_selector(".letter-files")

    path = settled(complete, drafter, reviewer)
    found = looked_at([path])
    found += looked_at([path], prepare=save)
    found += looked_at([path], user=reviewer)
    found += looked_at([path.removesuffix("letter/"), "/desk/"])
    assert not found, "\n".join(found)


def test_a_declined_letter(
    looked_at: LookedAt,  # noqa: F811
    watch: Watch,
    complete: Version,
    drafter: User,
    reviewer: User,
) -> None:
    watch.expect("status of 422")

    def slip(page: Page) -> None:
        page.locator("[name=number]").fill("第3号")
        page.locator("[name=addressee]").fill("")
        page.locator(".letter-side button[type=submit]").click()
        page.locator("#error-summary").wait_for()

    found = looked_at([settled(complete, drafter, reviewer)], prepare=slip)
    assert not found, "\n".join(found)


def test_a_report_that_waits_has_no_letter_yet(looked_at: LookedAt, complete: Version) -> None:  # noqa: F811
    found = looked_at([f"/desk/reports/{complete.report_id}/letter/"])
    assert not found, "\n".join(found)
