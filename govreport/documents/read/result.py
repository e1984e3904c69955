"""读取结果: what a reader hands over, a document and everything about it that a person should look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from govreport.documents.read.place import Place
from govreport.standards.document import Document, DocumentError
from govreport.standards.finding import Finding


class ScanError(DocumentError):
    """扫描件: the file is a picture of a report; ``scan.py`` may read it, where that is switched on."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """读取存疑: something that was repaired, left out or could not be read, and where.

    ``place`` is a cell (``t3.total_processed.total``), a row (``t3.total_processed``), a table, a section, or one of
    ``title``, ``agency``, ``year``, ``file``; ``message`` is a plain sentence.
    """

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """读取结果.

    ``findings`` are those that only the source can tell (a missing table, a sixteenth cell); ``inferred`` are the
    addresses of blank cells whose only possible value the equations gave. ``places`` tell where things stand: cells by
    address (blank ones as well, where their row was found), rows and tables, sections, ``fee`` and ``title``.
    ``recognised`` says that all of it was made out on pictures of pages (``scan.py``).
    """

    document: Document
    doubts: tuple[Doubt, ...] = ()
    findings: tuple[Finding, ...] = ()
    inferred: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    recognised: bool = False
