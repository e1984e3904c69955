"""审核全程: remarks at two cells and a paragraph, a return, answers, the changes first, all settled, and the sheet."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import User
from govreport.reports.models import State, Version
from govreport.workflow.models import Thread, ThreadState
from tests.journey.people import ready, saved, sign_in

NewContext = Callable[..., BrowserContext]
CELLS = ("t4.review.upheld", "t4.review.corrected")


def test_remarks_go_to_the_author_and_back_until_all_are_settled(
    live_server: LiveServer,
    new_context: NewContext,
    in_review: Version,
    drafter: User,
    reviewer: User,
    signatory: User,
) -> None:
    address, where = live_server.url, f"{live_server.url}/desk/review/{in_review.pk}/"
    judge, clerk = new_context().new_page(), new_context().new_page()
    sign_in(judge, address, "reviewer")
    judge.goto(where)
    by_mouse(judge, CELLS[0], "请与复议机关核对。")
    by_keyboard(judge, "请核对纠正数。")
    by_list(judge, "sec1:1", "请写明全年公开的条数。")
    return_it(judge)

    sign_in(clerk, address, "drafter")
    summary = f"{address}/desk/reports/{in_review.report_id}/"
    clerk.goto(summary)
    expect(clerk.get_by_text("3 条审核意见没有答复")).to_be_visible()
    fix_and_answer(clerk, f"{summary}sec4/")
    clerk.goto(f"{summary}sec1/")
    answer(clerk, 1)
    clerk.goto(summary)
    clerk.get_by_role("button", name="提交审核").click()
    expect(clerk.get_by_text("已提交审核，由另一位审核人办理")).to_be_visible()

    judge.goto(where)
    expect(judge.locator("#changed .cell-changes li").first).to_contain_text("维持")
    expect(judge.locator("#changed")).to_contain_text("第 1 轮送审以后的改动")
    for left in (2, 1, 0):
        judge.locator("#threads .thread:not([data-state=closed])").first.get_by_role("button", name="办结").click()
        expect(judge.locator("#threads .thread:not([data-state=closed])")).to_have_count(left)
    judge.get_by_role("button", name="同意", exact=True).click()
    expect(judge.get_by_text("等待签发人发布")).to_be_visible()
    assert Version.objects.get().state == State.APPROVED
    assert set(Thread.objects.values_list("state", flat=True)) == {ThreadState.CLOSED}
    sheet = judge.request.get(f"{where}sheet.pdf")
    assert sheet.ok


def by_mouse(page: Page, cell: str, text: str) -> None:
    page.locator(f".reading [data-cell='{cell}']").click()
    page.locator("#remark-here").click()
    expect(page.locator("#remark-place")).to_have_value(cell)
    page.keyboard.type(text)
    page.get_by_role("button", name="提出这条意见").click()
    expect(page.locator("#threads .thread")).to_have_count(1)


def by_keyboard(page: Page, text: str) -> None:
    """From the first cell to its neighbour, and back to it when the remark is raised."""
    page.locator(f".reading [data-cell='{CELLS[0]}']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#remark-text")).to_be_focused()
    expect(page.locator("#remark-place")).to_have_value(CELLS[1])
    page.keyboard.type(text)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#threads .thread")).to_have_count(2)
    expect(page.locator(f".reading [data-cell='{CELLS[1]}']")).to_be_focused()


def by_list(page: Page, place: str, text: str) -> None:
    page.locator("#remark-place").select_option(place)
    page.locator("#remark-text").fill(text)
    page.get_by_role("button", name="提出这条意见").click()
    expect(page.locator("#threads .thread")).to_have_count(3)


def return_it(page: Page) -> None:
    page.locator("summary", has_text="退回修改").click()
    page.get_by_label("退回的原因", exact=False).first.fill("请按三处意见修改。")
    page.get_by_role("button", name="退回起草人").click()
    expect(page.get_by_text("退回起草人修改")).to_be_visible()


def fix_and_answer(page: Page, where: str) -> None:
    page.goto(where)
    ready(page)
    expect(page.locator(".cell-remark")).to_have_count(2)
    page.locator(f"[name='{CELLS[0]}']").fill("1")
    page.keyboard.press("Tab")
    saved(page)
    answer(page, 2)
    # Answering reloads nothing: the figure is still there.
    expect(page.locator(f"[name='{CELLS[0]}']")).to_have_value("1")


def answer(page: Page, count: int) -> None:
    """Every remark of the page, one by one."""
    for left in range(count - 1, -1, -1):
        card = page.locator("#threads .thread[data-state=open]").first
        card.locator("textarea").fill("已核对并改正。")
        card.get_by_role("button", name="答复").click()
        expect(page.locator("#threads .thread[data-state=open]")).to_have_count(left)
