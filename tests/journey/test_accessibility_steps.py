"""无障碍 of what opens on the way: last year's offer, paragraphs taken over, a declined form, the preview."""

import pytest
from playwright.sync_api import Page, Route

from govreport.agencies.models import Agency, User
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.reports.services.taken import continue_report
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.builders import balanced, without_applications
from tests.fixtures.browser import Watch
from tests.journey.test_accessibility import LookedAt, looked_at  # noqa: F401 (a fixture)

TEXT = "（一）主动公开\n全年公开信息四十条。\n网站运行正常。"


@pytest.fixture
def last_year(agency: Agency, drafter: User) -> Version:
    document = balanced(year=2022).replace(sections={"sec1": TEXT})
    return start_report(agency=agency, year=2022, by=drafter, document=document)


def test_what_last_year_offers(looked_at: LookedAt, last_year: Version) -> None:  # noqa: F811
    def ask(page: Page) -> None:
        page.locator("input[value=last]").check()
        page.locator("[name=year]").select_option("2023")
        page.locator("#start-form button[type=submit]").click()
        page.locator(".offered-texts summary").click()

    assert not looked_at(["/desk/start/"], prepare=ask)


def test_a_declined_start(looked_at: LookedAt, last_year: Version, watch: Watch) -> None:  # noqa: F811
    watch.expect("status of 422")

    def ask(page: Page) -> None:
        page.locator("input[value=file]").check()
        page.locator("#start-form button[type=submit]").click()
        page.locator("#error-summary").wait_for()

    assert not looked_at(["/desk/start/"], prepare=ask)


def test_paragraphs_taken_over(looked_at: LookedAt, last_year: Version, drafter: User) -> None:  # noqa: F811
    version = continue_report(
        agency=last_year.report.agency,
        year=2023,
        by=drafter,
        sections={"sec1": TEXT},
        marked={"sec1": TEXT.split("\n")[1:]},
    )
    address = f"/desk/reports/{version.report_id}/"
    opened = "document.querySelectorAll('#taken').forEach((item) => item.setAttribute('open', ''))"
    assert not looked_at([f"{address}sec1/", address], prepare=lambda page: page.evaluate(opened))


def test_a_preview_that_is_open(looked_at: LookedAt, blank: Version, page: Page) -> None:  # noqa: F811
    def answer(route: Route) -> None:
        route.fulfill(content_type="text/html", body="<!doctype html><html lang='zh'><title>PDF</title><p>草稿</p>")

    page.context.route("**/preview.pdf*", answer)
    found = looked_at(
        [f"/desk/reports/{blank.report_id}/sec6/"], prepare=lambda page: page.locator("#preview-open").click()
    )
    assert not found, "\n".join(found)


def test_what_a_signatory_confirms(
    looked_at: LookedAt,  # noqa: F811
    agency: Agency,
    drafter: User,
    reviewer: User,
    signatory: User,
) -> None:
    version = start_report(agency=agency, year=2023, by=drafter, document=without_applications())
    summary = f"/desk/reports/{version.report_id}/"
    assert not looked_at([summary])
    submit(version=version, by=drafter)
    approve(version=version, by=reviewer)
    assert not looked_at([f"/desk/review/{version.pk}/"], user=signatory)
