"""副本: a file that somebody has of a report, as the data in it and as the pages that people see.

Our PDF and HTML files carry their data; whoever changes a page leaves the data as they were. Both are read, so that a
copy is judged by what it shows.
"""

import io
import re
from dataclasses import dataclass
from typing import Final

import pikepdf

from govreport.documents.read.own import ATTACHMENT, SCRIPT_ID
from govreport.documents.read.sniff import Kind, sniff
from govreport.documents.services import read_report
from govreport.standards.document import Document, DocumentError

_SCRIPT: Final = re.compile(
    rf"<script[^>]*\bid=[\"']?{SCRIPT_ID}\b[^>]*>.*?</script\s*>".encode(), re.DOTALL | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Copy:
    """副本: ``document`` is what the file says; ``pages`` what its pages show, where that is read separately.

    ``unread``: the file carries data, and its pages cannot be read.
    """

    document: Document
    pages: Document | None = None
    unread: bool = False


def read_copy(name: str, data: bytes) -> Copy:
    """A copy of a report in any kind of file; raises ``DocumentError`` with a sentence when it is none."""
    document = read_report(name, data).document
    shown = _without_data(data)
    if shown is None:
        return Copy(document)
    try:
        return Copy(document, read_report(name, shown, year=document.year, agency=document.agency.name).document)
    except DocumentError:
        return Copy(document, unread=True)


def _without_data(data: bytes) -> bytes | None:
    """The same file without the data it carries; None when it carries none, or none that its pages do not show."""
    kind = sniff(data).kind
    if kind is Kind.HTML:
        shown, count = _SCRIPT.subn(b"", data)
        return shown if count else None
    if kind is not Kind.PDF:
        return None
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if ATTACHMENT not in pdf.attachments:
            return None
        del pdf.attachments[ATTACHMENT]
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()
