"""历史年报导入: report files of any kind → the report as a value, with every repair told and nothing guessed silently.

``read(name, data)`` judges a file by its content. Our own files (JSON, and the PDF and HTML that carry it) are taken
as they are; texts are read by ``standard.md`` §10: lines → sections → edition → rows → columns → numbers → solving.
"""

from govreport.documents.read.own import read_html, read_json, read_pdf
from govreport.documents.read.result import Doubt, ReadResult
from govreport.documents.read.sniff import Kind, sniff
from govreport.documents.read.text import read_text

__all__ = ["Doubt", "ReadResult", "read"]


def read(data: bytes, *, year: int | None = None, agency: str | None = None) -> ReadResult:
    """The report in a file; ``year`` and ``agency``, where given, win over what the file says.

    Raises ``DocumentError``, and nothing else, with a plain sentence when there is no readable report in it.
    """
    source = sniff(data)
    if source.kind is Kind.TEXT:
        return read_text(source.text, year=year, agency=agency)
    if source.kind is Kind.PDF:
        document = read_pdf(data)
    else:
        document = (read_json if source.kind is Kind.JSON else read_html)(source.text)
    if year:
        document = document.replace(year=year)
    if agency:
        document = document.replace(agency=type(document.agency)(name=agency))
    return ReadResult(document)
