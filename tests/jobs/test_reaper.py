"""催办: nothing that was asked for stays lying, whatever happened to workers, queue and clock."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from govreport.jobs.models import Job, JobState
from govreport.jobs.reaper import reap
from govreport.jobs.run import run, take
from govreport.jobs.services import cancel
from govreport.jobs.tasks import run_job
from tests.fixtures.jobs import PARTS, Ask, counted


def test_a_job_that_nobody_was_told_of_is_done(ask: Ask) -> None:
    job = ask()
    assert reap() == 1
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert counted() == list(PARTS)


def test_a_job_whose_message_is_lost_is_told_of_again_after_a_minute(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[int] = []
    monkeypatch.setattr(run_job, "apply_async", lambda ids, **_: sent.extend(ids))
    job = ask()
    assert reap() == 1
    assert reap() == 0, "it was told of just now"
    Job.objects.update(woken_at=timezone.now() - timedelta(seconds=61))
    assert reap() == 1
    assert sent == [job.pk, job.pk]


def test_while_the_queue_is_away_everything_waits_in_the_database(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: object, **_named: object) -> None:
        raise ConnectionError("no broker")

    with monkeypatch.context() as patched:
        patched.setattr(run_job, "apply_async", away)
        job = ask()
        assert reap() == 0
    job.refresh_from_db()
    assert (job.state, job.woken_at) == (JobState.QUEUED, None)
    assert reap() == 1
    assert counted() == list(PARTS)


def test_a_cancelled_job_whose_worker_is_gone_is_not_begun_again(ask: Ask) -> None:
    job = ask()
    take(job.pk)
    cancel(job)
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    reap()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert counted() == []


def test_a_clock_that_is_set_back_an_hour_keeps_no_job_from_its_end(ask: Ask) -> None:
    job = ask()
    take(job.pk)
    ahead = timezone.now() + timedelta(hours=1)
    Job.objects.update(lease_until=ahead, woken_at=ahead, not_before=ahead)
    reap()
    job.refresh_from_db()
    assert job.lease_until is not None
    assert job.lease_until < timezone.now() + timedelta(seconds=61)
    Job.objects.update(state=JobState.QUEUED, lease_until=None)
    reap()
    assert counted() == list(PARTS)


def test_with_too_little_space_on_the_disk_a_job_waits_and_says_so(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    job = ask()
    with monkeypatch.context() as patched:
        patched.setattr(settings, "JOBS_FREE_SPACE", 1.1)
        run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)
    assert "磁盘空间不足，任务在等待" in job.error
    Job.objects.update(not_before=timezone.now())
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DONE, "")


def test_the_scheduler_looks_every_half_minute() -> None:
    (entry,) = (found for found in settings.CELERY_BEAT_SCHEDULE.values() if found["task"] == "govreport.jobs.reap")
    assert entry["schedule"] == 30
