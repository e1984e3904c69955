"""成块粘贴: a block is shown before it is pasted, taken back in one step, and copied out as it was."""

from playwright.sync_api import Page, expect

from govreport.journal.models import Event
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from tests.journey.blocks.conftest import COPY, PASTE, TWO, cell, paste, t3
from tests.journey.conftest import Open
from tests.journey.people import ready, saved


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
