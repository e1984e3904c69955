"""发布、更正、撤回全程: each by its own person, a stranger refused everywhere, bursts of clicks count once."""

from collections.abc import Callable

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.publishing.models import Publication, Withdrawal
from govreport.reports.models import State, Version
from tests.fixtures.browser import Watch
from tests.journey.barriers import barriers_at_all_widths

NewContext = Callable[..., BrowserContext]
PUBLIC = "/reports/2023/yunxi-lincao/"


def test_a_report_is_published_corrected_and_withdrawn(
    live_server: LiveServer,
    new_context: NewContext,
    watch: Watch,
    approved: Version,
    drafter: User,
    reviewer: User,
    signatory: User,
    stranger: User,
) -> None:
    address = live_server.url

    def at(user: User | None) -> Page:
        context = new_context()
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        return context.new_page()

    clerk, checker, head, other, public = (at(user) for user in (drafter, reviewer, signatory, stranger, None))
    first = f"{address}/desk/review/{approved.pk}/"
    publish(head, first)
    nothing_there(other, watch, f"{first}public/")

    draft = correct(clerk, f"{first}public/")
    second = f"{address}/desk/review/{draft.pk}/"
    checker.goto(second)
    burst(checker, "/approve/")
    assert Event.objects.filter(subject=draft.subject, action="version.approved").count() == 1
    public.goto(address + PUBLIC)
    expect(public.get_by_text("补上的一段。")).to_have_count(0)
    head.goto(second)
    burst(head, "/publish/")
    assert [item.version.number for item in Publication.objects.all()] == [2, 1]
    read(public, address)

    take_back(clerk, head, f"{second}public/")
    assert Withdrawal.objects.get().state == "done"
    assert [item.state for item in Version.objects.order_by("number")] == [State.SUPERSEDED, State.WITHDRAWN]
    nothing_there(other, watch, f"{second}public/")
    public.goto(address + PUBLIC)
    expect(public.get_by_text("第 2 版已于")).to_be_visible()
    expect(public.get_by_text("补上的一段。")).to_have_count(0)
    assert not barriers_at_all_widths(public)


def publish(page: Page, where: str) -> None:
    page.goto(where)
    page.locator("summary", has_text="发布").first.click()
    page.get_by_role("button", name="确定发布").click()
    expect(page.get_by_text("已经发布，公众可以查阅")).to_be_visible(timeout=60_000)


def nothing_there(page: Page, watch: Watch, where: str) -> None:
    watch.expect("status of 404")
    page.goto(where)
    expect(page.get_by_text("公布与更正")).to_have_count(0)
    assert "2023年政府信息公开工作年度报告" not in page.content()


def correct(page: Page, where: str) -> Version:
    """The drafter gives the reason, changes the text and hands the correction over."""
    page.goto(where)
    assert not barriers_at_all_widths(page)
    page.get_by_label("更正原因").fill("漏了一段。")
    page.get_by_role("button", name="开始更正").click()
    expect(page.get_by_text("已经建立更正稿")).to_be_visible()
    draft = Version.objects.get(number=2)
    narrative = draft.narratives.get(section="sec5")
    narrative.text += "\n补上的一段。"
    narrative.save()
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator(".way li[aria-current=step]")).to_contain_text("审核")
    return draft


def burst(page: Page, path: str) -> None:
    """The same form sent three times at once."""
    page.evaluate(
        """async (path) => {
          const form = document.querySelector(`form[action$="${path}"]`);
          const send = () => {
            const body = new FormData(form);
            const button = form.querySelector('button[name]');
            if (button) body.append(button.name, button.value);
            return fetch(form.action, {method: 'POST', body});
          };
          await Promise.all([send(), send(), send()]);
        }""",
        path,
    )
    page.reload()


def read(page: Page, address: str) -> None:
    """The public reads the new version, the old one with its banner, and what was corrected."""
    page.goto(address + PUBLIC)
    expect(page.get_by_text("补上的一段。")).to_be_visible()
    page.goto(f"{address}{PUBLIC}v1/")
    expect(page.get_by_text("这是第 1 版，已被第 2 版更正替换。")).to_be_visible()
    page.get_by_role("link", name="看更正了什么").click()
    expect(page.locator(".version-new")).to_have_text("补上的一段。")
    assert not barriers_at_all_widths(page)


def take_back(clerk: Page, head: Page, where: str) -> None:
    """The drafter asks, the signatory approves."""
    clerk.goto(where)
    clerk.get_by_label("误发布").check()
    clerk.get_by_label("撤回原因").fill("发错了文件。")
    clerk.get_by_role("button", name="申请撤回").click()
    expect(clerk.get_by_text("已经申请撤回")).to_be_visible()
    expect(clerk.get_by_role("button", name="确定撤回")).to_have_count(0)
    head.goto(where)
    assert not barriers_at_all_widths(head)
    burst(head, "/settle/")
    assert Event.objects.filter(action="version.withdrawn").count() == 1
