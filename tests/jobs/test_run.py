"""一次办理: a job is done once, part by part, and says how it ended."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from govreport.agencies.models import User
from govreport.jobs import run as running
from govreport.jobs import work as working
from govreport.jobs.models import Job, JobState
from govreport.jobs.reaper import reap
from govreport.jobs.run import run, take
from govreport.jobs.services import cancel, enqueue, forget, resume
from govreport.jobs.tasks import run_job
from govreport.jobs.work import LeaseLostError, Work
from tests.fixtures.jobs import PARTS, Ask, counted


def now_is(job: Job) -> Job:
    job.refresh_from_db()
    return job


def lapse(job: Job) -> None:
    """As if a minute had passed without a sign of life."""
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_every_part_is_done_once_and_the_result_is_kept(ask: Ask) -> None:
    job = ask()
    run(job.pk)
    assert counted() == list(PARTS)
    assert (now_is(job).state, job.done, job.total, job.result) == (JobState.DONE, 5, 5, {"counted": 5})
    assert job.finished_at
    assert not job.token
    assert [item.result for item in job.items.all()] == [{"said": part} for part in PARTS]


def test_a_message_that_comes_twice_does_nothing_the_second_time(ask: Ask) -> None:
    job = ask()
    run(job.pk)
    run(job.pk)
    assert counted() == list(PARTS)
    assert now_is(job).attempts == 1


def test_the_same_key_finds_the_same_job(ask: Ask) -> None:
    assert ask("k").pk == ask("k").pk
    assert ask("l").pk != ask("k").pk
    assert Job.objects.count() == 2


def test_a_job_of_a_transaction_that_fails_was_never_asked_for(
    ask: Ask, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    def interrupted() -> None:
        with transaction.atomic():
            ask()
            raise RuntimeError

    with django_capture_on_commit_callbacks() as told, pytest.raises(RuntimeError):
        interrupted()
    assert not Job.objects.exists()
    assert not told


def test_workers_are_woken_when_the_transaction_is_over(
    ask: Ask, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = ask()
        assert job.state == JobState.QUEUED
    assert now_is(job).state == JobState.DONE


def test_work_that_nothing_does_cannot_be_asked_for(drafter: User) -> None:
    with pytest.raises(KeyError):
        enqueue("no.such.kind", "1", by=drafter)


def test_a_part_that_fails_keeps_its_sentence_and_no_other_part_from_being_done(ask: Ask) -> None:
    job = ask(items=("1", "bad", "2"))
    run(job.pk)
    assert counted() == ["1", "2"]
    assert (now_is(job).state, job.done) == (JobState.DONE, 3)
    bad = job.items.get(key="bad")
    assert (bad.state, bad.error) == (JobState.FAILED, "这一项读不了。")


def test_a_job_that_cannot_be_done_says_why_and_is_not_tried_again(drafter: User) -> None:
    job = enqueue("test.single", "1", {"what": "refuse"}, by=drafter)
    run(job.pk)
    assert (now_is(job).state, job.error, job.attempts) == (JobState.FAILED, "没有可以办理的年报。", 1)


@pytest.mark.parametrize(("what", "words"), [("break", "程序出错，没有完成"), ("full", "磁盘已满，没有完成")])
def test_a_job_that_goes_wrong_is_tried_three_times_and_then_given_up(drafter: User, what: str, words: str) -> None:
    job = enqueue("test.single", "1", {"what": what}, by=drafter)
    for attempt in (1, 2):
        run(job.pk)
        assert (now_is(job).state, job.attempts) == (JobState.QUEUED, attempt)
        assert job.not_before > timezone.now()
        run(job.pk)
        assert now_is(job).attempts == attempt, "not before its time"
        Job.objects.update(not_before=timezone.now())
    run(job.pk)
    assert now_is(job).state == JobState.FAILED
    assert words in job.error


def test_a_job_without_parts_tells_how_far_it_is(drafter: User) -> None:
    job = enqueue("test.single", "1", by=drafter)
    run(job.pk)
    assert (now_is(job).done, job.total, job.result) == (3, 3, {"said": "三"})


def test_only_one_of_two_workers_gets_the_lease(ask: Ask) -> None:
    job = ask()
    assert take(job.pk)
    assert take(job.pk) is None


def test_whoever_lost_the_lease_writes_nothing_more(ask: Ask) -> None:
    job = ask()
    late = Work(job, take(job.pk) or "")
    item = next(late.todo())
    lapse(job)
    reap()
    run(job.pk)
    assert counted() == list(PARTS)
    with pytest.raises(LeaseLostError), late.settle(item):
        raise AssertionError("nothing may be written")
    with pytest.raises(LeaseLostError):
        late.fail(item, "太晚了")
    assert not late.renew()
    assert now_is(job).state == JobState.DONE


def test_a_job_whose_worker_is_gone_goes_on_at_the_first_undone_part(ask: Ask) -> None:
    job = ask()
    gone = Work(job, take(job.pk) or "")
    todo = gone.todo()
    for _ in range(2):
        item = next(todo)
        with gone.settle(item):
            pass
    next(todo)
    run(job.pk)
    assert counted() == [], "its lease still runs"
    lapse(job)
    reap()
    run(job.pk)
    assert counted() == ["3", "4", "5"]
    assert (now_is(job).state, job.done) == (JobState.DONE, 5)


def test_a_part_that_kills_its_worker_twice_is_left_out(ask: Ask) -> None:
    job = ask()
    for _ in range(2):
        next(Work(job, take(job.pk) or "").todo())
        lapse(job)
        Job.objects.update(state=JobState.QUEUED)
    run(job.pk)
    assert counted() == ["2", "3", "4", "5"]
    assert "两次中断" in job.items.get(key="1").error
    assert now_is(job).state == JobState.DONE


def test_a_job_that_kills_its_worker_three_times_is_given_up(drafter: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_job, "apply_async", lambda *_args, **_named: None)
    job = enqueue("test.single", "1", by=drafter)
    for _ in range(3):
        assert take(job.pk)
        lapse(job)
        reap()
    assert now_is(job).state == JobState.FAILED
    assert "三次中断" in job.error


def test_a_job_makes_room_for_others_and_goes_on_behind_them(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "SLICE", -1)
    woken: list[int] = []
    monkeypatch.setattr(running, "wake", lambda job: woken.append(job.pk))
    job = ask()
    for done in range(1, 5):
        run(job.pk)
        assert (now_is(job).state, job.done) == (JobState.QUEUED, done)
    run(job.pk)
    assert now_is(job).state == JobState.DONE
    assert woken == [job.pk] * 4
    assert counted() == list(PARTS)


def test_a_waiting_job_is_cancelled_at_once_and_resumed(ask: Ask) -> None:
    job = cancel(ask())
    assert (job.state, job.can_resume) == (JobState.CANCELLED, True)
    run(job.pk)
    assert counted() == []
    resume(job)
    run(job.pk)
    assert counted() == list(PARTS)
    assert now_is(job).state == JobState.DONE


def test_a_running_job_is_cancelled_after_the_part_in_hand_and_resumed_at_the_next(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ask()
    real = Work.settle

    def settle_and_cancel(self: Work, item: object) -> object:
        if item.key == "2":  # type: ignore[attr-defined]
            assert cancel(now_is(job)).stopping
        return real(self, item)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Work, "settle", settle_and_cancel)
        run(job.pk)
    assert (now_is(job).state, job.done) == (JobState.CANCELLED, 2)
    resume(job)
    run(job.pk)
    assert counted() == list(PARTS)
    assert (now_is(job).state, job.done, job.cancel_asked) == (JobState.DONE, 5, False)


def test_what_is_done_is_neither_cancelled_nor_resumed(ask: Ask) -> None:
    job = ask()
    run(job.pk)
    assert cancel(job).state == JobState.DONE
    assert resume(job).state == JobState.DONE


def test_only_what_is_over_can_be_forgotten(ask: Ask) -> None:
    job = ask()
    with pytest.raises(ValueError, match="still to be done"):
        forget(job)
    run(job.pk)
    forget(job)
    assert not Job.objects.exists()


def test_the_time_left_follows_from_the_pace_of_this_stretch(ask: Ask) -> None:
    job = ask()
    take(job.pk)
    Job.objects.update(started_at=timezone.now() - timedelta(minutes=2), started_done=100, done=300, total=600)
    left = now_is(job).remaining
    assert left is not None
    assert abs(left - timedelta(minutes=3)) < timedelta(seconds=30)


@pytest.mark.parametrize("change", [{"done": 0}, {"total": 0}, {"started_at": None}, {"state": JobState.QUEUED}])
def test_where_the_time_left_cannot_be_told_nothing_is_said(ask: Ask, change: dict[str, object]) -> None:
    job = ask()
    take(job.pk)
    Job.objects.update(**{"done": 2, **change})
    assert now_is(job).remaining is None
