"""无障碍 of 导入确认: no barrier for any kind of file, before and after, at all widths, in both languages, enlarged."""

import pytest
from playwright.sync_api import Page

from govreport.agencies.models import Agency, User
from govreport.documents.imports import services
from govreport.reports.services import start_report
from tests.documents.imports.files import FIRST, YEAR, three_doubts
from tests.journey.test_accessibility import LookedAt, looked_at  # noqa: F401


def keep(kind: str, agency: Agency, drafter: User) -> int:
    imported = services.keep_file(agency=agency, name=f"2022年年报.{kind}", data=three_doubts(kind), by=drafter)
    services.decide(imported=imported, texts={FIRST: "2", "t2.rules.issued": "若干"}, by=drafter)
    return imported.pk


def unfolded(page: Page) -> None:
    page.wait_for_selector("#import[data-ready]")
    for fold in page.locator(".import-legend, .import-text, .import-end details").all():
        fold.evaluate("fold => { fold.open = true; }")


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_page_where_an_import_is_confirmed(
    looked_at: LookedAt,  # noqa: F811
    agency: Agency,
    drafter: User,
    kind: str,
) -> None:
    pk = keep(kind, agency, drafter)
    found = looked_at([f"/desk/imports/{pk}/"], prepare=unfolded)
    assert not found, "\n".join(found)


def test_a_text_that_goes_into_a_draft_the_upload_and_the_desk(
    looked_at: LookedAt,  # noqa: F811
    agency: Agency,
    drafter: User,
) -> None:
    draft = start_report(agency=agency, year=YEAR, by=drafter)
    report = draft.report
    pk = services.keep_file(agency=agency, name="a.xlsx", data=three_doubts("xlsx"), by=drafter, report=report).pk
    paths = ["/desk/", f"/desk/reports/{report.pk}/import/", f"/desk/imports/{pk}/"]
    found = looked_at(paths)
    assert not found, "\n".join(found)


def test_an_import_that_was_confirmed(
    looked_at: LookedAt,  # noqa: F811
    agency: Agency,
    drafter: User,
    reviewer: User,
) -> None:
    pk = keep("html", agency, drafter)
    imported = agency.imported_files.get(pk=pk)
    services.confirm_rest(imported=imported, by=drafter)
    version = services.confirm(imported=imported, by=drafter)
    paths = [f"/desk/imports/{pk}/", f"/desk/reports/{version.report_id}/"]
    found = looked_at(paths, user=reviewer)
    assert not found, "\n".join(found)
