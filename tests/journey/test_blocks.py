"""成块操作: paste with its preview, undo, selection and copy, and blanks filled with 0, as a clerk does them."""

import pytest
from playwright.sync_api import Page, expect

from govreport.agencies.models import Agency, User
from govreport.journal.models import Event
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.standards import all_editions
from tests.builders import YEARS, balanced
from tests.journey.barriers import barriers
from tests.journey.conftest import Open
from tests.journey.people import ready, saved

PASTE = """(input, [plain, html]) => {
  const data = new DataTransfer();
  data.setData('text/plain', plain);
  if (html) { data.setData('text/html', html); }
  return !input.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""
COPY = """(input, type) => {
  const event = new ClipboardEvent(type, {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
  input.dispatchEvent(event);
  return [event.clipboardData.getData('text/plain'), event.clipboardData.getData('text/html')];
}"""
TWO = "１２\t1,234\r\n3\t无\r\n"


def cell(address: str) -> str:
    return f"[id='cell-{address}']"


def t3(page: Page, place: str) -> str:
    """What stands in a cell of table three."""
    return page.locator(cell(f"t3.{place}")).input_value()


def paste(page: Page, place: str, plain: str, html: str = "") -> None:
    """Paste with the cursor in a cell of table three; the page must have taken it over."""
    input_ = page.locator(cell(f"t3.{place}"))
    input_.focus()
    assert input_.evaluate(PASTE, [plain, html]) is True


@pytest.fixture
def sheet(desk: Open, blank: Version) -> Page:
    """Table three of a blank report."""
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    return page


def test_pasting_shows_what_would_change_and_does_it_when_agreed_to(sheet: Page) -> None:
    sheet.locator(cell("t3.new_received.research")).fill("7")
    paste(sheet, "new_received.commercial", TWO)
    dialog = sheet.get_by_role("dialog", name="粘贴预览")
    expect(dialog).to_contain_text("将改动 4 格。其中 1 格原来有内容。")
    expect(dialog.locator("[data-changes] tbody tr").first).to_have_text(
        "一、本年新收政府信息公开申请数量 – 商业企业空白12原文“１２”"
    )
    expect(dialog.get_by_role("button", name="填入 4 格")).to_be_focused()
    assert t3(sheet, "new_received.commercial") == ""
    sheet.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(sheet.locator(cell("t3.new_received.commercial"))).to_be_focused()
    assert [
        t3(sheet, f"{row}.{who}") for row in ("new_received", "carried_in") for who in ("commercial", "research")
    ] == [
        "12",
        "1234",
        "3",
        "无",
    ]
    saved(sheet)
    document = document_of(Version.objects.get())
    assert (document.figures["t3.new_received.research"], document.printed["t3.carried_in.research"]) == (1234, "无")


def test_declining_changes_nothing(sheet: Page) -> None:
    paste(sheet, "new_received.commercial", TWO)
    sheet.keyboard.press("Escape")
    expect(sheet.locator("#paste")).to_be_hidden()
    expect(sheet.locator(cell("t3.new_received.commercial"))).to_be_focused()
    paste(sheet, "new_received.commercial", TWO)
    sheet.get_by_role("button", name="取消").click()
    expect(sheet.locator(cell("t3.new_received.commercial"))).to_be_focused()
    assert t3(sheet, "new_received.commercial") == ""
    expect(sheet.locator("#grid-undo")).to_be_disabled()
    assert not Event.objects.filter(action="report.figures.changed").exists()


def test_one_value_is_pasted_as_ever(sheet: Page) -> None:
    assert sheet.locator(cell("t3.new_received.commercial")).evaluate(PASTE, ["12\r\n", ""]) is False
    expect(sheet.locator("#paste")).to_be_hidden()


def test_a_block_is_taken_back_in_one_step_and_later_typing_is_kept(sheet: Page) -> None:
    sheet.locator(cell("t3.new_received.commercial")).fill("5")
    paste(sheet, "new_received.commercial", TWO)
    sheet.keyboard.press("Enter")
    sheet.locator(cell("t3.carried_in.commercial")).fill("8")
    sheet.get_by_role("button", name="撤销").click()
    expect(sheet.locator("#grid-said")).to_have_text("已撤销，恢复 3 格；另有 1 格后来改过，保持不变。")
    assert [t3(sheet, f"{row}.commercial") for row in ("new_received", "carried_in")] == ["5", "8"]
    assert t3(sheet, "carried_in.research") == ""
    expect(sheet.locator("#grid-undo")).to_be_disabled()
    saved(sheet)
    figures = document_of(Version.objects.get()).figures
    assert [figures[f"t3.{place}"] for place in ("new_received.commercial", "new_received.research")] == [5, None]


def test_ctrl_z_takes_back_the_block_but_not_once_something_is_typed(sheet: Page) -> None:
    paste(sheet, "new_received.commercial", TWO)
    sheet.keyboard.press("Enter")
    sheet.keyboard.press("Control+z")
    assert t3(sheet, "new_received.commercial") == t3(sheet, "carried_in.research") == ""
    paste(sheet, "new_received.commercial", TWO)
    sheet.keyboard.press("Enter")
    sheet.locator(cell("t3.new_received.other_org")).press_sequentially("4")
    sheet.keyboard.press("Control+z")
    assert (t3(sheet, "new_received.commercial"), t3(sheet, "new_received.other_org")) == ("12", "")


def test_a_block_copied_out_goes_back_in_as_it_was(desk: Open, complete: Version) -> None:
    page = desk(f"/desk/reports/{complete.report_id}/sec3/")
    ready(page)
    values = "() => Array.from(document.querySelectorAll('.cell-input'), input => input.value)"
    before = page.evaluate(values)
    first = page.locator(cell("t3.new_received.natural_person"))
    first.focus()
    page.locator(cell("t3.carried_out.total")).click(modifiers=["Shift"])
    plain, html = first.evaluate(COPY, "cut")
    assert {"", "0"} >= set(page.evaluate(values))
    paste(page, "new_received.natural_person", plain, html)
    page.keyboard.press("Enter")
    assert page.evaluate(values) == before


def test_selecting_with_shift_copies_text_and_html(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    first = page.locator(cell("t3.new_received.natural_person"))
    first.focus()
    for key in ("Shift+ArrowDown", "Shift+ArrowRight"):
        first.select_text()
        page.keyboard.press(key)
    expect(page.locator("td.is-selected")).to_have_count(4)
    expect(page.locator("#grid-said")).to_have_text("已选 2 行 2 列，共 4 格，可以复制。")
    plain, html = first.evaluate(COPY, "copy")
    assert plain == "2\t0\r\n0\t0"
    assert html == "<table><tbody><tr><td>2</td><td>0</td></tr><tr><td>0</td><td>0</td></tr></tbody></table>"
    page.locator(cell("t3.carried_in.total")).click(modifiers=["Shift"])
    expect(page.locator("td.is-selected")).to_have_count(14)
    page.keyboard.press("Escape")
    expect(page.locator("td.is-selected")).to_have_count(0)
    expect(first).to_be_focused()


def test_a_selected_block_is_cleared_in_one_step_and_comes_back(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    page.locator(cell("t3.new_received.natural_person")).click()
    page.locator(cell("t3.carried_in.commercial")).click(modifiers=["Shift"])
    page.keyboard.press("Delete")
    assert [t3(page, f"{row}.natural_person") for row in ("new_received", "carried_in")] == ["", ""]
    page.keyboard.press("Control+z")
    assert [t3(page, f"{row}.natural_person") for row in ("new_received", "carried_in")] == ["2", "0"]


def test_arrows_home_and_end_move_sideways_only_at_the_ends_of_the_text(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    page.locator(cell("t3.new_received.commercial")).focus()
    page.locator(cell("t3.new_received.commercial")).select_text()
    for key, place in (
        ("ArrowRight", "new_received.research"),
        ("ArrowLeft", "new_received.commercial"),
        ("End", "new_received.other_org"),
        ("Home", "new_received.natural_person"),
        ("Tab", "new_received.commercial"),
        ("Control+End", "carried_out.other_org"),
        ("Control+Home", "new_received.natural_person"),
    ):
        page.keyboard.press(key)
        expect(page.locator(cell(f"t3.{place}"))).to_be_focused()
    page.keyboard.type("123")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("9")
    page.keyboard.press("Home")
    page.keyboard.press("End")
    expect(page.locator(cell("t3.new_received.natural_person"))).to_have_value("1293")


def test_keys_of_an_input_method_select_and_clear_nothing(desk: Open, imported: Version) -> None:
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    ready(page)
    first = page.locator(cell("t3.new_received.natural_person"))
    first.click()
    page.locator(cell("t3.carried_in.commercial")).click(modifiers=["Shift"])
    first.evaluate(
        "input => ['Delete', 'Escape'].forEach(key => input.dispatchEvent("
        "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true, isComposing: true})))"
    )
    expect(page.locator("td.is-selected")).to_have_count(4)
    expect(first).to_have_value("2")


def test_blanks_are_filled_with_zero_after_a_question_that_counts_them(sheet: Page) -> None:
    sheet.locator(cell("t3.new_received.commercial")).fill("5")
    sheet.get_by_role("link", name="空白填 0").click()
    sheet.get_by_role("button", name="个空白格填为 0").click()
    ready(sheet)
    assert [t3(sheet, f"new_received.{who}") for who in ("commercial", "research", "total")] == ["5", "0", "5"]
    expect(sheet.get_by_text("个空白格填为 0，并已留痕")).to_be_visible()
    assert Event.objects.filter(action="report.zeros.filled").count() == 1


def filled(sheet: Page) -> None:
    """One cell typed, the blanks filled with 0, back on the grid."""
    sheet.locator(cell("t3.new_received.commercial")).fill("5")
    sheet.get_by_role("link", name="空白填 0").click()
    sheet.get_by_role("button", name="个空白格填为 0").click()
    ready(sheet)


def blanks(sheet: Page) -> int:
    return len([text for text in sheet.evaluate(HELD).values() if not text])


def test_filling_with_zero_is_taken_back_in_one_step_after_coming_back(sheet: Page) -> None:
    before = sheet.evaluate(HELD)
    filled(sheet)
    assert blanks(sheet) == 0
    sheet.locator(cell("t3.new_received.research")).fill("2")
    expect(sheet.get_by_text("格可以恢复为空白；后来改过的格不受影响。")).to_be_visible()
    saved(sheet)
    sheet.get_by_role("button", name="撤销填 0").click()
    ready(sheet)
    expect(sheet.get_by_text("格恢复为空白，并已留痕。")).to_be_visible()
    wanted = before | {"t3.new_received.commercial": "5", "t3.new_received.research": "2"}
    assert sheet.evaluate(HELD) == wanted
    assert Event.objects.filter(action="report.zeros.undone").count() == 1


def test_ctrl_z_takes_back_the_zeros_and_ctrl_y_puts_them_in_again(sheet: Page) -> None:
    filled(sheet)
    sheet.locator(cell("t3.new_received.research")).focus()
    sheet.keyboard.press("Control+z")
    assert (t3(sheet, "new_received.research"), t3(sheet, "new_received.commercial")) == ("", "5")
    expect(sheet.get_by_text("格可以恢复为空白")).to_have_count(0)
    saved(sheet)
    assert document_of(Version.objects.get()).figures["t3.new_received.research"] is None
    sheet.keyboard.press("Control+y")
    assert blanks(sheet) == 0
    saved(sheet)
    assert document_of(Version.objects.get()).figures["t3.new_received.research"] == 0


def test_several_steps_are_taken_back_and_done_again_in_order(sheet: Page) -> None:
    for text in ("1\t2", "3\t4"):
        paste(sheet, "new_received.commercial", text)
        sheet.keyboard.press("Enter")
    first = lambda: t3(sheet, "new_received.commercial")  # noqa: E731 (short and local)
    steps = []
    for key in ("z", "z", "y", "y", "z"):
        sheet.keyboard.press(f"Control+{key}")
        steps.append(first())
    assert steps == ["1", "", "1", "3", "1"]
    expect(sheet.get_by_role("button", name="重做")).to_be_enabled()
    sheet.get_by_role("button", name="重做").click()
    assert first() == "3"
    expect(sheet.get_by_role("button", name="重做")).to_be_hidden()
    sheet.keyboard.press("Control+z")
    sheet.locator(cell("t3.new_received.commercial")).fill("9")
    sheet.keyboard.press("Control+y")
    assert first() == "9"


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
HELD = "() => Object.fromEntries(Array.from(document.querySelectorAll('.cell-input'), i => [i.name, i.value]))"


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
