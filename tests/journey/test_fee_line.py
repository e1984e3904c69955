"""信息处理费的一句话 while somebody types."""

from playwright.sync_api import expect

from govreport.reports.models import Version
from tests.journey.conftest import Open
from tests.journey.people import ready, saved


def test_the_sentence_follows_the_numbers_as_they_are_typed(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec6/")
    ready(page)
    sentence, note = page.locator("[data-fee-text]"), page.locator("[data-fee-note]")
    expect(sentence).to_be_hidden()
    expect(note).to_have_text("填齐四个数后生成。")
    page.get_by_label("发出收费通知件数").fill("1")
    expect(note).to_have_text("还有 3 个数没有填，填齐四个数后这句话才完整。")
    page.get_by_label("发出收费通知总金额").fill("380")
    page.get_by_label("实际收取件数").fill("1")
    page.get_by_label("实际收取总金额").fill("380")
    expect(sentence).to_have_text(
        "依据《政府信息公开信息处理费管理办法》，2023年本机关发出收费通知1件，总金额380元；收取信息处理费1件，总金额380元。"
    )
    expect(note).to_be_hidden()
    page.get_by_label("其他需要报告的内容").fill("本年度未收取信息处理费。")
    expect(sentence).to_be_hidden()
    expect(note).to_contain_text("正文已经写到“信息处理费”")


def test_once_one_number_is_typed_the_others_are_asked_for(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec6/")
    ready(page)
    asked = page.locator("#panel-blank")
    expect(asked).not_to_contain_text("格没有填写")
    page.get_by_label("实际收取件数").fill("0")
    expect(asked).to_contain_text("还有 3 格没有填写；没有的请填 0。")
    saved(page)
    expect(page.locator("[data-step=sec6] .step-word")).to_have_text("未填完")
    asked.get_by_role("link", name="到第一处空白").click()
    expect(page.get_by_label("发出收费通知件数")).to_be_focused()
    page.reload()
    ready(page)
    expect(asked).to_contain_text("还有 3 格没有填写；没有的请填 0。")
    page.get_by_label("实际收取件数").fill("")
    expect(asked).not_to_contain_text("格没有填写")
