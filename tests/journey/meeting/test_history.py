"""单元格的经过: who wrote what when, on the page and as a page of its own; several conflicts in one list."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Route, expect

from tests.fixtures.browser import Watch
from tests.journey.meeting.conftest import CELL, OTHER, THIRD, Both, stored, type_in
from tests.journey.people import saved


def test_the_history_of_the_focused_cell_opens_on_the_page(both: Callable[[str], Both]) -> None:
    one, two = both("sec3")
    type_in(one, CELL, "1")
    saved(one)
    expect(two.locator("#cell-history")).to_be_hidden()
    field = two.locator(f"[id='cell-{CELL}']")
    field.focus()
    field.press("Alt+h")
    dialog = two.get_by_role("dialog", name="填写历史")
    expect(dialog.locator("tbody tr").first.locator("td")).to_contain_text(["", "起草人周宁", "修改数据", "—", "1"])
    expect(dialog).to_contain_text("商业企业")
    expect(dialog.get_by_role("button", name="关闭")).to_be_focused()
    assert [Axe().run(two).response["violations"]] == [[]]
    two.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(field).to_be_focused()


def test_the_history_is_a_page_of_its_own_where_the_dialog_cannot_be_filled(
    both: Callable[[str], Both], watch: Watch
) -> None:
    watch.expect("status of 503")
    _, two = both("sec3")
    two.locator(f"[id='cell-{CELL}']").focus()
    answers = iter([503])

    def once(route: Route) -> None:
        status = next(answers, None)
        route.fulfill(status=status) if status else route.continue_()

    two.route("**/history/**", once)
    two.locator("#cell-history").press("Enter")
    expect(two.get_by_role("heading", name="填写历史")).to_be_visible()
    two.get_by_role("link", name="回到填写处").click()
    expect(two.locator(f"[id='cell-{CELL}']")).to_be_focused()


def test_several_conflicts_stand_in_one_list_and_are_settled_one_after_the_other(both: Callable[[str], Both]) -> None:
    one, two = both("sec3")
    for address in (CELL, OTHER, THIRD):
        type_in(one, address, "1")
    saved(one)
    for address in (OTHER, CELL, THIRD):
        type_in(two, address, "7")
    tray = two.locator("#tray")
    expect(tray.locator(".meeting")).to_have_count(3)
    expect(two.locator("td .meeting")).to_have_count(0)
    expect(two.locator("td.has-meeting")).to_have_count(3)
    assert ["商业企业" in text for text in tray.locator(".meeting-place").all_inner_texts()] == [True, False, False]
    assert [Axe().run(two).response["violations"]] == [[]]
    two.get_by_role("link", name="到该处").press("Enter")
    first = tray.locator(".meeting").first
    expect(first.get_by_role("button", name="用本人填写的")).to_be_focused()
    expect(two.locator(f"td[data-cell='{CELL}'].is-lit")).to_have_count(1)
    two.keyboard.press("Enter")
    expect(tray.locator(".meeting")).to_have_count(2)
    expect(tray.locator(".meeting").first.get_by_role("button", name="用本人填写的")).to_be_focused()
    tray.locator(".meeting").first.get_by_role("button", name="用对方填写的").press("Enter")
    # The last one stands at its cell again.
    expect(two.locator(f"td[data-cell='{THIRD}'] .meeting")).to_have_count(1)
    expect(tray).to_be_hidden()
    two.locator(f"td[data-cell='{THIRD}']").get_by_role("button", name="用对方填写的").press("Enter")
    saved(two)
    expect(two.locator(f"[id='cell-{THIRD}']")).to_be_focused()
    assert [stored(address) for address in (CELL, OTHER, THIRD)] == [7, 1, 1]
