"""公布稿的 PDF: rendered once, by the worker or by the first reader, from what was frozen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govreport.agencies.models import User
from govreport.publishing import services, tasks
from govreport.publishing.models import Publication
from govreport.publishing.services import publication_pdf, publish
from govreport.publishing.tasks import render_publication
from govreport.reports.models import ApplicationRow, State, Version


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The documents that were rendered, without the time that takes."""
    calls: list[Any] = []

    def render(document: Any, *, published_at: Any) -> bytes:
        calls.append((document, published_at))
        return b"%PDF-1.7 " + str(len(calls)).encode()

    monkeypatch.setattr(services, "render_pdf", render)
    return calls


def test_the_official_pdf_is_a_pdf(publication: Publication, media_folder: Path) -> None:
    content = publication_pdf(publication)
    assert content.startswith(b"%PDF-")
    stored = Publication.objects.get(pk=publication.pk)
    assert stored.pdf.name
    assert (media_folder / stored.pdf.name).read_bytes() == content


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
    lost = media_folder / str(stored.pdf.name)
    lost.unlink()
    assert stored.pdf_size is None
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
    assert Publication.objects.get(pk=publication.pk).pdf.name == "publications/2023/yunxi-lincao-v1.pdf"


def test_of_two_renderers_the_first_one_counts(
    publication: Publication, rendered: list[Any], media_folder: Path
) -> None:
    slow = Publication.objects.get(pk=publication.pk)
    assert publication_pdf(publication) == b"%PDF-1.7 1"
    assert publication_pdf(slow) == b"%PDF-1.7 1"
    assert len(list(media_folder.rglob("*.pdf"))) == 1


def test_the_worker_renders_after_the_commit(
    approved: Version,
    signatory: User,
    rendered: list[Any],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publication = publish(version=approved, by=signatory)
        assert not rendered
    assert Publication.objects.get(pk=publication.pk).pdf_ready


def test_the_task_may_run_twice(publication: Publication, rendered: list[Any]) -> None:
    render_publication(publication.pk)
    render_publication(publication.pk)
    assert len(rendered) == 1


def test_a_report_is_published_although_no_worker_can_be_told(
    approved: Version,
    signatory: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    def unreachable(publication_id: int) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr(tasks.render_publication, "delay", unreachable)
    with django_capture_on_commit_callbacks(execute=True):
        publish(version=approved, by=signatory)
    assert Version.objects.get(pk=approved.pk).state == State.PUBLISHED
