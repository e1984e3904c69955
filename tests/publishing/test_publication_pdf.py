"""公布稿的 PDF: made before publication, or once by the worker or the first reader, from what was frozen."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage

from govreport.agencies.models import User
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.jobs.services import enqueue
from govreport.publishing import press, services
from govreport.publishing.models import Publication
from govreport.publishing.services import publication_pdf, publish
from govreport.reports.errors import Refused
from govreport.reports.models import ApplicationRow, State, Version


def pdf_of(publication: Publication) -> str:
    """Where its PDF lies."""
    return str(publication.files.filter(suffix="pdf").latest("pk").content.name)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The documents that were rendered, without the time that takes."""
    calls: list[Any] = []

    def render(document: Any, *, published_at: Any) -> bytes:
        calls.append((document, published_at))
        return b"%PDF-1.7 " + str(len(calls)).encode()

    monkeypatch.setattr(press, "render_pdf", render)
    monkeypatch.setattr(press, "layout_findings", lambda pdf, document: [])
    return calls


def test_the_official_pdf_is_a_pdf(publication: Publication, media_folder: Path) -> None:
    content = publication_pdf(publication)
    assert content.startswith(b"%PDF-")
    assert (media_folder / pdf_of(publication)).read_bytes() == content


def test_it_is_rendered_once_and_then_read(publication: Publication, rendered: list[Any]) -> None:
    assert publication_pdf(publication) == b"%PDF-1.7 1"
    assert publication_pdf(publication) == b"%PDF-1.7 1"
    assert publication_pdf(Publication.objects.get(pk=publication.pk)) == b"%PDF-1.7 1"
    assert len(rendered) == 1


def test_a_lost_file_is_rendered_again_at_its_place(
    publication: Publication, rendered: list[Any], media_folder: Path
) -> None:
    publication_pdf(publication)
    stored = Publication.objects.get(pk=publication.pk)
    lost = media_folder / pdf_of(publication)
    lost.unlink()
    assert publication_pdf(stored) == b"%PDF-1.7 2"
    assert lost.read_bytes() == b"%PDF-1.7 2"
    assert publication_pdf(Publication.objects.get(pk=publication.pk)) == b"%PDF-1.7 2"


def test_it_shows_what_was_frozen_with_its_date(publication: Publication, rendered: list[Any]) -> None:
    ApplicationRow.objects.filter(version=publication.version).update(total=99)
    publication_pdf(publication)
    ((document, published_at),) = rendered
    assert document.figures["t3.new_received.total"] == 2
    assert published_at == publication.published_at


def test_the_file_is_named_by_year_agency_and_version(publication: Publication, rendered: list[Any]) -> None:
    publication_pdf(publication)
    assert pdf_of(publication) == "publications/2023/yunxi-lincao-v1.pdf"


def test_of_two_renderers_the_first_one_counts(
    publication: Publication, rendered: list[Any], media_folder: Path
) -> None:
    slow = Publication.objects.get(pk=publication.pk)
    assert publication_pdf(publication) == b"%PDF-1.7 1"
    assert publication_pdf(slow) == b"%PDF-1.7 1"
    assert len(list(media_folder.rglob("*.pdf"))) == 1


def test_the_pdf_is_there_when_the_report_is_public(approved: Version, signatory: User, rendered: list[Any]) -> None:
    publication = publish(version=approved, by=signatory)
    assert len(rendered) == 1
    stored = Publication.objects.get(pk=publication.pk)
    assert pdf_of(stored)
    assert publication_pdf(stored) == b"%PDF-1.7 1"
    assert rendered[0][1] == stored.published_at


def test_the_version_is_not_locked_while_its_pdf_is_made(
    approved: Version, signatory: User, rendered: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr(press, "layout_findings", lambda pdf, document: order.append("checked") or [])
    real = services.move
    monkeypatch.setattr(services, "move", lambda **given: order.append("moved") or real(**given))
    publish(version=approved, by=signatory)
    assert order == ["checked", "moved"]


def test_nobody_waits_for_a_pdf_that_may_not_be_published(
    approved: Version, reviewer: User, rendered: list[Any]
) -> None:
    with pytest.raises(Refused):
        publish(version=approved, by=reviewer)
    assert rendered == []


def test_a_report_that_changed_meanwhile_is_not_published(
    approved: Version, signatory: User, rendered: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(pdf: bytes, document: Any) -> list[Any]:
        ApplicationRow.objects.filter(version=approved).update(total=99)
        return []

    monkeypatch.setattr(press, "layout_findings", change)
    with pytest.raises(Refused, match="在办理发布时有变动，没有发布"):
        publish(version=approved, by=signatory)
    assert Version.objects.get(pk=approved.pk).state == State.APPROVED


def test_a_file_that_cannot_be_stored_stops_publication_with_a_sentence(
    approved: Version, signatory: User, rendered: list[Any], monkeypatch: pytest.MonkeyPatch, media_folder: Path
) -> None:
    real = FileSystemStorage.save

    def full(self: Any, name: str, *given: Any, **named: Any) -> str:
        if name.endswith(".txt"):
            raise OSError("no space left")
        return real(self, name, *given, **named)

    with monkeypatch.context() as room:
        room.setattr(FileSystemStorage, "save", full)
        with pytest.raises(Refused, match="公布的文件没有存下，报告没有发布，状态没有变"):
            publish(version=approved, by=signatory)
    assert Version.objects.get(pk=approved.pk).state == State.APPROVED
    assert [path for path in media_folder.rglob("*") if path.is_file()] == []
    publish(version=approved, by=signatory)
    assert Version.objects.get(pk=approved.pk).state == State.PUBLISHED


def test_the_job_may_run_twice(publication: Publication, rendered: list[Any]) -> None:
    job = enqueue("render_publication", str(publication.pk), {"publication": publication.pk}, by=None)
    for _ in range(2):
        Job.objects.update(state=JobState.QUEUED)
        run(job.pk)
    assert len(rendered) == 1
    assert Job.objects.get().state == JobState.DONE
