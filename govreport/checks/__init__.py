"""校核: turns a report into findings; one check per file, all of them in ``CHECKS``.

A check is a pure function ``(document, previous) -> Iterator[Finding]``: no database, no clock. ``previous`` is the
report of the year before, where there is one. Ids and wording of the rules: docs/relations.md and docs/checks.md.
"""

from collections.abc import Callable, Iterator
from typing import Final

from govreport.checks.c_cells import cells
from govreport.checks.c_fee import fee_cells
from govreport.checks.places import place_of
from govreport.checks.progress import Progress, SectionState, progress
from govreport.checks.relations import arithmetic
from govreport.checks.s01_sections import sections_present
from govreport.checks.s09_edition import edition_of_year
from govreport.checks.s12_title_year import year_in_title
from govreport.checks.t4_02_blocks import blank_blocks
from govreport.checks.y04_changes import large_changes
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

Check = Callable[[Document, Document | None], Iterator[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    arithmetic,
    cells,
    fee_cells,
    sections_present,
    edition_of_year,
    year_in_title,
    blank_blocks,
    large_changes,
)


def findings(document: Document, previous: Document | None = None) -> list[Finding]:
    """All findings of a report: worst first, then by rule, then in the order of the form."""
    order = {address: place for place, address in enumerate(document.format.cells)}
    found = [finding for check in CHECKS for finding in check(document, previous)]
    return sorted(found, key=lambda finding: (*finding.order, order.get(finding.target, -1)))


def open_errors(document: Document, previous: Document | None = None) -> list[Finding]:
    """The findings that block submission and approval (须更正)."""
    return [finding for finding in findings(document, previous) if finding.severity is Severity.ERROR]


__all__ = ["CHECKS", "Check", "Progress", "SectionState", "findings", "open_errors", "place_of", "progress"]
