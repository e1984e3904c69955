"""全程: written, returned with a remark, fixed, approved by named steps, published, corrected, withdrawn.

Each by its own person in a browser of their own; every click comes three times at once; a stranger finds nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import Agency, Role, User
from govreport.journal.models import Event
from govreport.publishing.models import Manifest, Publication, Withdrawal
from govreport.reports.models import State, Version
from govreport.reports.services import save_narrative
from govreport.workflow.models import Decision, Thread, ThreadState
from govreport.workflow.set_route import StepPlan
from tests.fixtures.browser import Watch
from tests.journey.test_publication import burst
from tests.workflow.routes import lay_down

NewContext = Callable[..., BrowserContext]
PUBLIC = "/reports/2023/yunxi-lincao/"
STEPS = (StepPlan("初审", Role.LEAD), StepPlan("审核", Role.REVIEWER), StepPlan("签发", Role.SIGNATORY))


@dataclass
class Hall:
    """办事大厅: everybody's own browser, signed in."""

    address: str
    clerk: Page
    lead: Page
    checker: Page
    head: Page
    other: Page
    public: Page
    watch: Watch

    def closed_to_strangers(self, version: Version) -> None:
        """Whoever is not of the agency finds none of its pages, and none of their steps does anything."""
        before = (Decision.objects.count(), Event.objects.filter(subject=version.subject).count())
        for path in (
            f"/desk/reports/{version.report_id}/",
            f"/desk/review/{version.pk}/",
            f"/desk/review/{version.pk}/public/",
            f"/desk/review/{version.pk}/sheet.pdf",
            f"/desk/review/{version.pk}/release/",
        ):
            assert self.other.request.get(self.address + path).status == 404
        token = self.other.context.cookies()
        secret = next((item["value"] for item in token if item["name"] == settings.CSRF_COOKIE_NAME), "")
        for verb in ("approve", "return", "publish", "public/correct", "public/abandon", "public/withdraw"):
            headers = {"X-CSRFToken": secret, "Referer": self.address}
            answer = self.other.request.post(f"{self.address}/desk/review/{version.pk}/{verb}/", headers=headers)
            assert answer.status == 404, verb
        assert before == (Decision.objects.count(), Event.objects.filter(subject=version.subject).count())


@pytest.fixture
def hall(
    live_server: LiveServer,
    new_context: NewContext,
    watch: Watch,
    agency: Agency,
    drafter: User,
    lead: User,
    reviewer: User,
    signatory: User,
    stranger: User,
) -> Hall:
    lay_down(agency, lead, *STEPS)

    def at(user: User | None) -> Page:
        page = new_context().new_page()
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
            page.context.add_cookies([cookie])
            page.goto(f"{live_server.url}/desk/")
        return page

    people = (at(user) for user in (drafter, lead, reviewer, signatory, stranger, None))
    return Hall(live_server.url, *people, watch=watch)


def test_the_whole_way_of_a_report(hall: Hall, complete: Version) -> None:
    first = f"{hall.address}/desk/review/{complete.pk}/"
    submit(hall, complete)
    returned_with_a_remark(hall, first)
    hall.closed_to_strangers(complete)
    answered_and_submitted_again(hall, complete)
    approved_step_by_step(hall, complete, remarks=1)
    published(hall, complete, 1)
    hall.closed_to_strangers(complete)

    draft = corrected(hall, first)
    approved_step_by_step(hall, draft)
    published(hall, draft, 2)
    assert Version.objects.get(pk=complete.pk).state == State.SUPERSEDED

    withdrawn(hall, draft)
    hall.closed_to_strangers(draft)
    assert [item.number for item in Version.objects.filter(state=State.WITHDRAWN)] == [2]


def submit(hall: Hall, version: Version) -> None:
    hall.clerk.goto(f"{hall.address}/desk/reports/{version.report_id}/")
    burst(hall.clerk, "/submit/")
    assert Version.objects.get(pk=version.pk).state == State.IN_REVIEW


def returned_with_a_remark(hall: Hall, where: str) -> None:
    page = hall.lead
    page.goto(where)
    page.locator("#remark-place").select_option("sec5")
    page.locator("#remark-text").fill("请补充改进措施。")
    page.get_by_role("button", name="提出这条意见").click()
    expect(page.locator("#threads .thread")).to_have_count(1)
    page.locator("summary", has_text="退回修改").click()
    page.get_by_label("退回的原因", exact=False).first.fill("请按意见修改。")
    burst(page, "/return/")
    assert Decision.objects.filter(verb="return").count() == 1


def answered_and_submitted_again(hall: Hall, version: Version) -> None:
    narrative = version.narratives.get(section="sec5")
    save_narrative(version=version, section="sec5", text=f"{narrative.text}\n补充的措施。", by=version.created_by)
    page = hall.clerk
    page.goto(f"{hall.address}/desk/reports/{version.report_id}/sec5/")
    card = page.locator("#threads .thread[data-state=open]").first
    card.locator("textarea").fill("已补充。")
    card.get_by_role("button", name="答复").click()
    expect(page.locator("#threads .thread[data-state=open]")).to_have_count(0)
    submit(hall, version)


def approved_step_by_step(hall: Hall, version: Version, remarks: int = 0) -> None:
    """Three people, each at the own step; three clicks of one of them are one step."""
    where = f"{hall.address}/desk/review/{version.pk}/"
    before = Decision.objects.filter(version=version, verb="approve").count()
    for taken, page in enumerate((hall.lead, hall.checker, hall.head), 1):
        page.goto(where)
        if taken == 1 and remarks:
            unsettled = page.locator("#threads .thread:not([data-state=closed])")
            for left in range(remarks - 1, -1, -1):
                unsettled.first.get_by_role("button", name="办结").click()
                expect(unsettled).to_have_count(left)
        burst(page, "/approve/")
        assert Decision.objects.filter(version=version, verb="approve").count() == before + taken
    assert Version.objects.get(pk=version.pk).state == State.APPROVED
    assert set(Thread.objects.values_list("state", flat=True)) <= {ThreadState.CLOSED}


def published(hall: Hall, version: Version, number: int) -> None:
    where = f"{hall.address}/desk/review/{version.pk}/"
    # The steps before are not the signatory's: neither the lead nor the clerk releases anything.
    hall.lead.goto(where)
    expect(hall.lead.locator("form[action$='/publish/']")).to_have_count(0)
    hall.head.goto(where)
    burst(hall.head, "/publish/")
    expect(hall.head.get_by_role("link", name="查看公布页")).to_be_visible(timeout=60_000)
    assert (Publication.objects.count(), Manifest.objects.count()) == (number, number)
    hall.public.goto(hall.address + PUBLIC)
    expect(hall.public.get_by_text("补充的措施。")).to_be_visible()
    for suffix in ("pdf", "docx", "xlsx", "txt", "json"):
        assert hall.public.request.get(f"{hall.address}{PUBLIC}report.{suffix}").ok
    sheet = hall.head.request.get(f"{where}sheet.pdf")
    assert sheet.ok


def corrected(hall: Hall, where: str) -> Version:
    page = hall.clerk
    page.goto(f"{where}public/")
    page.get_by_label("更正原因").fill("漏了一段。")
    burst(page, "/correct/")
    draft = Version.objects.get(number=2)
    narrative = draft.narratives.get(section="sec5")
    save_narrative(version=draft, section="sec5", text=f"{narrative.text}\n更正的一段。", by=draft.created_by)
    submit(hall, draft)
    return draft


def withdrawn(hall: Hall, version: Version) -> None:
    where = f"{hall.address}/desk/review/{version.pk}/public/"
    hall.clerk.goto(where)
    hall.clerk.get_by_label("误发布").check()
    hall.clerk.get_by_label("撤回原因").fill("发错了文件。")
    burst(hall.clerk, "/withdraw/")
    assert Withdrawal.objects.count() == 1
    hall.head.goto(f"{hall.address}/desk/review/")
    hall.head.get_by_role("link", name="去批准").click()
    hall.head.wait_for_url("**/public/**")
    burst(hall.head, "/settle/")
    assert Withdrawal.objects.get().state == "done"
    assert Event.objects.filter(action="version.withdrawn").count() == 1
    hall.public.goto(hall.address + PUBLIC)
    expect(hall.public.get_by_text("第 2 版已于")).to_be_visible()
    expect(hall.public.get_by_text("更正的一段。")).to_have_count(0)
