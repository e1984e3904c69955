"""Real workers on a real Redis, and what befalls them: nothing asked for is lost, nothing is done twice."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import redis
from celery import current_app
from django.utils import timezone

from govreport.jobs.models import Job, JobState
from govreport.jobs.reaper import reap
from govreport.jobs.services import cancel, resume
from govreport.jobs.tasks import run_job
from tests.fixtures.jobs import PARTS, Ask, counted
from tests.fixtures.queue import Worker, eventually, forget_connections, free_port


def is_over(job: Job) -> bool:
    job.refresh_from_db()
    return not job.is_open


def finished(job: Job) -> None:
    eventually(lambda: is_over(job), "the job is over")
    assert (job.state, job.done) == (JobState.DONE, len(PARTS))
    assert counted() == list(PARTS)


def reached(gate: Path) -> None:
    eventually(gate.joinpath("reached-3").exists, "the worker is at part three")


def a_minute_passes() -> None:
    """As if a minute had gone by: leases have lapsed, messages are held for lost."""
    before = timezone.now() - timedelta(seconds=61)
    Job.objects.filter(state=JobState.RUNNING).update(lease_until=before)
    Job.objects.filter(state=JobState.QUEUED, woken_at__isnull=False).update(woken_at=before)


def test_a_worker_does_what_was_asked_for(redis_worker: Worker, ask: Ask) -> None:
    finished(ask())


def test_a_worker_killed_in_mid_job_is_followed_by_another_that_goes_on_where_it_stood(
    redis_worker: Worker,
    ask: Ask,
    gate: Path,
) -> None:
    job = ask(stop=True)
    reached(gate)
    redis_worker.kill()
    assert counted() == ["1", "2"]
    gate.joinpath("go").touch()
    redis_worker.start()
    a_minute_passes()
    reap()
    finished(job)


def test_a_worker_that_was_only_asleep_writes_nothing_after_another_has_taken_over(
    redis_worker: Worker,
    ask: Ask,
    gate: Path,
    media_folder: Path,
) -> None:
    job = ask(stop=True)
    reached(gate)
    asleep = redis_worker.process
    assert asleep is not None
    os.killpg(asleep.pid, signal.SIGSTOP)
    second = Worker(redis_worker.environment["CELERY_BROKER_URL"], media_folder)
    try:
        second.start()
        a_minute_passes()
        gate.joinpath("go").touch()
        reap()
        finished(job)
        os.killpg(asleep.pid, signal.SIGCONT)
        # The sleeper is done with the old run when it answers to a new one.
        second.kill()
        finished_again = ask("two")
        eventually(lambda: is_over(finished_again), "the sleeper does another job")
        assert counted() == [*PARTS, *PARTS]
    finally:
        os.killpg(asleep.pid, signal.SIGCONT)
        second.kill()


def test_two_workers_told_of_one_job_many_times_do_it_once(
    redis_worker: Worker,
    ask: Ask,
    gate: Path,
    media_folder: Path,
) -> None:
    second = Worker(redis_worker.environment["CELERY_BROKER_URL"], media_folder)
    try:
        second.start()
        job = ask(stop=True)
        for _ in range(6):
            run_job.apply_async([job.pk], queue="bulk")
        reached(gate)
        gate.joinpath("go").touch()
        finished(job)
    finally:
        second.kill()


def test_with_the_broker_away_a_job_is_taken_down_and_done_when_it_is_back(
    redis_worker: Worker,
    ask: Ask,
    sending_to_redis: str,
) -> None:
    away = f"redis://127.0.0.1:{free_port()}/0"
    brokers = ("broker_url", "broker_read_url", "broker_write_url")
    current_app.conf.update(dict.fromkeys(brokers, away))
    forget_connections()
    job = ask()
    job.refresh_from_db()
    assert (job.state, job.woken_at) == (JobState.QUEUED, None)
    assert reap() == 0
    current_app.conf.update(dict.fromkeys(brokers, sending_to_redis))
    forget_connections()
    assert reap() == 1
    finished(job)


def test_a_broker_that_forgot_everything_costs_time_not_work(
    redis_worker: Worker,
    ask: Ask,
    sending_to_redis: str,
) -> None:
    redis_worker.kill()
    jobs = [ask(key) for key in ("one", "two")]
    redis.Redis.from_url(sending_to_redis).flushdb()
    redis_worker.start()
    a_minute_passes()
    assert reap() == 2
    for job in jobs:
        eventually(lambda job=job: is_over(job), "the job is over")
    assert sorted(counted()) == sorted([*PARTS, *PARTS])


def test_a_running_job_is_cancelled_and_resumed(
    redis_worker: Worker,
    ask: Ask,
    gate: Path,
) -> None:
    job = ask(stop=True)
    reached(gate)
    assert cancel(job).stopping
    gate.joinpath("go").touch()
    eventually(lambda: is_over(job), "the job ends")
    assert (job.state, job.done) == (JobState.CANCELLED, 3)
    resume(job)
    finished(job)
