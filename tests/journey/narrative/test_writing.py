"""文字: the outline, pasting, lengths, and no barrier in any of it."""

import pytest
from playwright.sync_api import Page, expect

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.reports.services import save_cells, save_narrative
from tests.journey.barriers import barriers
from tests.journey.conftest import Open
from tests.journey.narrative.conftest import CELL, FIELD, cursor, stored
from tests.journey.people import ready, saved


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
