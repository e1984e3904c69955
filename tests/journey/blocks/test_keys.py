"""键盘: arrows, Home and End, input methods."""

from playwright.sync_api import expect

from govreport.reports.models import Version
from tests.journey.blocks.conftest import cell
from tests.journey.conftest import Open
from tests.journey.people import ready


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
