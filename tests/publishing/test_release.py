"""立即发布: a click asks for a job that makes the files and releases the version, once, whatever happens meanwhile."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from govreport.agencies.models import User
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.jobs.services import cancel, resume
from govreport.journal.models import Event
from govreport.publishing import services
from govreport.publishing.models import Publication, PublishedFile, ReleaseState, TimedRelease
from govreport.publishing.timed import ask_release, release_due, set_time, waiting_release
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version
from govreport.workflow.return_ import return_


@pytest.fixture(autouse=True)
def plain_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The official PDF has tests of its own; here a small one stands in for it."""
    monkeypatch.setattr("govreport.publishing.press.render_pdf", lambda document, **_: b"%PDF-1.7")
    monkeypatch.setattr("govreport.publishing.press.layout_findings", lambda pdf, document: [])


def state() -> str:
    return Version.objects.get().state


def asked(version: Version, by: User) -> TimedRelease:
    found = ask_release(version=version, by=by, seen=version.lock, url="/desk/")
    assert found is not None
    return found


def test_a_click_asks_for_one_job_and_nothing_is_public_before_it_is_done(approved: Version, signatory: User) -> None:
    first, second = asked(approved, signatory), asked(approved, signatory)
    assert first == second
    job = Job.objects.get()
    assert (job.kind, job.owner, job.title, job.url) == ("publish_version", signatory, approved.title, "/desk/")
    assert (state(), Publication.objects.count()) == (State.APPROVED, 0)
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done) == (JobState.DONE, job.total)
    assert (state(), TimedRelease.objects.get().state) == (State.PUBLISHED, ReleaseState.DONE)
    assert ask_release(version=approved, by=signatory, seen=approved.lock) is None
    assert Publication.objects.count() == 1


def test_a_worker_that_died_after_the_release_is_followed_by_one_that_finds_it_done(
    approved: Version, signatory: User
) -> None:
    asked(approved, signatory)
    job = Job.objects.get()
    run(job.pk)
    Job.objects.update(state=JobState.QUEUED)
    run(job.pk)
    assert (Publication.objects.count(), Job.objects.get().state) == (1, JobState.DONE)
    assert Event.objects.filter(action="version.published").count() == 1


def test_the_scheduler_finds_the_same_job(approved: Version, signatory: User) -> None:
    asked(approved, signatory)
    release_due()
    assert Job.objects.count() == 1


def test_a_fault_of_the_layout_is_told_and_the_report_can_be_published_again(
    approved: Version, signatory: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(document: Any, moment: Any) -> None:
        raise Refused("公文 PDF 有 1 处版式错误：\n第 3 页的“x”超出版心。")

    with monkeypatch.context() as faulty:
        faulty.setattr("govreport.publishing.services.print_for_publication", refuse)
        asked(approved, signatory)
        run(Job.objects.get().pk)
    failed = TimedRelease.objects.get()
    assert (failed.state, state()) == (ReleaseState.FAILED, State.APPROVED)
    assert "第 3 页" in failed.note
    assert "第 3 页" in Job.objects.get().error
    assert Event.objects.filter(action="version.publication.failed").count() == 1
    # Made to go on from the list of jobs, it says the same again.
    run(resume(Job.objects.get()).pk)
    assert (Job.objects.get().state, "第 3 页" in Job.objects.get().error) == (JobState.FAILED, True)
    asked(approved, signatory)
    run(Job.objects.latest("pk").pk)
    assert state() == State.PUBLISHED


def test_a_program_error_is_tried_again_and_then_by_the_next_click(
    approved: Version, signatory: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: Any, moment: Any) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr("govreport.publishing.services.print_for_publication", fail)
        asked(approved, signatory)
        for _ in range(3):
            Job.objects.update(not_before=approved.created_at)
            run(Job.objects.get().pk)
    job = Job.objects.get()
    assert (job.state, "内存不足" in job.error, state()) == (JobState.FAILED, True, State.APPROVED)
    assert asked(approved, signatory).state == ReleaseState.WAITING
    run(job.pk)
    assert (state(), Job.objects.count()) == (State.PUBLISHED, 1)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Has something done while the PDF is made."""
    real = services.print_for_publication

    def put(step: Callable[[], object]) -> None:
        def slow(document: Any, moment: Any) -> Any:
            step()
            return real(document, moment)

        monkeypatch.setattr(services, "print_for_publication", slow)

    return put


def test_a_job_cancelled_while_files_are_made_releases_nothing(
    approved: Version, signatory: User, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    meanwhile(lambda: cancel(Job.objects.get()))
    asked(approved, signatory)
    run(Job.objects.get().pk)
    assert (Job.objects.get().state, state()) == (JobState.CANCELLED, State.APPROVED)
    assert TimedRelease.objects.get().state == ReleaseState.CANCELLED
    assert not PublishedFile.objects.exists()
    # Made to go on from the list of jobs, it does not say that it is done.
    run(resume(Job.objects.get()).pk)
    assert (Job.objects.get().state, state()) == (JobState.FAILED, State.APPROVED)
    assert "发布已经取消，没有发布。" in Job.objects.get().error


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_time_that_is_set_while_files_are_made_is_kept(
    approved: Version, signatory: User, meanwhile: Callable[[Callable[[], object]], None], cancelled: bool
) -> None:
    later = (timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)

    def think_better_of_it() -> None:
        set_time(version=approved, at=later, by=signatory)
        if cancelled:
            cancel(Job.objects.get())

    meanwhile(think_better_of_it)
    asked(approved, signatory)
    run(Job.objects.get().pk)
    found = waiting_release(approved)
    assert found is not None
    assert (found.at, found.at_once, state()) == (later, False, State.APPROVED)
    assert not Event.objects.filter(action__endswith=".failed").exists()


def test_what_was_returned_meanwhile_is_not_released(approved: Version, signatory: User, reviewer: User) -> None:
    asked(approved, signatory)
    return_(version=approved, by=reviewer, note="请再核对。", place="t3")
    run(Job.objects.get().pk)
    assert (state(), TimedRelease.objects.get().state) == (State.RETURNED, ReleaseState.FAILED)


def test_a_click_takes_the_place_of_a_set_time(approved: Version, signatory: User) -> None:
    set_ = set_time(version=approved, at=timezone.now() + timedelta(days=3), by=signatory)
    assert asked(approved, signatory).pk == set_.pk
    run(Job.objects.get().pk)
    assert state() == State.PUBLISHED
    assert waiting_release(approved) is None


def test_nobody_else_asks(
    approved: Version, drafter: User, reviewer: User, supervisor: User, stranger: User, signatory: User
) -> None:
    for user in (drafter, reviewer, supervisor, stranger):
        with pytest.raises(NotAllowed):
            ask_release(version=approved, by=user)
    Version.objects.filter(pk=approved.pk).update(state=State.RETURNED)
    with pytest.raises(Refused, match="现在是“已退回”"):
        ask_release(version=approved, by=signatory)
    assert not Job.objects.exists()
