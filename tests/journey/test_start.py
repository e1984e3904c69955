"""从上年报告开始, from the choice to the first edited paragraph."""

import pytest
from playwright.sync_api import expect

from govreport.agencies.models import Agency, User
from govreport.reports.models import Version
from govreport.reports.services import start_report
from tests.builders import balanced
from tests.fixtures.browser import Watch
from tests.journey.conftest import Open
from tests.journey.people import ready, saved

TEXT = "（一）主动公开\n全年公开信息四十条。\n网站运行正常。"


@pytest.fixture
def last_year(agency: Agency, drafter: User) -> Version:
    document = balanced(year=2022).replace(sections={"sec1": TEXT})
    return start_report(agency=agency, year=2022, by=drafter, document=document)


def test_last_years_text_is_asked_for_marked_and_settled_paragraph_by_paragraph(desk: Open, last_year: Version) -> None:
    page = desk("/desk/start/")
    page.get_by_label("从上年报告开始").check()
    page.get_by_label("报告年度").select_option("2023")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("listitem").filter(has_text="（一）主动公开")).to_be_visible()
    expect(page.get_by_text("网站运行正常。")).to_be_hidden()  # the sentences are there to look at, not to be taken
    expect(page.get_by_label("只带入标题，文字重新写")).to_be_checked()
    page.get_by_label("连同文字一起带入").check()
    page.get_by_role("button", name="建立报告").click()
    page.locator("[data-step='sec1']").click()
    ready(page)
    marked = page.locator("#taken")
    expect(marked).to_contain_text("沿用上年、尚未修改的段落 2")
    page.locator("#panel").get_by_role("link", name="2").click()
    expect(marked.get_by_text("网站运行正常。")).to_be_visible()
    text = page.get_by_label("正文")
    text.fill(TEXT.replace("四十条", "五十条"))
    expect(marked).to_contain_text("沿用上年、尚未修改的段落 1")
    expect(marked.get_by_text("全年公开信息四十条。")).to_be_hidden()
    text.fill("全部重写。")
    expect(marked).to_be_hidden()
    expect(page.locator("[data-taken-hint]")).to_be_hidden()
    saved(page)
    page.reload()
    ready(page)
    expect(page.locator("#taken")).to_have_count(0)


def test_a_year_that_cannot_follow_is_told_with_the_focus_at_the_top(
    desk: Open, last_year: Version, watch: Watch
) -> None:
    watch.expect("status of 422")
    page = desk("/desk/start/")
    page.get_by_label("从上年报告开始").check()
    page.get_by_label("报告年度").select_option("2020")
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("#error-summary")).to_be_focused()
    page.locator("#error-summary").get_by_role("link").click()
    expect(page.get_by_label("报告年度")).to_be_focused()
