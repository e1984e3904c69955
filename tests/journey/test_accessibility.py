"""无障碍: axe finds nothing on any page of the desk, wide or narrow, in both languages, with errors showing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from govreport.agencies.models import Agency, User
from govreport.reports.models import Version
from govreport.reports.services import save_cells, start_report
from tests.builders import balanced
from tests.journey.conftest import Open

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults(page: Page) -> list[str]:
    """What is wrong with the page shown: axe's violations, and content wider than the window."""
    result = Axe().run(page, options=RULES)
    found = [
        f"{page.url}: {item['id']}: {node['html'][:160]} {node['failureSummary']}"
        for item in result.response["violations"]
        for node in item["nodes"]
    ]
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return found + ([f"{page.url}: {overflow} px wider than the window"] if overflow > 0 else [])


@pytest.fixture
def reports(imported: Version, agency: Agency, drafter: User) -> list[Version]:
    """One report of each edition, each with something wrong or blank in every part."""
    old = start_report(agency=agency, year=2018, by=drafter, document=balanced("e2014"))
    new = start_report(agency=agency, year=2023, by=drafter)
    save_cells(version=old, cells={"t18.c1_online": "9", "t18.a2_website": "150条"}, by=drafter)
    cells = {
        "t3.new_received.research": "x",
        "t2.rules.issued": "1.5",
        "t4.review.upheld": "两件",
        "t4.review.other": "1 2",
    }
    save_cells(version=new, cells=cells, by=drafter)
    save_cells(version=imported, cells={"t4.review.total": "4"}, by=drafter)
    return [old, imported, new]


@pytest.mark.parametrize("width", [1366, 320])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_of_the_form_has_a_barrier(
    desk: Open, page: Page, reports: list[Version], width: int, language: str
) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    found = []
    for version in reports:
        for section in version.edition.sections:
            if section.table is None and version is not reports[-1]:
                continue  # texts look the same in every edition
            desk(f"/desk/reports/{version.report_id}/{section.code}/", language=language)
            page.wait_for_selector("html[data-ready]")
            found += faults(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [1366, 320])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_other_page_of_the_author_has_a_barrier(
    desk: Open, page: Page, reports: list[Version], width: int, language: str
) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    found = []
    for path in ("/desk/", "/desk/start/", *(f"/desk/reports/{version.report_id}/" for version in reports)):
        desk(path, language=language)
        found += faults(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [1366, 320])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_of_the_reviewer_has_a_barrier(
    desk: Open, page: Page, in_review: Version, reviewer: User, signatory: User, width: int, language: str
) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    found = []
    for user in (reviewer, signatory):
        for path in (
            "/desk/",
            "/desk/review/",
            f"/desk/review/{in_review.pk}/",
            f"/desk/reports/{in_review.report_id}/sec3/",
        ):
            desk(path, user=user, language=language)
            for details in page.locator("details.return > summary").all():
                details.click()
            found += faults(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [1366, 320])
def test_the_elder_version_of_the_form_has_no_barrier(
    desk: Open, page: Page, imported: Version, live_server: object, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    desk("/desk/")
    page.context.add_cookies([{"name": "elder", "value": "1", "url": page.url.removesuffix("/desk/")}])
    found = []
    for path in ("/desk/", f"/desk/reports/{imported.report_id}/", f"/desk/reports/{imported.report_id}/sec3/"):
        desk(path)
        found += faults(page)
    assert not found, "\n".join(found)
