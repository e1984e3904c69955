"""无障碍: no barrier on the pages of review and publication, with remarks in every state, narrow, wide and enlarged."""

import pytest
from playwright.sync_api import Page

from govreport.agencies.models import Agency, User
from govreport.publishing.correct import begin_correction
from govreport.publishing.models import Publication
from govreport.publishing.services import publish
from govreport.publishing.timed import ask_release
from govreport.publishing.withdraw import ask
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.workflow.models import ThreadState
from govreport.workflow.return_ import return_
from govreport.workflow.submit import submit
from govreport.workflow.threads import answer_remark, close_remark, reopen_remark, unsettled
from tests.builders import balanced
from tests.journey.test_accessibility import LookedAt, looked_at  # noqa: F401
from tests.reasons import answer_warnings
from tests.remarks import answer_all, say


def unfold(page: Page) -> None:
    """Every question and every way to say more."""
    for summary in page.locator("main details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()


@pytest.fixture
def remarked(in_review: Version, drafter: User, reviewer: User) -> Version:
    """In its second round: a remark that is open, one that is answered, one settled, one raised again."""
    first, second, third = (say(in_review, place, reviewer) for place in ("t3", "t2", "sec5"))
    return_(version=in_review, by=reviewer, note="请按各处意见修改。")
    answer_all(in_review, drafter)
    version = submit(version=in_review, by=drafter)
    close_remark(version=version, thread=first.pk, by=reviewer, text="已核对。")
    reopen_remark(version=version, thread=second.pk, text="还差 1 件。", by=reviewer)
    say(version, "title", reviewer, "标题请用全称。")
    assert {item.state for item in unsettled(version)} == {ThreadState.OPEN, ThreadState.ANSWERED}
    assert third.pk in {item.pk for item in unsettled(version)}
    return version


def test_the_review_page_with_remarks_in_every_state(
    looked_at: LookedAt,  # noqa: F811
    remarked: Version,
    reviewer: User,
) -> None:
    found = looked_at((f"/desk/review/{remarked.pk}/",), user=reviewer, prepare=unfold)
    assert not found, "\n".join(found)


def test_what_the_author_reads_of_them(
    looked_at: LookedAt,  # noqa: F811
    remarked: Version,
    drafter: User,
    reviewer: User,
) -> None:
    return_(version=remarked, by=reviewer, note="请按各处意见修改。")
    (first, *_rest) = [item for item in unsettled(remarked) if item.state == ThreadState.OPEN]
    answer_remark(version=remarked, thread=first.pk, text="已改。", by=drafter)
    report = f"/desk/reports/{remarked.report_id}/"
    found = looked_at((report, f"{report}sec5/"), prepare=unfold)
    assert not found, "\n".join(found)


def test_the_list_with_everything_in_it(
    looked_at: LookedAt,  # noqa: F811
    agency: Agency,
    remarked: Version,
    drafter: User,
    reviewer: User,
    signatory: User,
) -> None:
    other = start_report(agency=agency, year=2022, by=drafter, document=balanced(year=2022))
    answer_warnings(other, drafter)
    submit(version=other, by=drafter)
    found = looked_at(("/desk/review/", "/desk/review/?year=2022"), user=reviewer, prepare=unfold)
    assert not found, "\n".join(found)


@pytest.fixture
def published(approved: Version, signatory: User) -> Publication:
    return publish(version=approved, by=signatory, render=False)


def test_a_request_to_withdraw_and_a_correction_under_way(
    looked_at: LookedAt,  # noqa: F811
    published: Publication,
    drafter: User,
    signatory: User,
) -> None:
    ask(version=published.version, kind="errors", reason="数字有误。", by=drafter)
    begin_correction(report=published.version.report, reason="漏了一段。", by=drafter)
    public = f"/desk/review/{published.version_id}/public/"
    found = looked_at(("/desk/review/", public), user=signatory, prepare=unfold)
    found += looked_at((public,), user=drafter, prepare=unfold)
    assert not found, "\n".join(found)


def test_files_that_are_being_made(
    looked_at: LookedAt,  # noqa: F811
    approved: Version,
    signatory: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The job waits: no worker takes it.
    monkeypatch.setattr("govreport.jobs.services.wake", lambda job: False)
    ask_release(version=approved, by=signatory, seen=approved.lock)
    where = f"/desk/review/{approved.pk}/"
    found = looked_at((where, f"{where}public/", "/desk/review/"), user=signatory)
    assert not found, "\n".join(found)
