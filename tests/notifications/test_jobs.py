"""任务的消息: whoever asked is told of what failed, and of what there is to look at."""

import pytest

from govreport.agencies.models import User
from govreport.jobs.models import Job, JobState
from govreport.jobs.reaper import reap
from govreport.jobs.run import run
from govreport.jobs.services import enqueue
from govreport.notifications.models import Message
from govreport.notifications.sentences import sentence
from tests.notifications.conftest import Told

pytestmark = pytest.mark.usefixtures("ask")


def asked(by: User | None, what: str = "", url: str = "") -> Job:
    """A job that has been done, or has failed."""
    job = enqueue("test.single", what + url, {"what": what}, by=by, title="五项", url=url)
    run(job.pk)
    return job


def test_a_job_with_a_result_is_told_when_it_is_done(drafter: User, told: Told) -> None:
    asked(drafter, url="/desk/jobs/")
    assert told("job.done") == {"drafter"}
    assert sentence(Message.objects.get()) == "后台任务“一步完成”已完成：五项"


def test_a_job_without_a_page_of_its_own_is_done_in_silence(drafter: User) -> None:
    asked(drafter)
    assert not Message.objects.exists()


def test_a_job_that_failed_is_told_with_the_reason(drafter: User, told: Told) -> None:
    asked(drafter, "refuse")
    assert told("job.failed") == {"drafter"}
    assert Message.objects.get().values["why"] == "没有可以办理的年报。"


def test_a_job_that_is_tried_again_is_not_told_yet(drafter: User) -> None:
    asked(drafter, "break")
    assert not Message.objects.exists()


def test_a_job_whose_worker_died_three_times_is_told_as_failed(drafter: User, told: Told) -> None:
    job = enqueue("test.single", "lost", by=drafter)
    long_ago = job.created_at.replace(year=2025)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=3, token="gone", lease_until=long_ago)
    reap()
    assert told("job.failed") == {"drafter"}


def test_a_job_of_nobody_is_told_to_nobody(db: None) -> None:
    asked(None, "refuse")
    assert not Message.objects.exists()
