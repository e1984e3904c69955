"""空白填 0: after a question that counts the blanks, and taken back in one step."""

from playwright.sync_api import Page, expect

from govreport.journal.models import Event
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from tests.journey.blocks.conftest import HELD, cell, paste, t3
from tests.journey.people import ready, saved


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
