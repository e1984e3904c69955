"""审批流程全程: the lead lays down steps, each is taken by its own person, the office accepts, the public reads."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.reports.models import State, Version
from govreport.workflow.models import Decision
from tests.fixtures.browser import Watch
from tests.journey.people import AGREE, sign_in

NewContext = Callable[..., BrowserContext]
STEPS = (("初审", "lead"), ("保密审查", "persons"), ("签发", "signatory"))


def test_a_report_goes_by_named_steps_to_the_office_and_the_public(
    live_server: LiveServer,
    new_context: NewContext,
    watch: Watch,
    complete: Version,
    lead: User,
    reviewer: User,
    signatory: User,
    supervisor: User,
    stranger: User,
) -> None:
    address, where = live_server.url, f"{live_server.url}/desk/review/{complete.pk}/"
    leading, clerk = new_context().new_page(), new_context().new_page()
    lay_down(leading, address)
    submit(clerk, address, complete)

    take(leading, where, "转到下一环节“保密审查”")
    refused(new_context().new_page(), watch, address, where)
    checking = new_context().new_page()
    sign_in(checking, address, "reviewer")
    click_twice(checking, where)
    signing = new_context().new_page()
    sign_in(signing, address, "signatory")
    take(signing, where, "等待签发人发布")
    expect(signing.get_by_text("主管部门接收", exact=True)).to_be_visible()
    expect(signing.get_by_role("button", name="发布")).to_have_count(0)

    clerk.reload()
    clerk.get_by_role("button", name="报送").click()
    expect(clerk.get_by_text("已报送主管部门，等待接收")).to_be_visible()
    office = new_context().new_page()
    sign_in(office, address, "supervisor")
    office.get_by_role("link", name="去办理").click()
    office.get_by_role("button", name="接收").click()
    expect(office.get_by_text("已接收《")).to_be_visible()

    signing.goto(where)
    signing.locator("summary", has_text="发布").click()
    signing.get_by_role("button", name="确定发布").click()
    expect(signing.get_by_role("link", name="查看公布页")).to_be_visible()
    assert Version.objects.get().state == State.PUBLISHED
    told(complete)


def lay_down(page: Page, address: str) -> None:
    """The lead fills in three steps, looks who would act, and saves."""
    sign_in(page, address, "lead")
    page.get_by_role("link", name="审批流程：按哪些环节审签").click()
    for number, (name, way) in enumerate(STEPS, 1):
        page.get_by_label(f"第 {number} 个环节的名称").fill(name)
        page.get_by_label(f"第 {number} 个环节由谁办理").select_option(way)
    page.locator(".route-people").nth(1).locator("summary").click()
    page.locator(".route-people").nth(1).get_by_label("审核人吴敏").check()
    page.get_by_label("第 2 个环节是保密审查").check()
    page.get_by_label("何时可以发布").select_option("accepted")
    page.get_by_role("button", name="预览由谁办理").click()
    expect(page.locator(".acting-steps li")).to_have_text(
        ["初审 负责人沈青", "保密审查 保密审查 审核人吴敏", "签发 签发人郑岚"], use_inner_text=False
    )
    page.get_by_role("button", name="保存流程").click()
    expect(page.get_by_text("审批流程已保存")).to_be_visible()


def submit(page: Page, address: str, version: Version) -> None:
    """The drafter sees who will act before handing over, and where it stands afterwards."""
    sign_in(page, address, "drafter")
    page.goto(f"{address}/desk/reports/{version.report_id}/")
    expect(page.locator(".way li")).to_have_count(7)
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator(".way li[aria-current=step]")).to_contain_text("初审")


def take(page: Page, where: str, said: str) -> None:
    page.goto(where)
    page.get_by_role("button", name=AGREE).click()
    expect(page.get_by_text(said)).to_be_visible()


def click_twice(page: Page, where: str) -> None:
    """The same form sent twice at once, as by a mouse that bounces and a script that is not there."""
    page.goto(where)
    page.evaluate(
        """async () => {
          const form = document.querySelector('form[action$="/approve/"]');
          const send = () => fetch(form.action, {method: 'POST', body: new FormData(form)});
          await Promise.all([send(), send(), send()]);
        }"""
    )
    page.reload()
    expect(page.locator(".way li[aria-current=step]")).to_contain_text("签发")
    assert Decision.objects.filter(verb="approve").count() == 2


def refused(page: Page, watch: Watch, address: str, where: str) -> None:
    """A stranger finds nothing there."""
    watch.expect("status of 404")
    sign_in(page, address, "stranger")
    page.goto(where)
    expect(page.get_by_text("2023年政府信息公开工作年度报告")).to_have_count(0)


def told(version: Version) -> None:
    """Each step stands in the journal under its own person's name."""
    steps = Event.objects.of(version.subject).exclude(action__startswith="report.")
    assert [(event.action, event.actor.username if event.actor else "") for event in steps] == [
        ("version.submitted", "drafter"),
        ("version.step.passed", "lead"),
        ("version.step.passed", "reviewer"),
        ("version.approved", "signatory"),
        ("version.handed_in", "drafter"),
        ("version.accepted", "supervisor"),
        ("version.published", "signatory"),
    ]
