"""送审: submit and take back; a second click changes nothing and says why."""

from django.test import Client

from govreport.agencies.models import User
from govreport.reports.models import State, Version
from govreport.workflow.models import Decision
from tests.web.drafting.conftest import SignIn


def press(client: Client, version: Version, verb: str) -> str:
    response = client.post(f"/desk/reports/{version.report_id}/{verb}/", follow=True)
    assert response.redirect_chain == [(f"/desk/reports/{version.report_id}/", 302)]
    return response.content.decode()


def test_a_complete_report_goes_to_review(clerk: Client, complete: Version) -> None:
    assert "已提交审核" in press(clerk, complete, "submit")
    assert Version.objects.get().state == State.IN_REVIEW


def test_a_second_click_meets_a_sentence_and_one_decision(clerk: Client, complete: Version) -> None:
    press(clerk, complete, "submit")
    assert "现在是“审核中”" in press(clerk, complete, "submit")
    assert Decision.objects.count() == 1


def test_open_errors_are_counted_in_the_refusal(clerk: Client, imported: Version) -> None:
    assert "还有 4 处须更正" in press(clerk, imported, "submit")
    assert Version.objects.get().state == State.DRAFTING


def test_a_submitted_report_can_be_taken_back(clerk: Client, in_review: Version) -> None:
    assert "可以继续修改" in press(clerk, in_review, "recall")
    assert Version.objects.get().state == State.DRAFTING


def test_an_approved_report_cannot_be_taken_back(clerk: Client, approved: Version) -> None:
    assert "现在是“已审定”" in press(clerk, approved, "recall")
    assert Version.objects.get().state == State.APPROVED


def test_a_reviewer_cannot_submit(sign_in: SignIn, reviewer: User, complete: Version) -> None:
    assert sign_in(reviewer).post(f"/desk/reports/{complete.report_id}/submit/").status_code == 403


def test_nothing_happens_by_following_a_link(clerk: Client, complete: Version) -> None:
    assert clerk.get(f"/desk/reports/{complete.report_id}/submit/").status_code == 405
    assert Version.objects.get().state == State.DRAFTING
