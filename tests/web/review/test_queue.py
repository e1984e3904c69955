"""待办列表: what waits for a decision, and for whom."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.publishing.services import publish
from govreport.publishing.withdraw import ask
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.web.desk.todo import todo_count
from govreport.workflow.models import Decision, Thread, ThreadState
from govreport.workflow.submit import submit
from govreport.workflow.threads import raise_remark
from tests.builders import balanced
from tests.reasons import answer_warnings
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


def row(page: str) -> str:
    """The words of the one line of the list."""
    return page.split("<tbody>")[1].split("</tbody>")[0]


def test_a_line_says_since_when_and_from_whom_it_waits_and_what_was_remarked(
    sign_in: SignIn, reviewer: User, in_review: Version
) -> None:
    Decision.objects.filter(version=in_review).update(at=timezone.now() - timedelta(days=3))
    raise_remark(version=in_review, place="t3", text="请核对合计。", by=reviewer)
    answered = raise_remark(version=in_review, place="t2", text="请核对件数。", by=reviewer)
    Thread.objects.filter(pk=answered.pk).update(state=ThreadState.ANSWERED)
    line = row(text(sign_in(reviewer)))
    for words in ("起草人周宁", "已等 3 天", "待答复 1", "已答复 1"):
        assert words in line


def test_the_list_is_narrowed_to_a_year_or_an_agency(
    sign_in: SignIn, reviewer: User, drafter: User, agency: Agency, in_review: Version
) -> None:
    client = sign_in(reviewer)
    assert 'name="year"' not in text(client)
    other = start_report(agency=agency, year=2022, by=drafter, document=balanced(year=2022))
    answer_warnings(other, drafter)
    submit(version=other, by=drafter)
    assert (in_review.title in text(client), other.title in text(client)) == (True, True)
    page = client.get("/desk/review/?year=2022").content.decode()
    assert (in_review.title in page, other.title in page) == (False, True)
    # What is not in the list is no choice.
    page = client.get("/desk/review/?year=1999&agency=nowhere&tab=waiting").content.decode()
    assert (in_review.title in page, other.title in page) == (True, True)
    done = client.get("/desk/review/?tab=done&year=2022").content.decode()
    assert "还没有您办理过的报告" in done


def test_a_request_to_withdraw_waits_for_whoever_approves_it(
    sign_in: SignIn, drafter: User, signatory: User, reviewer: User, approved: Version
) -> None:
    published = publish(version=approved, by=signatory, render=False).version
    asked = ask(version=published, kind="mistake", reason="发错了文件。", by=drafter)
    page = text(sign_in(signatory))
    assert "等待您批准的撤回申请" in page
    assert f'href="/desk/review/{published.pk}/public/#settle-{asked.pk}"' in page
    assert todo_count(signatory) == 1
    for user in (drafter, reviewer):
        assert "撤回申请" not in text(sign_in(user))
        assert todo_count(user) == 0
