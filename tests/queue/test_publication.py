"""A real broker: the PDF of a publication whose file could not be kept is made again by a worker."""

from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage

from govreport.agencies.models import Agency, User
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.jobs.services import enqueue
from govreport.publishing.making import MEDIA_TYPES
from govreport.publishing.models import Publication
from govreport.publishing.services import publish
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
