"""历史年报导入: report files of any kind → the report as a value, with every repair told and nothing guessed silently.

``read(data)`` judges a file by its content. Our own files (JSON, and all others that carry it) are taken
as they are; texts are read by ``standard.md`` §10: lines → sections → edition → rows → columns → numbers → solving.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from govreport.documents.read import words
from govreport.documents.read.office import read_docx
from govreport.documents.read.own import parted, read_html, read_json, read_pdf
from govreport.documents.read.result import Doubt, ReadResult
from govreport.documents.read.sniff import Kind, sniff
from govreport.documents.read.text import read_text
from govreport.documents.read.workbook import read_xlsx
from govreport.standards.document import Document

__all__ = ["Doubt", "ReadResult", "read"]


def read(data: bytes, *, year: int | None = None, agency: str | None = None) -> ReadResult:
    """The report in a file; ``year`` and ``agency``, where given, win over what the file says.

    Raises ``standards.document.DocumentError`` with a plain sentence when there is no readable report in it, and
    nothing else.
    """
    source = sniff(data)
    if source.kind in _CARRIERS:
        return _as_known(_CARRIERS[source.kind](data), year, agency)
    if source.kind is Kind.TEXT:
        text, carried = parted(source.text)
        if carried is None:
            return read_text(text, year=year, agency=agency)
        return _as_known(carried, year, agency)
    return _as_known((read_json if source.kind is Kind.JSON else read_html)(source.text), year, agency)


_CARRIERS: Final[Mapping[Kind, Callable[[bytes], Document]]] = {
    Kind.PDF: read_pdf,
    Kind.DOCX: read_docx,
    Kind.XLSX: read_xlsx,
}


def _as_known(document: Document, year: int | None, agency: str | None) -> ReadResult:
    """A document of our own with what the caller knows better; where both say something, a doubt tells it."""
    doubts = []
    if year and document.year != year:
        if document.year:
            doubts.append(Doubt("year", words.other_year(document.year, year)))
        document = document.replace(year=year)
    if agency and document.agency.name != agency:
        if document.agency.name:
            doubts.append(Doubt("agency", words.other_agency(document.agency.name, agency)))
        document = document.replace(agency=replace(document.agency, name=agency))
    return ReadResult(document, tuple(doubts))
