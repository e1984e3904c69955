"""版面: the official form on a small notebook: nothing sideways, head and stubs in sight, nothing hidden by them."""

import pytest
from playwright.sync_api import Page, expect

from govreport.reports.models import Version
from tests.journey.conftest import Open
from tests.journey.people import ready

BOX = "element => { const box = element.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; }"


def box(page: Page, selector: str) -> list[float]:
    found: list[float] = page.locator(selector).first.evaluate(BOX)
    return found


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("section", ["sec2", "sec3", "sec4"])
def test_the_tables_fit_a_small_notebook_without_sideways_scrolling(
    desk: Open, blank: Version, section: str, language: str
) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/{section}/", language=language)
    ready(page)
    pane = page.locator(".work").evaluate("pane => [pane.scrollWidth, pane.clientWidth]")
    assert pane[0] == pane[1]
    left, _, right, _ = box(page, "table.grid")
    work_left, _, work_right, _ = box(page, ".work")
    assert work_left < left
    assert right < work_right
    clipped = page.locator(".cell-input, .cell-label").evaluate_all(
        "items => items.filter(item => item.scrollWidth > item.clientWidth + 1 && item.clientWidth > 0).length"
    )
    assert clipped == 0


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_head_stays_in_sight_and_hides_no_cell_with_the_cursor(desk: Open, blank: Version, language: str) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec3/", language=language)
    ready(page)
    page.locator("[id='cell-t3.carried_out.natural_person']").focus()
    top = box(page, ".work")[1]
    rows = [box(page, f"thead tr:nth-child({number}) th") for number in (1, 2, 3)]
    assert rows[0][1] == pytest.approx(top, abs=1)
    # The rows of the head stand on one another without a gap.
    assert box(page, "#t3-h-organisations")[1] == pytest.approx(rows[0][3], abs=1)
    assert box(page, "#t3-h-commercial")[1] == pytest.approx(box(page, "#t3-h-organisations")[3], abs=1)
    for _ in range(30):
        page.keyboard.press("ArrowUp")
        focused = page.evaluate("(" + BOX + ")(document.activeElement)")
        assert (
            focused[1] >= box(page, "#t3-h-commercial")[3] - 1
            or page.locator(".work").evaluate("p => p.scrollTop") == 0
        )


def test_on_a_telephone_the_stub_stays_while_the_columns_move(desk: Open, page: Page, blank: Version) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    desk(f"/desk/reports/{blank.report_id}/sec3/")
    page.locator(".grid-scroll").evaluate("frame => { frame.scrollLeft = 400; }")
    left = box(page, ".grid-scroll")[0]
    assert box(page, "#t3-refused_state_secret")[0] == pytest.approx(left, abs=2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_rail_and_panel_fold_away_and_stay_so(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    name = page.locator('.step[data-step="sec3"] .step-name')
    expect(name).to_be_hidden()  # a small notebook shows the numbers of the parts
    page.locator('[data-fold="rail"]').click()
    expect(name).to_be_visible()
    page.locator('[data-fold="panel"]').click()
    expect(page.locator(".panel-in")).to_be_hidden()
    page.reload()
    ready(page)
    expect(name).to_be_visible()
    expect(page.locator(".panel-in")).to_be_hidden()
    expect(page.locator('[data-fold="panel"]')).to_have_attribute("aria-expanded", "false")


def test_nothing_moves_under_the_cursor_while_somebody_types(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/#cell-t3.total_processed.natural_person")
    ready(page)
    total = "[id='cell-t3.total_processed.natural_person']"
    places = {box(page, "table.grid")[3] - box(page, "table.grid")[1]}
    before = box(page, total)
    for text in ("9", "2", "x", "", "2"):
        page.locator(total).fill(text)
        assert box(page, total) == before
        places.add(box(page, "table.grid")[3] - box(page, "table.grid")[1])
    assert len(places) == 1


def test_a_link_to_a_cell_puts_the_cursor_there_in_full_sight(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/#cell-t3.carried_out.total")
    cell = page.locator("[id='cell-t3.carried_out.total']")
    expect(cell).to_be_focused()
    expect(cell).to_be_in_viewport(ratio=1)
    expect(page.locator("td[data-cell='t3.carried_out.total']")).to_have_class(
        "cell-data is-computed is-zero has-error is-arrived"
    )
