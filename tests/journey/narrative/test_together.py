"""引用与改写: numbers that change while the text is typed, moved or taken from somebody else."""

import random

import pytest
from playwright.sync_api import Page, expect

from govreport.agencies.models import User
from govreport.reports.figures import document_of
from govreport.reports.models import FigureLink, Version
from govreport.reports.services import save_cells, save_narrative
from tests.fixtures.browser import Watch
from tests.journey.conftest import Open
from tests.journey.narrative.conftest import CELL, FIELD, PLACE, cursor, stored
from tests.journey.people import ready, saved


def test_what_is_being_typed_gets_the_new_number(desk: Open, linked: Version, drafter: User) -> None:
    page = desk(f"/desk/reports/{linked.report_id}/sec1/")
    ready(page)
    cursor(page, 5)
    page.keyboard.type("均")
    save_cells(version=linked, cells={CELL: "1024"}, by=drafter)
    page.keyboard.type("已办结。")
    expect(page.locator(FIELD)).to_have_value("收到1024件。均已办结。")
    saved(page)
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("完")
    saved(page)
    assert stored() == "收到1024件。均已办结。完"
    assert FigureLink.objects.count() == 1
    expect(page.locator(".meeting")).to_have_count(0)


@pytest.mark.parametrize("seed", range(2))
def test_typing_and_counting_at_the_same_time_lose_nothing(
    desk: Open, linked: Version, drafter: User, seed: int
) -> None:
    """Forty times: words are typed at random places, faster and slower than they are saved, while the cell changes."""
    chance = random.Random(seed)
    page = desk(f"/desk/reports/{linked.report_id}/sec1/")
    ready(page)
    page.locator(FIELD).focus()
    for step in range(40):
        if chance.random() < 0.4:
            save_cells(version=linked, cells={CELL: str(chance.randrange(1, 9999))}, by=drafter)
        # Never within the number, or it would be free; each word is another one.
        page.evaluate(
            """part => {
                const area = document.activeElement;
                const places = Array.from({length: area.value.length + 1}, (_, at) => at)
                    .filter(at => !/[0-9]/.test(area.value.slice(Math.max(0, at - 1), at + 1)));
                const at = places[Math.floor(part * places.length)];
                area.setSelectionRange(at, at);
            }""",
            chance.random(),
        )
        page.keyboard.insert_text(chr(0x4E00 + 100 * seed + step))
        page.wait_for_timeout(chance.choice((0, 50, 300, 700)))
    saved(page)
    text = stored()
    number = document_of(Version.objects.get()).figures[CELL]
    typed = [chr(0x4E00 + 100 * seed + step) for step in range(40)]
    assert sorted(letter for letter in text if letter in typed) == typed
    link = FigureLink.objects.get()
    assert text[slice(*link.span)] == str(number)
    page.locator(FIELD).blur()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator(FIELD)).to_have_value(text)
    expect(page.locator(".meeting")).to_have_count(0)


def test_a_paragraph_that_is_moved_while_its_number_changes_shows_the_new_number(
    desk: Open, linked: Version, drafter: User
) -> None:
    save_narrative(version=linked, section="sec1", text="收到2件。\n开展培训。\n完善制度。", by=drafter)
    page = desk(f"/desk/reports/{linked.report_id}/sec1/")
    ready(page)
    save_cells(version=linked, cells={CELL: "31"}, by=drafter)
    page.locator(FIELD).fill("开展培训。\n完善制度。\n收到2件。")
    expect(page.locator(FIELD)).to_have_value("开展培训。\n完善制度。\n收到31件。")
    page.keyboard.type("好")
    saved(page)
    assert stored() == "开展培训。\n完善制度。\n收到31件。好"
    assert FigureLink.objects.count() == 1


def test_whoever_takes_the_other_text_sees_its_linked_numbers(desk: Open, linked: Version, drafter: User) -> None:
    page = desk(f"/desk/reports/{linked.report_id}/sec1/")
    ready(page)
    save_narrative(version=linked, section="sec1", text="全年共收到2件申请。", by=drafter)
    cursor(page, 5)
    page.keyboard.type("另外。")
    page.get_by_role("button", name="用对方填写的").click()
    expect(page.locator(FIELD)).to_have_value("全年共收到2件申请。")
    expect(page.locator(".linked-number")).to_have_text("2")
    expect(page.locator("#linked li")).to_have_count(1)


def test_a_number_that_is_typed_over_is_free_and_the_page_says_so(desk: Open, linked: Version) -> None:
    page = desk(f"/desk/reports/{linked.report_id}/sec1/")
    ready(page)
    cursor(page, 2, 3)
    page.keyboard.type("30")
    saved(page)
    expect(page.locator("#told")).to_contain_text(f"文字中的“2”改动了，不再与{PLACE}联动。")
    expect(page.locator("#linked")).to_be_hidden()


def test_a_link_is_taken_away_in_the_list(desk: Open, linked: Version) -> None:
    page = desk(f"/desk/reports/{linked.report_id}/sec1/")
    ready(page)
    page.get_by_role("button", name="取消联动").click()
    expect(page.locator("#linked")).to_be_hidden()
    assert (FigureLink.objects.count(), stored()) == (0, "收到2件。")


def test_what_a_closed_page_left_unsaved_keeps_its_links(desk: Open, linked: Version, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page = desk(f"/desk/reports/{linked.report_id}/sec1/")
    ready(page)
    page.route("**/cells/**", lambda route: route.abort())
    cursor(page, 0)
    page.keyboard.type("全年")
    expect(page.locator("#save-state")).to_have_attribute("data-state", "failed")
    page.unroute("**/cells/**")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    ready(page)
    saved(page)
    assert stored() == "全年收到2件。"
    expect(page.locator(".linked-number")).to_have_text("2")


def test_without_script_everything_is_a_form(desk: Open, complete: Version, watch: Watch, page: Page) -> None:
    watch.expect("ERR_FAILED")
    page.route("**/*.js", lambda route: route.abort())
    desk(f"/desk/reports/{complete.report_id}/sec1/")
    page.locator(FIELD).fill("收到申请：\n办结：")
    page.get_by_role("button", name="插入表中数据").click()
    page.get_by_label("插入到").select_option(label="第 1 段末尾：收到申请：")
    page.locator(f"button[value='{CELL}']").click()
    expect(page.locator(FIELD)).to_have_value("收到申请：2\n办结：")
    expect(page.get_by_text("已插入，表中的数字改动时")).to_be_visible()
    page.locator(FIELD).fill("收到申请：2\n办结：全部")
    page.get_by_role("button", name="取消联动").click()
    expect(page.locator("#linked")).to_be_hidden()
    assert (FigureLink.objects.count(), stored()) == (0, "收到申请：2\n办结：全部")
