"""上年数: the lock, the reason and last year's figures in a browser."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from govreport.agencies.models import Agency, User
from govreport.reports.carried import reasons_of
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.reports.services.reasons import explain_cells
from govreport.standards.derive import settle
from tests.builders import balanced
from tests.journey.barriers import barriers
from tests.journey.conftest import Open
from tests.journey.people import ready, saved

CELL = "t3.carried_in.natural_person"
INPUT = f"[id='cell-{CELL}']"
REASON = "上年漏统计一件，已更正台账。"


@pytest.fixture
def begun(agency: Agency, drafter: User) -> Version:
    """2023, begun after a year in which three applications were carried out."""
    document = balanced(year=2022)
    figures = settle("e2021", document.figures, {"t3.carried_out.natural_person": Decimal(3)})
    start_report(agency=agency, year=2022, by=drafter, document=document.replace(figures=figures))
    return start_report(agency=agency, year=2023, by=drafter)


def test_typing_in_a_locked_cell_asks_why_and_then_lets_it_be_changed(desk: Open, begun: Version) -> None:
    page = desk(f"/desk/reports/{begun.report_id}/sec3/")
    ready(page)
    page.locator(INPUT).focus()
    page.keyboard.type("4")
    expect(page.locator(INPUT)).to_have_value("3")
    reason = page.get_by_label("原因（必填，审核人会看到）")
    expect(reason).to_be_focused()
    expect(page.get_by_role("checkbox", name="自然人 3")).to_be_checked()
    page.keyboard.type(REASON)
    page.get_by_role("button", name="记下原因并修改").click()
    ready(page)
    expect(page.locator(INPUT)).to_be_editable()
    expect(page.locator(INPUT)).to_be_focused()
    page.locator(INPUT).fill("4")
    saved(page)
    assert document_of(begun).figures[CELL] == 4
    assert reasons_of(begun)[CELL].text == REASON
    expect(page.locator(".reasons")).to_contain_text(REASON)


def test_an_empty_reason_is_not_sent(desk: Open, begun: Version) -> None:
    page = desk(f"/desk/reports/{begun.report_id}/sec3/")
    ready(page)
    page.get_by_text("与上年不一致，说明原因").click()
    page.get_by_role("checkbox", name="自然人 3").check()
    page.get_by_role("button", name="记下原因并修改").click()
    expect(page.get_by_label("原因（必填，审核人会看到）")).to_be_focused()
    assert reasons_of(begun) == {}


def test_last_years_figures_are_shown_on_demand_and_remembered(desk: Open, begun: Version) -> None:
    page = desk(f"/desk/reports/{begun.report_id}/sec3/")
    ready(page)
    figure = page.locator("[data-cell='t3.new_received.total'] .cell-prev")
    expect(figure).to_be_hidden()
    page.get_by_role("button", name="显示上年数").click()
    expect(figure).to_be_visible()
    expect(page.get_by_role("button", name="显示上年数")).to_have_attribute("aria-pressed", "true")
    page.goto(page.url.replace("sec3", "sec2"))
    ready(page)
    expect(page.locator("[data-cell='t2.normative_docs.in_force'] .cell-prev")).to_be_visible()
    page.get_by_role("button", name="显示上年数").click()
    page.reload()
    expect(page.locator("[data-cell='t2.normative_docs.in_force'] .cell-prev")).to_be_hidden()


def test_the_expected_number_in_force_follows_what_is_typed(desk: Open, begun: Version) -> None:
    page = desk(f"/desk/reports/{begun.report_id}/sec2/")
    ready(page)
    shown = page.locator("[data-expected='t2.normative_docs.in_force']")
    expect(shown).to_be_hidden()
    page.locator("[id='cell-t2.normative_docs.issued']").fill("6")
    page.locator("[id='cell-t2.normative_docs.repealed']").fill("1")
    expect(shown).to_have_text("按上年推算 8")
    page.locator("[id='cell-t2.normative_docs.in_force']").fill("8")
    expect(shown).to_be_hidden()
    page.locator("[id='cell-t2.normative_docs.in_force']").fill("9")
    expect(shown).to_be_visible()


@pytest.mark.parametrize(("width", "language"), [(1366, "zh-hans"), (1366, "en"), (320, "zh-hans"), (320, "en")])
def test_lock_reason_and_last_year_put_up_no_barrier(
    desk: Open, begun: Version, drafter: User, width: int, language: str
) -> None:
    explain_cells(version=begun, addresses=["t3.carried_in.commercial"], text=REASON, by=drafter)
    found = []
    for section in ("sec3", "sec2", "sec6"):
        page = desk(f"/desk/reports/{begun.report_id}/{section}/?last_year=1", language=language)
        page.set_viewport_size({"width": width, "height": 768})
        ready(page)
        if section == "sec3":
            page.locator(".carried-why > summary").click()
        found += barriers(page)
    assert not found, "\n".join(found)
