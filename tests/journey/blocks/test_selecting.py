"""选定: by dragging and by keyboard; the whole official form pasted anywhere."""

import pytest
from playwright.sync_api import Page, expect

from govreport.agencies.models import Agency, User
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.standards import all_editions
from tests.builders import YEARS, balanced
from tests.journey.barriers import barriers
from tests.journey.blocks.conftest import COPY, HELD, PASTE, cell, paste, t3
from tests.journey.conftest import Open
from tests.journey.people import ready, saved


def drag(page: Page, one: str, other: str) -> None:
    """Press the button in the middle of one cell and let go in the middle of another."""
    ends = [page.locator(f"td[data-cell='t3.{place}']").bounding_box() for place in (one, other)]
    (x, y), (right, down) = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in ends if box]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + right) / 2, (y + down) / 2, steps=4)
    page.mouse.move(right, down, steps=4)
    page.mouse.up()


def test_dragging_over_cells_selects_them_and_within_one_selects_its_text(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    drag(page, "new_received.natural_person", "carried_in.commercial")
    expect(page.locator("td.is-selected")).to_have_count(4)
    expect(page.locator(cell("t3.new_received.natural_person"))).to_be_focused()
    expect(page.locator("#grid-said")).to_have_text("已选 2 行 2 列，共 4 格，可以复制。")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("td.is-selected")).to_have_count(6)
    page.keyboard.press("Delete")
    assert t3(page, "new_received.natural_person") == ""
    page.keyboard.press("Control+z")
    assert t3(page, "new_received.natural_person") == "2"
    drag(page, "carried_in.commercial", "new_received.natural_person")  # up and to the left
    expect(page.locator("td.is-selected")).to_have_count(4)
    page.locator(cell("t3.new_received.natural_person")).click()
    expect(page.locator("td.is-selected")).to_have_count(0)
    page.locator(cell("t3.new_received.natural_person")).fill("123456")
    box = page.locator(cell("t3.new_received.natural_person")).bounding_box()
    assert box
    page.mouse.move(box["x"] + 3, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 3, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    expect(page.locator("td.is-selected")).to_have_count(0)
    chosen = "() => document.activeElement.selectionEnd - document.activeElement.selectionStart"
    assert page.evaluate(chosen) == 6


def test_ctrl_a_selects_the_text_and_then_the_whole_table(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    field = page.locator(cell("t3.new_received.natural_person"))
    field.fill("123")
    page.keyboard.press("Control+a")
    expect(page.locator("td.is-selected")).to_have_count(0)
    assert page.evaluate("() => getSelection().toString()") == "123"
    page.keyboard.press("Control+a")
    every = page.locator("table.grid td[data-cell]").count()
    expect(page.locator("td.is-selected")).to_have_count(every)
    plain, _ = field.evaluate(COPY, "copy")
    assert plain.split("\t")[0] == "123"
    assert len(plain.split("\r\n")[0].split("\t")) == 7
    page.keyboard.press("Escape")
    expect(page.locator("td.is-selected")).to_have_count(0)


@pytest.mark.parametrize("width", [1366, 320])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_preview_and_the_question_have_no_barrier(
    desk: Open, page: Page, blank: Version, width: int, language: str
) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    desk(f"/desk/reports/{blank.report_id}/sec3/", language=language)
    ready(page)
    page.locator(cell("t3.new_received.commercial")).fill("5")
    saved(page)
    paste(page, "new_received.commercial", "1\t2\t3\t4\t5\t6\r\n7\tx\t无\r\n")
    found = barriers(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("td.is-selected")).to_have_count(2)
    found += barriers(page)
    desk(f"/desk/reports/{blank.report_id}/sec3/zeros/", language=language)
    found += barriers(page)
    assert not found, "\n".join(found)


# The grid as a spreadsheet holds it (merged: the first cell) and as a web page writes it (spans), values typed in.
FORM = """async () => {
  const { rectangle } = await import('/static/js/grid.js');
  const { textOf } = await import('/static/js/select.js');
  const { toTsv } = await import('/static/js/clipboard.js');
  const table = document.querySelector('table.grid');
  const seen = new Set();
  const rows = rectangle(table).map((row) => row.map((cell) => {
    const text = seen.has(cell) ? '' : textOf(cell);
    seen.add(cell);
    return text;
  }));
  const lines = Array.from(table.rows, (row) => Array.from(row.cells, (cell) =>
    `<td rowspan=${cell.rowSpan} colspan=${cell.colSpan} style="color: red">${textOf(cell)}</td>`).join(''));
  return [toTsv(rows) + '\\r\\n', `<table style="width: 9px"><tr>${lines.join('</tr><tr>')}</tr></table>`];
}"""


@pytest.mark.parametrize("code", [item.code for item in all_editions()])
def test_the_whole_official_form_pasted_anywhere_fills_the_whole_form(
    desk: Open, agency: Agency, drafter: User, code: str
) -> None:
    full = start_report(agency=agency, year=YEARS[code], by=drafter, document=balanced(code))
    for section in (item for item in full.edition.sections if item.table):
        page = desk(f"/desk/reports/{full.report_id}/{section.code}/")
        ready(page)
        wanted = page.evaluate(HELD)
        plain, html = page.evaluate(FORM)
        inputs = page.locator("input.cell-input:not([readonly])")
        for shape in ((plain, ""), (plain.replace("\t\t", "\t"), html)):
            for place in range(0, inputs.count(), 5):
                inputs.nth(place).fill("987")
            inputs.last.focus()
            assert inputs.last.evaluate(PASTE, list(shape)) is True
            left = page.locator("[data-left] tbody tr").all_text_contents()
            assert [text for text in left if not text.endswith("合计自动计算")] == []
            page.keyboard.press("Enter")
            # The dialog does its work while it closes, and gives the cursor back in the end.
            expect(inputs.last).to_be_focused()
            assert page.evaluate(HELD) == wanted


def test_a_selection_that_grows_by_keyboard_stays_in_sight_beside_the_heads(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    page.set_viewport_size({"width": 900, "height": 560})
    seen = """() => {
      const cells = document.querySelectorAll('td.is-selected');
      const box = cells[cells.length - 1].getBoundingClientRect();
      const under = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return under !== null && cells[cells.length - 1].contains(under);
    }"""
    page.locator(cell("t3.new_received.natural_person")).focus()
    page.locator(cell("t3.new_received.natural_person")).select_text()
    for key in ["Shift+ArrowDown"] * 15 + ["Shift+ArrowRight"] * 5:
        page.keyboard.press(key)
        page.wait_for_function(seen)
    expect(page.locator("td.is-selected")).to_have_count(16 * 6)
