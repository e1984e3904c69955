"""引用数字: numbers of the tables put into the text, and what follows when a cell changes."""

from playwright.sync_api import Page, expect

from govreport.agencies.models import User
from govreport.reports.models import FigureLink, Version
from govreport.reports.services import save_cells
from tests.journey.conftest import Open
from tests.journey.narrative.conftest import CELL, FIELD, PLACE, cursor, other_page, stored
from tests.journey.people import ready, saved


def test_a_number_is_put_in_by_keyboard_alone_and_taken_back(text_page: Page) -> None:
    page = text_page
    cursor(page, 6)
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#link-open")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#link-filter")).to_be_focused()
    expect(page.locator("#link-dialog [data-said]")).to_contain_text("方向键移动")
    page.keyboard.type("新收")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"button.pick-cell[value='{CELL}']:visible")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_have_value("全年收到申请2件，均已办结。")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator("#text-said")).to_have_text(f"“2”已与{PLACE}联动，表中改动时随之更新。")
    expect(page.locator("#linked li")).to_have_count(1)
    expect(page.locator(".linked-number")).to_have_text("2")
    saved(page)
    assert stored() == "全年收到申请2件，均已办结。"
    page.keyboard.press("Control+z")
    expect(page.locator(FIELD)).to_have_value("全年收到申请件，均已办结。")
    expect(page.locator("#linked")).to_be_hidden()
    saved(page)
    assert FigureLink.objects.count() == 0


def test_typing_goes_on_around_the_number(text_page: Page) -> None:
    page = text_page
    cursor(page, 6)
    page.locator("#link-open").click()
    page.locator(f"button.pick-cell[value='{CELL}']").click()
    expect(page.locator(FIELD)).to_have_value("全年收到申请2件，均已办结。")
    page.keyboard.type("多")
    cursor(page, 0)
    page.keyboard.type("一、概述\n\n")
    saved(page)
    assert stored() == "一、概述\n全年收到申请2多件，均已办结。"
    expect(page.locator(".linked-number")).to_have_text("2")
    box, area = page.locator(".text-mirror").bounding_box(), page.locator(FIELD).bounding_box()
    assert box is not None
    assert area is not None
    assert (box["x"], box["y"], box["width"]) == (area["x"], area["y"], area["width"])


def test_a_number_in_the_text_is_linked_with_the_cell_that_has_it(text_page: Page) -> None:
    page = text_page
    page.locator(FIELD).fill("收到2件，办结。")
    cursor(page, 2, 3)
    expect(page.locator("#link-open")).to_have_text("联动选中的“2”")
    page.locator("#link-open").click()
    expect(page.get_by_role("heading", name="选中的“2”与哪一格联动")).to_be_visible()
    same = page.locator("[data-same] .pick-cell")
    expect(same.first).to_be_visible()
    assert set(same.evaluate_all("cells => cells.map(cell => cell.dataset.number)")) == {"2"}
    page.locator(f"[data-same] button[value='{CELL}']").click()
    expect(page.locator("#linked .linked-place")).to_have_text(PLACE)
    saved(page)
    assert stored() == "收到2件，办结。"


def test_a_blank_cell_says_why_it_cannot_be_put_in(text_page: Page, complete: Version, drafter: User) -> None:
    save_cells(version=complete, cells={CELL: ""}, by=drafter)
    page = text_page
    page.locator("#link-open").click()
    page.locator(f"button.pick-cell[value='{CELL}']").click()
    said = page.locator("#link-dialog [data-said]")
    expect(said).to_have_text(f"{PLACE}还没有数字，不能插入。请先在表中填写。")
    page.locator("#link-filter").fill("没有这样的格")
    expect(said).to_have_text("没有符合的格，请换一个词。")
    page.keyboard.press("Escape")
    expect(page.locator(FIELD)).to_be_focused()


def test_a_changed_cell_changes_the_text_and_both_pages_say_so(desk: Open, linked: Version) -> None:
    table = desk(f"/desk/reports/{linked.report_id}/sec3/")
    ready(table)
    table.locator(f"[id='cell-{CELL}']").fill("15")
    saved(table)
    expect(table.locator("#told")).to_contain_text(f"“一、总体情况”引用的数字已随之更新：{PLACE}由 2 改为 15。")
    assert stored() == "收到15件。"
    table.get_by_role("button", name="关闭").click()
    expect(table.locator("#told")).to_be_hidden()
    page = other_page(table, linked, "sec1")
    notice = page.locator("#updated")
    expect(notice).to_contain_text(f"{PLACE}由 2 改为 15，本部分引用的数字已随之更新。")
    notice.get_by_role("button", name="知道了").click()
    expect(notice).to_be_hidden()
    page.reload()
    ready(page)
    expect(notice).to_be_hidden()
    page.get_by_role("link", name="去看").click()
    expect(page.locator(f"[id='cell-{CELL}']")).to_be_focused()


def test_a_cell_without_a_number_is_pointed_out_in_the_text(desk: Open, linked: Version) -> None:
    table = desk(f"/desk/reports/{linked.report_id}/sec3/")
    ready(table)
    table.locator(f"[id='cell-{CELL}']").fill("")
    saved(table)
    expect(table.locator("#told")).to_contain_text("这一格现在没有数字，文字里仍是 2。")
    page = other_page(table, linked, "sec1")
    expect(page.locator("#linked .linked-note")).to_have_text("所引用的格现在没有数字，文字里仍是 2。")
    expect(page.locator(".linked-number.is-broken")).to_have_text("2")
    expect(page.locator("#updated")).to_contain_text("这一格现在没有数字，文字里仍是 2。请先填表，或者修改文字。")
    expect(page.get_by_role("button", name="知道了")).to_be_hidden()
