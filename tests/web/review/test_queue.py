"""待办列表: what waits for a decision, and for whom."""

from django.test import Client

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.reports.models import Version
from tests.web.drafting.conftest import SignIn


def text(client: Client) -> str:
    response = client.get("/desk/review/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_submitted_report_waits_for_reviewer_and_signatory(
    sign_in: SignIn, reviewer: User, signatory: User, in_review: Version
) -> None:
    for user in (reviewer, signatory):
        page = text(sign_in(user))
        assert f'href="/desk/review/{in_review.pk}/"' in page
        assert "起草人周宁" in page


def test_an_approved_report_waits_for_the_signatory_alone(
    sign_in: SignIn, reviewer: User, signatory: User, approved: Version
) -> None:
    assert "去发布" in text(sign_in(signatory))
    assert "没有等待您办理的报告" in text(sign_in(reviewer))


def test_nobody_is_asked_to_review_the_own_work(
    sign_in: SignIn, drafter: User, agency: Agency, in_review: Version
) -> None:
    services.appoint(user=drafter, agency=agency, role=Role.REVIEWER)
    assert "没有等待您办理的报告" in text(sign_in(drafter))


def test_drafts_do_not_wait_for_anybody(sign_in: SignIn, reviewer: User, complete: Version) -> None:
    assert complete.title not in text(sign_in(reviewer))


def test_reports_of_other_agencies_do_not_wait_here(sign_in: SignIn, stranger: User, in_review: Version) -> None:
    assert in_review.title not in text(sign_in(stranger))
