"""消息全程: a report is submitted, the reviewer sees the number rise, opens the message and decides."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import User
from govreport.notifications.models import Message
from govreport.reports.models import Version
from govreport.workflow.return_ import return_
from tests.journey.people import AGREE, ready, sign_in
from tests.remarks import say

NewContext = Callable[..., BrowserContext]


def test_a_submission_is_seen_opened_and_dealt_with(
    live_server: LiveServer, new_context: NewContext, complete: Version, drafter: User, reviewer: User, signatory: User
) -> None:
    address = live_server.url
    clerk, judge = new_context().new_page(), new_context().new_page()
    sign_in(judge, address, "reviewer")
    bell = judge.locator("#bar-messages")
    expect(bell.locator(".count")).to_be_hidden()

    sign_in(clerk, address, "drafter")
    clerk.goto(f"{address}/desk/reports/{complete.report_id}/")
    clerk.get_by_role("button", name="提交审核").click()
    expect(clerk.get_by_text("已提交审核，由另一位审核人办理")).to_be_visible()

    judge.reload()
    expect(bell.locator(".count-number")).to_have_text("1")
    bell.click()
    # By keyboard alone, as everything here can be done.
    message = judge.get_by_role("link", name="起草人周宁提交了")
    message.focus()
    judge.keyboard.press("Enter")
    expect(judge).to_have_url(f"{address}/desk/review/{complete.pk}/")
    expect(bell.locator(".count")).to_be_hidden()
    judge.get_by_role("button", name=AGREE).click()
    expect(judge.get_by_text("等待签发人发布")).to_be_visible()

    clerk.goto(f"{address}/desk/messages/")
    expect(clerk.locator(".inbox-line.is-unread")).to_have_count(1)
    clerk.get_by_role("button", name="全部标为已读").click()
    expect(clerk.get_by_text("1 条消息标为已读。")).to_be_visible()
    expect(clerk.locator(".inbox-line.is-unread")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_one_message_is_marked_as_read(
    live_server: LiveServer, new_context: NewContext, in_review: Version, reviewer: User, script: bool
) -> None:
    add(reviewer, in_review)
    page = new_context(java_script_enabled=script).new_page()
    sign_in(page, live_server.url, "reviewer")
    page.goto(f"{live_server.url}/desk/messages/")
    page.get_by_label("种类", exact=True).select_option("task")
    page.get_by_role("button", name="查看", exact=True).click()
    page.locator(".inbox-line").get_by_role("button", name="标为已读").click()
    expect(page.locator(".inbox-line")).to_have_count(1)
    expect(page.locator(".inbox-line.is-unread")).to_have_count(0)
    assert Message.objects.get().read_at is not None


def test_an_open_page_is_told_of_a_new_message_with_the_news_it_asks_for(
    live_server: LiveServer, new_context: NewContext, complete: Version, drafter: User
) -> None:
    page = new_context().new_page()
    sign_in(page, live_server.url, "drafter")
    page.goto(f"{live_server.url}/desk/reports/{complete.report_id}/sec4/")
    ready(page)
    expect(page.locator("#bar-messages .count")).to_be_hidden()
    add(drafter, complete)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#bar-messages .count-number")).to_have_text("1")


def test_a_return_is_told_with_its_remarks_and_leads_to_the_report(
    live_server: LiveServer, new_context: NewContext, in_review: Version, drafter: User, reviewer: User
) -> None:
    say(in_review, "sec1:1", reviewer)
    return_(version=in_review, by=reviewer, note="请修改。")
    page = new_context().new_page()
    sign_in(page, live_server.url, "drafter")
    page.locator("#bar-messages").click()
    page.get_by_role("link", name="有 1 条审核意见要答复").click()
    expect(page).to_have_url(f"{live_server.url}/desk/reports/{in_review.report_id}/")


def add(user: User, version: Version) -> Message:
    """A message by itself, as if somebody had just submitted the version."""
    Message.objects.filter(person=user).delete()
    actor, at = version.created_by, version.changed_at
    return Message.objects.create(person=user, kind="task", code="submitted", version=version, actor=actor, at=at)
