"""成文与导入: what the rest of the house asks of documents; reading lives in ``read/``, writing in ``render/``."""

import re
from datetime import datetime

from govreport.documents.read import ReadResult
from govreport.documents.read.bounded import read_bounded
from govreport.documents.read.scan_bounded import read_with_scans
from govreport.documents.render import docx, glyphs, html, json, pdf, txt, xlsx
from govreport.documents.render.model import paper
from govreport.standards.document import Document

# Characters that a file name may not have on one system or another.
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


def read_report(
    name: str, data: bytes, *, year: int | None = None, agency: str | None = None, scans: bool = False
) -> ReadResult:
    """The report in a file of any kind, judged by its content; ``name`` is only for people.

    ``year`` and ``agency``, where given, win over what the file says. With ``scans``, pages that are pictures are
    recognised where that is switched on, which takes up to a minute and a half. Raises
    ``standards.document.DocumentError`` with a plain sentence when no report can be read.
    """
    return (read_with_scans if scans else read_bounded)(data, year=year, agency=agency)


def render_pdf(document: Document, *, draft: bool = False, published_at: datetime | None = None) -> bytes:
    """The official PDF (GB/T 9704-2012, PDF/A-3a, data attached as ``report.json``).

    ``published_at`` (aware) dates the file; without it the last day of the report year does. A draft carries 草稿
    across every page.
    """
    return pdf.render_pdf(document, draft=draft, published_at=published_at)


def missing_glyphs(document: Document) -> tuple[glyphs.MissingGlyph, ...]:
    """缺字: the characters of a report that no font can draw, each once with its place; the PDF shows □ for them."""
    return glyphs.missing_glyphs(document)


def render_html(document: Document) -> bytes:
    """A stand-alone page in UTF-8 that carries its data as JSON."""
    return html.render_html(document)


def render_html_fragment(document: Document) -> str:
    """The parts of the report as safe HTML for a page that brings its own title and style sheet."""
    return html.render_html_fragment(document)


def render_json(document: Document) -> bytes:
    """The data file ``govreport.report/1`` in UTF-8."""
    return json.render_json(document)


def render_docx(document: Document, *, draft: bool = False, published_at: datetime | None = None) -> bytes:
    """The report for Word and WPS, in the layout of the PDF; dated like it, and marked 草稿 like it."""
    return docx.render_docx(document, published_at or pdf.end_of_year(document), draft=draft)


def render_xlsx(document: Document) -> bytes:
    """The tables, texts and fee statement as a workbook."""
    return xlsx.render_xlsx(document)


def filling_template(document: Document) -> bytes:
    """填报模板: a workbook to fill in and read in again; ``document`` is the blank report."""
    return xlsx.filling_template(document)


def render_txt(document: Document) -> bytes:
    """The report as plain text in UTF-8."""
    return txt.render_txt(document)


def file_name(document: Document, suffix: str, *, draft: bool = False) -> str:
    """The official name of the document with ``suffix`` (".pdf"); a draft never has it."""
    name = _NOT_IN_NAMES.sub("", paper(document).title)[:80] or "report"
    return f"{'草稿-' if draft else ''}{name}{suffix}"
