"""零申请确认: a signatory ticks what was checked, is told what is missing, and publishes."""

import pytest
from playwright.sync_api import expect

from govreport.agencies.models import Agency, User
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.builders import without_applications
from tests.journey.conftest import Open


@pytest.fixture
def silent(agency: Agency, drafter: User, reviewer: User) -> Version:
    version = start_report(agency=agency, year=2023, by=drafter, document=without_applications())
    submit(version=version, by=drafter)
    return approve(version=version, by=reviewer)


def test_the_signatory_confirms_every_channel_before_publication(desk: Open, silent: Version, signatory: User) -> None:
    page = desk(f"/desk/review/{silent.pk}/", user=signatory)
    publish = page.get_by_role("button", name="确认并发布")
    for label in ("当面", "信函（邮寄）", "传真", "网络在线平台"):
        page.get_by_role("checkbox", name=label, exact=True).check()
    publish.click()
    expect(page.locator(".messages")).to_contain_text("还没有确认的有 2 项：电子邮箱、复议诉讼数与司法行政部门核对。")
    expect(page.get_by_role("checkbox")).to_have_count(2)
    for box in page.get_by_role("checkbox").all():
        box.check()
    publish.click()
    expect(page.get_by_role("heading", name="已经发布")).to_be_visible()
    expect(page.locator(".history")).to_contain_text("零申请确认")
