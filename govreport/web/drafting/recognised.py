"""读取情况: what was understood of a file, as facts a person can check at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from govreport import checks
from govreport.agencies.models import Agency
from govreport.documents.read.result import ReadResult
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number


@dataclass(frozen=True, slots=True)
class Inferred:
    """推算的单元格: a cell that was blank in the file and has only one possible value."""

    place: str
    value: str


@dataclass(frozen=True, slots=True)
class Doubted:
    """疑点: what was repaired or could not be read, and where."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """读取情况: ``filled`` of ``cells`` cells have a number or a text; ``counts`` are findings by severity."""

    title: str
    year: int | None
    instrument: str
    name: str
    other_agency: bool
    filled: int
    cells: int
    found: tuple[str, ...]
    missing: tuple[str, ...]
    inferred: tuple[Inferred, ...]
    doubts: tuple[Doubted, ...]
    counts: Mapping[str, int]
    errors: tuple[str, ...]


def recognised(result: ReadResult, agency: Agency) -> Recognised:
    """What a file was read as, for the agency whose report it shall become."""
    document = result.document
    cells = document.format.figure_cells
    filled = sum(document.figures.get(cell) is not None or bool(document.printed.get(cell)) for cell in cells)
    texts = [section for section in document.format.sections if section.kind != "table"]
    findings = [*result.findings, *checks.findings(document)]
    language = get_language() or "zh-hans"
    return Recognised(
        title=document.title,
        year=document.year,
        instrument=document.format.instrument,
        name=document.agency.name,
        other_agency=bool(document.agency.name) and document.agency.name not in (agency.name, agency.short_name),
        filled=filled,
        cells=len(cells),
        found=tuple(section.name for section in texts if document.sections.get(section.code)),
        missing=tuple(s.name for s in texts if s.required and not document.sections.get(s.code)),
        inferred=tuple(_inferred(document, address) for address in result.inferred),
        doubts=tuple(Doubted(_place(document.format, item.place), item.message) for item in result.doubts),
        counts=_counts(findings),
        errors=tuple(item.text(language) for item in findings if item.severity is Severity.ERROR),
    )


def _inferred(document: Document, address: str) -> Inferred:
    cell, value = document.format.cells[address], document.figures.get(address)
    english = (get_language() or "").startswith("en")
    return Inferred(cell.place_en if english else cell.place, "" if value is None else format_number(value))


def _place(edition: Edition, place: str) -> str:
    """Where a doubt arose, in the words of the form; empty for the file as a whole."""
    if cell := edition.cells.get(place):
        return cell.place_en if (get_language() or "").startswith("en") else cell.place
    code, _, row = place.partition(".")
    if table := next((item for item in edition.tables if item.code == code), None):
        label = next((item.label for item in table.rows if item.code == row), "")
        return f"{table.name}“{label}”" if label else table.name
    return next((section.title or section.name for section in edition.sections if section.code == place), "")


def _counts(findings: list[Finding]) -> dict[str, int]:
    return {level.value: sum(item.severity is level for item in findings) for level in Severity}
