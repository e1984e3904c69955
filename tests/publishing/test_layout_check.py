"""付印前的检查: what is wrong with the PDF stops publication with a sentence, and nothing else has changed."""

import logging
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from govreport.agencies.models import User
from govreport.documents.services import render_pdf
from govreport.journal.models import Event
from govreport.publishing import press
from govreport.publishing.models import Publication
from govreport.publishing.selectors import layout_notes
from govreport.publishing.services import publication_pdf, publish
from govreport.reports.errors import Refused
from govreport.reports.models import State, Version
from govreport.standards.document import Document
from govreport.workflow.return_ import return_
from tests.documents.layout.broken import printed as printed_with

WIDE = ".official-bands{width:190mm}"


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A style sheet that lets table two run over the edge."""
    monkeypatch.setattr(press, "render_pdf", lambda document, *, published_at: printed_with(WIDE, document))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A style sheet with letters of 8 pt in table four, which only deserves a warning."""
    css = ".official-blocks{font-size:8pt}"
    monkeypatch.setattr(press, "render_pdf", lambda document, *, published_at: printed_with(css, document))


def state(version: Version) -> str:
    return Version.objects.get(pk=version.pk).state


def test_a_faultless_pdf_is_published_without_notes(approved: Version, signatory: User) -> None:
    publication = publish(version=approved, by=signatory)
    assert Publication.objects.get(pk=publication.pk).layout == []
    assert publication_pdf(publication).startswith(b"%PDF-")


def test_a_faulty_pdf_is_not_published(approved: Version, signatory: User, wide: None) -> None:
    events = Event.objects.count()
    with pytest.raises(Refused, match=r"第 3 页的“[^”]+”超出版心。") as refused:
        publish(version=approved, by=signatory)
    head, fault, advice = str(refused.value).split("\n")
    assert head == "公文 PDF 有 1 处版式错误，报告没有发布，状态没有变："
    assert fault.startswith("第 3 页")
    assert advice == "请退回起草人修改；报告内容没有问题的，请联系系统管理员。"
    assert state(approved) == State.APPROVED
    assert (Publication.objects.count(), Event.objects.count()) == (0, events)


def test_a_report_that_is_too_long_is_not_published_and_says_why(
    approved: Version, signatory: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.documents.render.pdf.MOST_CHARACTERS", 100)
    with pytest.raises(Refused, match=r"^报告没有发布，状态没有变。报告太长，没有排完") as refused:
        publish(version=approved, by=signatory)
    assert "查看日志" not in str(refused.value)
    assert state(approved) == State.APPROVED


def test_the_refusal_is_told_in_english_too(approved: Version, signatory: User, wide: None) -> None:
    with translation.override("en"), pytest.raises(Refused, match="on page 3 stands outside the text block"):
        publish(version=approved, by=signatory)


def test_a_refused_version_can_be_returned_and_edited(approved: Version, signatory: User, wide: None) -> None:
    with pytest.raises(Refused):
        publish(version=approved, by=signatory)
    return_(version=approved, by=signatory, note="第 3 页的表格超出版心。", place="sec1")
    assert state(approved) == State.RETURNED


def test_a_pdf_with_other_figures_is_not_published(
    approved: Version, signatory: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(document: Document, *, published_at: datetime) -> bytes:
        figures = document.figures.replace({"t3.new_received.natural_person": Decimal(999)})
        return render_pdf(document.replace(figures=figures), published_at=published_at)

    monkeypatch.setattr(press, "render_pdf", other)
    with pytest.raises(Refused, match="在 PDF 中为“999”，系统中为"):
        publish(version=approved, by=signatory)


def test_many_faults_are_counted_and_three_told(
    approved: Version, signatory: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = "@page{size:letter}"
    monkeypatch.setattr(press, "render_pdf", lambda document, *, published_at: printed_with(letter, document))
    with pytest.raises(Refused) as refused:
        publish(version=approved, by=signatory)
    assert str(refused.value).count("毫米，应为 A4") == press.MOST_TOLD


def test_a_renderer_that_fails_is_told_and_logged(
    approved: Version, signatory: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(document: Document, *, published_at: datetime) -> bytes:
        raise RuntimeError("no fonts")

    monkeypatch.setattr(press, "render_pdf", fail)
    with pytest.raises(Refused, match="公文 PDF 未能生成，报告没有发布"):
        publish(version=approved, by=signatory)
    assert "no fonts" in caplog.text
    assert state(approved) == State.APPROVED


def test_warnings_are_kept_with_the_publication(approved: Version, signatory: User, small: None) -> None:
    publication = publish(version=approved, by=signatory)
    (note,) = Publication.objects.get(pk=publication.pk).layout
    assert (note["rule"], note["severity"], note["place"]) == ("L-07", "warning", "page.5")
    assert layout_notes(approved, "zh-hans") == (note["message"],)
    assert layout_notes(approved, "en") == (note["message_en"],)


def test_what_is_public_already_is_not_withheld(
    publication: Publication, wide: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    assert publication_pdf(publication).startswith(b"%PDF-")
    assert "L-02" in caplog.text
    assert [note["rule"] for note in Publication.objects.get(pk=publication.pk).layout] == ["L-02"]


def test_the_date_of_the_file_is_that_of_publication(approved: Version, signatory: User) -> None:
    publication = publish(version=approved, by=signatory)
    stamp = publication.published_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S").encode()
    assert stamp in publication_pdf(publication)
