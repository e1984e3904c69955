"""督查: an office finds who is late, calls, allows more time; the agency sees it. No barrier on its pages."""

from playwright.sync_api import expect

from govreport.agencies.models import Agency, User
from govreport.reports.models import Version
from tests.journey.conftest import Open
from tests.journey.test_accessibility import LookedAt, looked_at  # noqa: F401


def test_an_office_calls_for_a_report_and_its_drafter_acknowledges_it(
    desk: Open, in_review: Version, agency: Agency, supervisor: User, drafter: User, lead: User
) -> None:
    page = desk("/desk/", user=supervisor)
    page.get_by_role("link", name="报送进度").click()
    page.goto(page.url + "?year=2022")
    page.get_by_label("期限").select_option("late")
    page.get_by_role("button", name="筛选").click()
    page.get_by_role("checkbox", name="云溪县林业和草原局").check()
    page.get_by_label("附言或退回的原因").fill("请于周五前报送")
    page.get_by_role("button", name="催报选中的机关").click()
    expect(page.get_by_text("已催报 1 个机关。")).to_be_visible()
    page.get_by_role("row", name="云溪县林业和草原局").get_by_role("link", name="报送情况").click()
    page.get_by_label("延期至").fill("2023-06-30")
    page.get_by_label("理由").fill("机构改革")
    page.get_by_role("button", name="准予延期").click()
    expect(page.get_by_text("已准予延期。")).to_be_visible()
    page = desk("/desk/", user=drafter)
    expect(page.get_by_text("请于周五前报送")).to_be_visible()
    page.get_by_role("button", name="签收").click()
    expect(page.get_by_text("请于周五前报送")).to_have_count(0)


def test_the_pages_of_an_office(
    looked_at: LookedAt,  # noqa: F811
    in_review: Version,
    supervisor: User,
) -> None:
    paths = (
        "/desk/oversight/?year=2023",
        "/desk/oversight/agencies/yunxi-lincao/?year=2023",
        "/desk/oversight/deadlines/?year=2023",
        "/desk/oversight/opening/",
        "/desk/oversight/announcements/",
        "/desk/oversight/calendar/",
    )
    found = looked_at(paths, user=supervisor)
    assert not found, "\n".join(found)
