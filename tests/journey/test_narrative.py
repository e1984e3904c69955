"""文字部分: numbers of the tables in the text, followed by hand and eye; outline, pasting, two pages, no script."""

import random

import pytest
from playwright.sync_api import Page, expect

from govreport.agencies.models import User
from govreport.reports.figures import document_of
from govreport.reports.models import FigureLink, Version
from govreport.reports.services import link_figure, save_cells, save_narrative
from tests.fixtures.browser import Watch
from tests.journey.barriers import barriers
from tests.journey.conftest import Open
from tests.journey.people import ready, saved

CELL = "t3.new_received.natural_person"
PLACE = "表三“一、本年新收政府信息公开申请数量”的“自然人”"
FIELD = "#field-sec1"


@pytest.fixture
def text_page(desk: Open, complete: Version, drafter: User) -> Page:
    """Section one with “全年收到申请件，均已办结。”."""
    save_narrative(version=complete, section="sec1", text="全年收到申请件，均已办结。", by=drafter)
    page = desk(f"/desk/reports/{complete.report_id}/sec1/")
    ready(page)
    return page


@pytest.fixture
def linked(complete: Version, drafter: User) -> Version:
    """“收到2件。”, its number linked."""
    text = save_narrative(version=complete, section="sec1", text="收到件。", by=drafter)
    link_figure(version=complete, section="sec1", address=CELL, start=2, length=0, text=text, by=drafter)
    return complete


def stored() -> str:
    return document_of(Version.objects.get()).sections["sec1"]


def cursor(page: Page, start: int, end: int | None = None) -> None:
    page.locator(FIELD).focus()
    page.evaluate(f"document.activeElement.setSelectionRange({start}, {start if end is None else end})")


def other_page(page: Page, version: Version, section: str) -> Page:
    """A second page of the same person."""
    other = page.context.new_page()
    other.goto(page.url.split("/desk/")[0] + f"/desk/reports/{version.report_id}/{section}/")
    ready(other)
    return other


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


def test_the_outline_follows_the_typing_and_leads_to_its_lines(text_page: Page) -> None:
    page = text_page
    page.locator(FIELD).fill("（一）主动公开\n全年公开123条。\n（三）依申请公开\n")
    outline = page.locator("#outline li")
    expect(outline).to_have_count(2)
    expect(outline.nth(0)).to_contain_text("（一）主动公开9 字")
    expect(outline.nth(1)).to_contain_text("下面还没有文字序号不连续，应为“（二）”")
    outline.nth(1).get_by_role("button").click()
    expect(page.locator(FIELD)).to_be_focused()
    assert page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart)") == (
        "（三）依申请公开\n"
    )
    page.keyboard.type("（二）依申请公开")
    expect(page.locator("#outline .outline-note")).to_have_count(0)


def test_pasting_keeps_paragraphs_and_is_taken_back_at_once(text_page: Page) -> None:
    page = text_page
    cursor(page, 13)
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "x");
            data.setData("text/html", "<p class=MsoNormal style='text-indent:32pt'>\\u3000\\u3000第一段\\u00ad。</p>"
                + "<table><tr><td>1</td></tr></table><ol><li>受理</li></ol>");
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true,
                cancelable: true}));
        }"""
    )
    expect(page.locator(FIELD)).to_have_value("全年收到申请件，均已办结。第一段。\n1.受理")
    expect(page.locator("#text-said")).to_have_text(
        "已粘贴 2 段，只保留文字和段落。其中 1 个表格没有粘贴，数据请填到二、三、四部分的表中。"
    )
    page.keyboard.press("Control+z")
    expect(page.locator(FIELD)).to_have_value("全年收到申请件，均已办结。")
    saved(page)
    assert stored() == "全年收到申请件，均已办结。"


def test_long_paragraphs_and_long_texts_are_pointed_out(text_page: Page) -> None:
    page = text_page
    page.locator(FIELD).evaluate("area => { area.value = '短。\\n' + '字'.repeat(5001); }")
    page.locator(FIELD).dispatch_event("input")
    expect(page.locator(".text-long")).to_have_text("第 2 段有 5001 字，建议分段")
    expect(page.locator("#field-sec1-length")).to_have_text("5003 字")
    page.locator(FIELD).evaluate("area => { area.value = '字字字字。\\n'.repeat(30000); }")
    page.locator(FIELD).dispatch_event("input")
    expect(page.locator("#field-sec1-length")).to_have_text("180000 字 / 上限 200000 字")
    expect(page.locator(".text-long")).to_have_count(0)
    saved(page)


@pytest.mark.parametrize("width", [1366, 320])
@pytest.mark.parametrize("language", ["zh-hans", "en", "elder"])
def test_nothing_of_it_is_a_barrier(
    desk: Open, page: Page, linked: Version, drafter: User, width: int, language: str
) -> None:
    save_narrative(version=linked, section="sec1", text="（一）甲\n收到2件。\n（三）乙", by=drafter)
    save_cells(version=linked, cells={CELL: "5"}, by=drafter)
    page.set_viewport_size({"width": width, "height": 768})
    if language == "elder":
        page.context.add_init_script("document.cookie = 'elder=1; path=/'")
        desk("/desk/")
        language = "zh-hans"
    desk(f"/desk/reports/{linked.report_id}/sec1/", language=language)
    ready(page)
    expect(page.locator("#updated")).to_be_visible()
    found = barriers(page)
    page.locator("#link-open").click()
    expect(page.locator(".pick-cell").first).to_be_visible()
    found += barriers(page)
    desk(f"/desk/reports/{linked.report_id}/sec1/links/", language=language)
    found += barriers(page)
    assert not found, "\n".join(found)
