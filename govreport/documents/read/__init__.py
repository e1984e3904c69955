"""历史年报导入: report files of any kind → the report as a value, with every repair told and nothing guessed silently.

``read(data)`` judges a file by its content. Our own files (JSON, and all others that carry it) are taken
as they are; DOCX, XLSX, HTML and PDF of other makers become paragraphs and tables. These and texts are read by
``standard.md`` §10: lines → sections → edition → rows → columns → numbers → solving.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from govreport.documents.read import words
from govreport.documents.read.blocks import Blocks, Carried, lines_of_blocks
from govreport.documents.read.losses import doubted_near
from govreport.documents.read.office import blocks_of_again, read_docx, unchanged_kept
from govreport.documents.read.own import parted, read_html, read_json, read_pdf
from govreport.documents.read.pictured import doubted
from govreport.documents.read.place import CARRIED
from govreport.documents.read.result import Doubt, ReadResult
from govreport.documents.read.sniff import LOST, Kind, Source, sniff
from govreport.documents.read.text import read_lines, read_text
from govreport.documents.read.told import phrase as _
from govreport.documents.read.workbook import read_xlsx
from govreport.standards.document import Document, DocumentError

__all__ = ["Doubt", "ReadResult", "read"]


def read(data: bytes, *, year: int | None = None, agency: str | None = None) -> ReadResult:
    """The report in a file; ``year`` and ``agency``, where given, win over what the file says.

    Raises ``standards.document.DocumentError`` with a plain sentence when there is no readable report in it, and
    nothing else.
    """
    source = sniff(data)
    result = _read(source, data, year, agency)
    return replace(result, doubts=(*_damages(source), *result.doubts))


def _damages(source: Source) -> Iterator[Doubt]:
    """What became of the characters of a text before anything was read in it."""
    if source.mended:
        yield Doubt("file", words.mended_encoding())
    if lost := source.text.count(LOST):
        yield Doubt("file", words.lost_characters(lost))


def _read(source: Source, data: bytes, year: int | None, agency: str | None) -> ReadResult:
    found: Document | Blocks | Carried
    if source.kind in _CARRIERS:
        found = _CARRIERS[source.kind](data)
    elif source.kind is Kind.TEXT:
        text, carried = parted(source.text)
        if carried is None:
            return read_text(text, year=year, agency=agency)
        found = carried
    else:
        found = (read_json if source.kind is Kind.JSON else read_html)(source.text)
    if isinstance(found, Carried):
        known = _as_known(found.document, year, agency)
        return replace(known, doubts=(*known.doubts, *found.doubts))
    return _as_known(found, year, agency) if isinstance(found, Document) else _as_found(found, year, agency)


_CARRIERS: Final[Mapping[Kind, Callable[[bytes], Document | Blocks | Carried]]] = {
    Kind.PDF: read_pdf,
    Kind.DOCX: read_docx,
    Kind.XLSX: read_xlsx,
}


def _as_found(found: Blocks, year: int | None, agency: str | None) -> ReadResult:
    """What stands in a file of another maker; of a changed file of ours, who the agency is stays known."""
    lines = lines_of_blocks(found.blocks)
    if not lines:
        raise DocumentError(_("文件是空的，没有可以读取的内容。"))
    result = read_lines(lines, found.doubts, year=year, agency=agency)
    if found.lost:
        result = doubted_near(result, found.lost)
    if found.recognised:
        return doubted(result)
    if found.base and found.base.edition == result.document.edition:
        again = read_lines(lines_of_blocks(blocks_of_again(found.base)))
        return replace(result, document=unchanged_kept(found.base, again.document, result.document))
    return result


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
    known = (*document.figures, *document.sections, "title", "fee")
    return ReadResult(document, tuple(doubts), places=dict.fromkeys(known, CARRIED))
