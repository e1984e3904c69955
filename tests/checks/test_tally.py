"""校核汇总: what is counted when a report leaves its agency's hands, and when it has to be counted again."""

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from govreport.agencies.models import Agency, User
from govreport.checks import tally
from govreport.checks.assess import Assessment, assess_all
from govreport.checks.models import Tally
from govreport.checks.tally import Count, Counted, count, counted, outdated, store, tallied, tallied_again
from govreport.checks.tasks import daily
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.publishing.services import publish
from govreport.reports.models import State, Version
from govreport.reports.services import save_cells, start_report
from govreport.standards.finding import Severity
from govreport.workflow.approve import approve
from govreport.workflow.return_ import return_
from govreport.workflow.submit import submit
from tests.builders import balanced, wrong_totals
from tests.reasons import answer_warnings
from tests.remarks import answer_all, close_all

pytestmark = pytest.mark.django_db


OLD = [["T3-01", "error", 3, 3]]


@pytest.fixture
def approved(
    agency: Agency, drafter: User, reviewer: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Version:
    version = start_report(agency=agency, year=2023, by=drafter, document=balanced())
    submit(version=version, by=drafter)
    with django_capture_on_commit_callbacks(execute=True):
        return approve(version=version, by=reviewer)


def sent_back(version: Version, reviewer: User, drafter: User) -> Version:
    """The version returned, with another number, and submitted anew."""
    return_(version=version, by=reviewer, note="请核对表二。", place="sec2")
    save_cells(version=version, cells={"t2.normative_docs.in_force": "9"}, by=drafter)
    answer_all(version, drafter)
    again = submit(version=version, by=drafter)
    close_all(again, reviewer)
    return again


def inspected() -> list[Version]:
    """All versions, as ``tallied`` takes them."""
    return list(Version.objects.select_related("report__agency", "fee_statement").order_by("pk"))


def of(version: Version) -> Counted | None:
    """What was counted of a version."""
    return counted(Version.objects.filter(pk=version.pk), version.report.year).get(version.pk)


def test_nothing_is_counted_before_a_report_is_approved(agency: Agency, drafter: User) -> None:
    version = start_report(agency=agency, year=2023, by=drafter, document=balanced())
    submit(version=version, by=drafter)
    assert of(version) is None
    assert list(outdated()) == []


def test_what_was_explained_and_accepted_is_counted_as_settled(
    agency: Agency, drafter: User, reviewer: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    version = start_report(agency=agency, year=2020, by=drafter, document=wrong_totals())
    for cell in ("t3.total_processed.natural_person", "t3.total_processed.total"):
        save_cells(version=version, cells={cell: "2"}, by=drafter)
    (reason,) = answer_warnings(version, drafter)
    submit(version=version, by=drafter)
    with django_capture_on_commit_callbacks(execute=True):
        approve(version=version, by=reviewer)
    found = of(version)
    assert found is not None
    assert list(found.to_answer) == [Count(reason.rule, Severity.WARNING, 1, 0)]
    assert found.current


def test_errors_of_what_is_only_stored_are_counted_open(agency: Agency, drafter: User) -> None:
    version = start_report(agency=agency, year=2020, by=drafter, document=wrong_totals())
    count(version)
    found = of(version)
    assert found is not None
    assert found.marks[0][0] == "error"
    assert {item.rule for item in found.counts if item.severity is Severity.ERROR} >= {"T3-02", "T3-03"}
    assert all(item.number == item.open for item in found.counts)


def test_a_version_approved_again_is_counted_again(
    approved: Version,
    reviewer: User,
    drafter: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    Tally.objects.update(counts=OLD)
    again = sent_back(approved, reviewer, drafter)
    with django_capture_on_commit_callbacks(execute=True):
        approve(version=again, by=reviewer)
    found = of(approved)
    assert found is not None
    assert found.current
    assert list(found.to_answer) == []
    assert Tally.objects.count() == 1


def test_a_count_that_was_lost_after_the_approval_is_made_up_for(
    approved: Version, reviewer: User, drafter: User
) -> None:
    approve(version=sent_back(approved, reviewer, drafter), by=reviewer)
    assert list(outdated()) == [approved.pk]


def test_numbers_of_what_was_sent_back_meanwhile_are_not_stored(
    approved: Version, reviewer: User, drafter: User
) -> None:
    Tally.objects.update(counts=OLD)
    rows = tallied(inspected())
    approve(version=sent_back(approved, reviewer, drafter), by=reviewer)
    assert store(rows) == 0
    assert Tally.objects.get().counts == OLD
    assert store(tallied(inspected())) == 1
    assert Tally.objects.get().counts == []


def test_the_job_judges_before_it_writes(approved: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    depths = []

    def judged(versions: list[Version]) -> list[Assessment]:
        depths.append(len(connection.savepoint_ids))
        return assess_all(versions)

    monkeypatch.setattr(tally, "assess_all", judged)
    Tally.objects.all().delete()
    daily()
    run(Job.objects.get().pk)
    assert Tally.objects.count() == 1
    assert depths == [len(connection.savepoint_ids)]


def test_another_report_of_last_year_makes_the_count_out_of_date(approved: Version, drafter: User) -> None:
    assert list(outdated()) == []
    before = start_report(agency=approved.report.agency, year=2022, by=drafter, document=balanced(year=2022))
    assert list(outdated()) == [approved.pk]
    count(approved)
    assert list(outdated()) == []
    assert Tally.objects.get().compared_with == before
    save_cells(version=before, cells={"t2.normative_docs.in_force": "9"}, by=drafter)
    assert list(outdated()) == [approved.pk]


def test_other_rules_make_every_count_out_of_date(approved: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "fingerprint", lambda: "other rules")
    found = of(approved)
    assert found is not None
    assert not found.current
    assert list(outdated()) == [approved.pk]


def test_publication_counts_again_what_is_out_of_date(
    approved: Version,
    signatory: User,
    drafter: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    start_report(agency=approved.report.agency, year=2022, by=drafter, document=balanced(year=2022))
    with django_capture_on_commit_callbacks(execute=True):
        publish(version=approved, by=signatory, render=False)
    assert list(outdated()) == []


def test_a_count_that_fails_stops_no_publication(
    approved: Version,
    signatory: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def broken(versions: list[Version]) -> list[Assessment]:
        raise RuntimeError(str(len(versions)))

    Tally.objects.all().delete()
    monkeypatch.setattr(tally, "assess_all", broken)
    with django_capture_on_commit_callbacks(execute=True):
        publish(version=approved, by=signatory, render=False)
    approved.refresh_from_db()
    assert approved.state == State.PUBLISHED
    assert list(outdated()) == [approved.pk]


def test_the_nightly_task_has_it_done_once(approved: Version) -> None:
    daily()
    assert not Job.objects.exists(), "everything is counted"
    Tally.objects.all().delete()
    daily()
    daily()
    (job,) = Job.objects.all()
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == (JobState.DONE, 1, 1)
    assert list(outdated()) == []


def test_a_report_that_was_taken_back_before_the_night_is_left_alone(approved: Version) -> None:
    Tally.objects.all().delete()
    daily()
    Version.objects.update(state=State.RETURNED)
    run(Job.objects.get().pk)
    assert not Tally.objects.exists()
    assert tallied_again([approved.pk]) == []


def test_the_command_counts_what_is_missing_and_everything_where_asked(
    approved: Version, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("count_findings")
    assert capsys.readouterr().out == "0 reports counted\n"
    Tally.objects.update(counts=OLD)
    call_command("count_findings", "--all")
    assert capsys.readouterr().out == "1 reports counted\n"
    assert Tally.objects.get().counts == []


def test_counting_many_asks_no_more_than_counting_one(
    approved: Version,
    other_agency: Agency,
    stranger: User,
    drafter: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for agency, by in ((approved.report.agency, drafter), (other_agency, stranger)):
        start_report(agency=agency, year=2022, by=by, document=balanced(year=2022))
    start_report(agency=other_agency, year=2023, by=stranger, document=balanced())
    every = [version for version in inspected() if version.report.year == 2023]
    assert len(every) == 2
    with django_assert_num_queries(12):
        assert store(tallied(every[:1])) == 1
    with django_assert_num_queries(12):
        assert store(tallied(every)) == 2
