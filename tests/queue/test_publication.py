"""A real broker: workers make the files of a publication, and release a version once all of them are there."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from govreport.agencies.models import Agency, User
from govreport.jobs.models import Job, JobState
from govreport.jobs.reaper import reap
from govreport.jobs.run import run
from govreport.jobs.services import enqueue
from govreport.publishing.making import MEDIA_TYPES
from govreport.publishing.models import Publication, PublishedFile
from govreport.publishing.services import publish
from govreport.publishing.timed import ask_release
from govreport.reports.models import State, Version
from govreport.reports.services import start_report
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.builders import balanced
from tests.fixtures.queue import Worker, eventually

Release = Callable[[], Publication]


@pytest.fixture
def release(redis_worker: Worker, agency: Agency, drafter: User, reviewer: User, signatory: User) -> Release:
    """Publish a whole report whose file is not kept, and tell the workers."""

    def release() -> Publication:
        document = balanced("e2021")
        assert document.year is not None
        version = start_report(agency=agency, year=document.year, by=drafter, document=document)
        version = approve(version=submit(version=version, by=drafter), by=reviewer)
        publication = publish(version=version, by=signatory, render=False)
        enqueue("render_publication", str(publication.pk), {"publication": publication.pk}, by=signatory)
        return publication

    return release


def finished(publication: Publication) -> bool:
    return publication.manifests.exists()


def name_of(publication: Publication) -> str:
    return str(publication.files.get(suffix="pdf").content.name)


def test_the_worker_makes_the_pdf_of_a_published_report(release: Release) -> None:
    publication = release()
    eventually(lambda: finished(publication), "the worker stores the PDF")
    with default_storage.open(name_of(publication)) as stored:
        assert stored.read(5) == b"%PDF-"


def test_a_report_published_while_no_worker_runs_gets_its_pdf_later(release: Release, redis_worker: Worker) -> None:
    redis_worker.kill()
    publication = release()
    assert not finished(publication)
    redis_worker.start()
    eventually(lambda: finished(publication), "the new worker stores the PDF")


def test_a_task_that_runs_twice_leaves_one_file(release: Release) -> None:
    publication = release()
    eventually(lambda: finished(publication), "the worker stores the PDF")
    name = name_of(publication)
    eventually(lambda: Job.objects.filter(state=JobState.DONE).exists(), "the job is done")
    Job.objects.update(state=JobState.QUEUED)
    run(Job.objects.get().pk)
    assert name_of(publication) == name
    folder = name.rsplit("/", 1)[0]
    assert len(default_storage.listdir(folder)[1]) == len(MEDIA_TYPES)


@pytest.fixture
def approved(redis_worker: Worker, agency: Agency, drafter: User, reviewer: User) -> Version:
    version = start_report(agency=agency, year=2023, by=drafter, document=balanced("e2021"))
    return approve(version=submit(version=version, by=drafter), by=reviewer)


def test_a_click_is_carried_out_by_a_worker_with_all_files(approved: Version, signatory: User) -> None:
    assert ask_release(version=approved, by=signatory, seen=approved.lock) is not None
    eventually(lambda: Publication.objects.exists(), "the worker publishes")
    publication = Publication.objects.get()
    assert publication.files.count() == len(MEDIA_TYPES)
    assert publication.manifests.count() == 1


def test_a_worker_that_dies_leaves_nothing_public_and_the_next_one_publishes_once(
    approved: Version, signatory: User, redis_worker: Worker
) -> None:
    asked = ask_release(version=approved, by=signatory, seen=approved.lock)
    assert asked is not None
    eventually(lambda: Job.objects.filter(state=JobState.RUNNING).exists(), "the worker has begun")
    redis_worker.kill()
    if not Publication.objects.exists():
        assert not PublishedFile.objects.exists()
        assert Version.objects.get(pk=approved.pk).state == State.APPROVED
    # As the reaper does once the lease has lapsed; the click that is repeated meanwhile asks for nothing new.
    Job.objects.filter(state=JobState.RUNNING).update(lease_until=timezone.now() - timedelta(seconds=1))
    reap()
    redis_worker.start()
    ask_release(version=approved, by=signatory, seen=approved.lock)
    eventually(lambda: Publication.objects.exists(), "the next worker publishes")
    assert (Publication.objects.count(), Job.objects.count()) == (1, 1)
    assert PublishedFile.objects.count() == len(MEDIA_TYPES)
