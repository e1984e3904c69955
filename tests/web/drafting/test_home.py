"""工作台首页: one obvious thing to do for each person."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from govreport.agencies.models import Agency, User
from govreport.reports.models import Version
from govreport.reports.services import start_report
from tests.builders import balanced
from tests.web.drafting.conftest import SignIn


def text(client: Client, address: str = "/desk/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_drafter_without_a_report_is_asked_to_start_last_years(clerk: Client) -> None:
    page = text(clerk)
    assert f"{timezone.localdate().year - 1}年政府信息公开工作年度报告" in page
    assert page.count("btn-primary") == 1
    assert "/desk/start/" in page


def test_a_drafter_is_told_how_much_is_left_of_a_report(clerk: Client, imported: Version) -> None:
    page = text(clerk)
    assert "还有 4 处须更正、1 处须说明原因。" in page
    assert "继续编制" in page
    assert page.count("btn-primary") == 1


def test_a_returned_report_comes_first(clerk: Client, imported: Version, returned: Version) -> None:
    page = text(clerk)
    assert "按意见修改" in page
    assert page.index(f"/desk/reports/{returned.report_id}/") < page.index(f"/desk/reports/{imported.report_id}/")


def test_a_reviewer_is_sent_to_the_report_that_waits(sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    page = text(sign_in(reviewer))
    assert f"/desk/review/{in_review.pk}/" in page
    assert "由起草人周宁提交，等待您审核。" in page
    assert '<span class="count">1</span>' in page


def test_a_signatory_is_sent_to_the_report_to_publish(sign_in: SignIn, signatory: User, approved: Version) -> None:
    assert "已经审定，等待您签发。" in text(sign_in(signatory))


def test_a_reviewer_with_nothing_to_do_is_told_so(sign_in: SignIn, reviewer: User) -> None:
    page = text(sign_in(reviewer))
    assert "现在没有要办的事" in page
    assert "btn-primary" not in page


def test_a_person_without_a_post_is_told_whom_to_ask(sign_in: SignIn, db: None) -> None:
    user = User.objects.create_user("new", full_name="新来的")
    assert "您的账号还没有岗位" in text(sign_in(user))


def test_reports_of_other_agencies_are_not_listed(sign_in: SignIn, stranger: User, imported: Version) -> None:
    assert imported.title not in text(sign_in(stranger))


def test_an_agency_that_is_not_the_persons_own_cannot_be_chosen(
    clerk: Client, other_agency: Agency, agency: Agency
) -> None:
    page = text(clerk, f"/desk/?agency={other_agency.code}")
    assert agency.name in page
    assert other_agency.name not in page


def test_a_supervisor_may_look_at_the_agencies_below(sign_in: SignIn, supervisor: User, imported: Version) -> None:
    code = imported.report.agency.code
    assert f'href="?agency={code}"' in text(sign_in(supervisor))
    page = text(sign_in(supervisor), f"/desk/?agency={code}")
    assert imported.title in page
    assert "/desk/start/" not in page


def test_texts_that_are_missing_are_counted(clerk: Client, blank: Version) -> None:
    assert "还有 200 格未填写、3 个部分没有文字。" in text(clerk)


def test_the_number_of_queries_does_not_grow_with_the_reports(
    clerk: Client, agency: Agency, drafter: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for year in (2021, 2022, 2023):
        start_report(agency=agency, year=year, by=drafter, document=balanced(year=year))
    with CaptureQueriesContext(connection) as three:
        clerk.get("/desk/")
    start_report(agency=agency, year=2024, by=drafter, document=balanced(year=2024))
    with django_assert_max_num_queries(len(three.captured_queries)):
        clerk.get("/desk/")
