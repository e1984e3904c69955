"""编制进度: how far each section of a report is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from govreport.checks.places import place_of
from govreport.checks.structure.s01_sections import is_empty
from govreport.standards.document import Document
from govreport.standards.edition import Section
from govreport.standards.finding import Finding, Severity

# Rules that only say that something has not been filled in yet.
UNFILLED = frozenset({"C-01", "S-01", "T4-02"})


class SectionState(StrEnum):
    """部分的进度."""

    EMPTY = "empty"  # 未填
    INCOMPLETE = "incomplete"  # 未填完
    ERRORS = "errors"  # 须更正
    READY = "ready"  # 已填好


@dataclass(frozen=True, slots=True)
class Progress:
    """一个部分的进度.

    ``blanks`` are cells not filled in; ``errors`` the other findings that block.
    """

    section: Section
    state: SectionState
    errors: int
    warnings: int
    hints: int
    blanks: int

    @property
    def open(self) -> int:
        """How many findings block submission."""
        return self.errors + self.blanks


def progress(document: Document, findings: Iterable[Finding]) -> tuple[Progress, ...]:
    """The progress of every section, in the order of the form."""
    by_section: dict[str, list[Finding]] = {section.code: [] for section in document.format.sections}
    for finding in findings:
        by_section[place_of(finding, document.format)].append(finding)
    return tuple(_progress(document, section, by_section[section.code]) for section in document.format.sections)


def _progress(document: Document, section: Section, found: list[Finding]) -> Progress:
    # A wholly blank block is told once, beside its blank cells, and not counted twice.
    blanks = sum(finding.rule in ("C-01", "S-01") for finding in found)
    wrong = [finding for finding in found if finding.rule not in UNFILLED]
    errors = sum(finding.severity is Severity.ERROR for finding in wrong)
    return Progress(
        section=section,
        state=_state(document, section, errors, blanks),
        errors=errors,
        warnings=sum(finding.severity is Severity.WARNING for finding in wrong),
        hints=sum(finding.severity is Severity.HINT for finding in wrong),
        blanks=blanks,
    )


def _state(document: Document, section: Section, errors: int, blanks: int) -> SectionState:
    if errors:
        return SectionState.ERRORS
    if _untouched(document, section):
        return SectionState.EMPTY
    return SectionState.INCOMPLETE if blanks else SectionState.READY


def _untouched(document: Document, section: Section) -> bool:
    if section.kind != "table":
        return is_empty(document, section)
    cells = [address for address, cell in document.format.figure_cells.items() if cell.table == section.table]
    return not any(document.figures.get(cell) is not None or document.printed.get(cell) for cell in cells)
