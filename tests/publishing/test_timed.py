"""定时发布: at the set minute, once, whatever clocks, workers and people do meanwhile."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from govreport.agencies.models import User
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.journal.models import Event
from govreport.publishing import timed
from govreport.publishing.models import Publication, ReleaseState, TimedRelease
from govreport.publishing.services import publish
from govreport.publishing.timed import cancel_time, release, release_due, set_time
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version

Clock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def plain_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The official PDF has tests of its own; here a small one stands in for it."""
    monkeypatch.setattr("govreport.publishing.press.render_pdf", lambda document, **_: b"%PDF-1.7")
    monkeypatch.setattr("govreport.publishing.press.layout_findings", lambda pdf, document: [])


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the server, as somebody sets it."""

    def put(moment: datetime) -> None:
        monkeypatch.setattr(timed.timezone, "now", lambda: moment)

    return put


@pytest.fixture
def at() -> datetime:
    return (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)


@pytest.fixture
def set_(approved: Version, signatory: User, at: datetime) -> TimedRelease:
    return set_time(version=approved, at=at, by=signatory)


def state() -> str:
    return Version.objects.get().state


def work() -> None:
    for job in Job.objects.filter(state=JobState.QUEUED):
        run(job.pk)


def test_nothing_is_released_before_its_time(set_: TimedRelease, clock: Clock, at: datetime) -> None:
    clock(at - timedelta(seconds=1))
    assert release_due() == 0
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_at_its_minute_it_is_released_in_the_name_of_the_signatory(
    set_: TimedRelease, signatory: User, clock: Clock, at: datetime
) -> None:
    clock(at)
    assert release_due() == 1
    work()
    publication = Publication.objects.get()
    assert (publication.published_by, state()) == (signatory, State.PUBLISHED)
    assert TimedRelease.objects.get().state == ReleaseState.DONE
    assert release_due() == 0


@pytest.mark.django_db(transaction=True)
def test_a_clock_that_jumps_forth_and_back_releases_once(set_: TimedRelease, clock: Clock, at: datetime) -> None:
    clock(at + timedelta(days=30))
    release_due()
    release_due()
    clock(at - timedelta(days=30))
    release_due()
    clock(at + timedelta(minutes=1))
    release_due()
    assert Job.objects.count() == 1
    work()
    work()
    assert Publication.objects.count() == 1
    assert Event.objects.filter(action="version.published").count() == 1


def test_a_run_that_was_broken_off_after_publishing_is_harmless(set_: TimedRelease, clock: Clock, at: datetime) -> None:
    clock(at)
    assert release(set_.pk, at.isoformat()) == ""
    TimedRelease.objects.filter(pk=set_.pk).update(state=ReleaseState.WAITING)
    assert release(set_.pk, at.isoformat()) == ""
    assert Publication.objects.count() == 1


def test_what_was_moved_or_cancelled_is_not_released_at_the_old_time(
    set_: TimedRelease, approved: Version, signatory: User, clock: Clock, at: datetime
) -> None:
    later = at + timedelta(hours=3)
    assert set_time(version=approved, at=later, by=signatory).pk == set_.pk
    assert release(set_.pk, at.isoformat()) == ""
    assert state() == State.APPROVED
    assert cancel_time(version=approved, by=signatory)
    assert not cancel_time(version=approved, by=signatory)
    clock(later)
    assert (release_due(), state()) == (0, State.APPROVED)
    assert release(set_.pk, later.isoformat()).startswith("发布已经取消，没有发布。")
    assert state() == State.APPROVED


def test_cancelling_at_the_last_moment_wins_or_loses_as_a_whole(set_: TimedRelease, signatory: User) -> None:
    TimedRelease.objects.filter(pk=set_.pk).update(state=ReleaseState.CANCELLED)
    with pytest.raises(Refused, match="已经取消或改期"):
        publish(version=set_.version, by=signatory, seen=set_.stand, timed=set_)
    assert state() == State.APPROVED
    assert not Publication.objects.exists()


def test_what_was_returned_meanwhile_is_not_released_and_says_why(
    set_: TimedRelease, approved: Version, at: datetime
) -> None:
    Version.objects.filter(pk=approved.pk).update(state=State.RETURNED)
    assert "不能办理“发布”" in release(set_.pk, at.isoformat())
    assert state() == State.RETURNED
    failed = TimedRelease.objects.get()
    assert (failed.state, "不能办理“发布”" in failed.note) == (ReleaseState.FAILED, True)
    assert Event.objects.of(approved.subject).filter(action="version.release.failed").count() == 1


def test_publishing_at_once_makes_the_time_void(set_: TimedRelease, signatory: User) -> None:
    publish(version=set_.version, by=signatory, render=False)
    assert TimedRelease.objects.get().state == ReleaseState.CANCELLED


def test_only_the_signatory_sets_and_cancels(
    set_: TimedRelease, approved: Version, drafter: User, reviewer: User, supervisor: User, stranger: User, at: datetime
) -> None:
    for user in (drafter, reviewer, supervisor, stranger):
        with pytest.raises(NotAllowed):
            set_time(version=approved, at=at + timedelta(days=1), by=user)
        with pytest.raises(NotAllowed):
            cancel_time(version=approved, by=user)
    assert TimedRelease.objects.get().at == at


@pytest.mark.parametrize(("away", "told"), [(-60, "已经过去"), (0, "已经过去"), (400 * 86400, "在一年以后")])
def test_a_time_that_makes_no_sense_is_refused(approved: Version, signatory: User, away: int, told: str) -> None:
    with pytest.raises(Refused, match=told):
        set_time(version=approved, at=timezone.now() + timedelta(seconds=away), by=signatory)


def test_a_version_that_is_not_approved_has_no_time(approved: Version, signatory: User) -> None:
    Version.objects.filter(pk=approved.pk).update(state=State.RETURNED)
    with pytest.raises(Refused, match="现在是“已退回”，不能定时发布"):
        set_time(version=approved, at=timezone.now() + timedelta(days=1), by=signatory)


def test_setting_the_same_time_twice_is_once(
    set_: TimedRelease, approved: Version, signatory: User, at: datetime
) -> None:
    assert set_time(version=approved, at=at, by=signatory) == set_
    assert Event.objects.filter(action="version.release.timed").count() == 1
