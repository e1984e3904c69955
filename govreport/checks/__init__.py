"""校核: turns a report into findings; one check per file, all of them in ``CHECKS``.

A check is a pure function ``(document, previous) -> Iterator[Finding]``: no database, no clock. ``previous`` is the
report of the year before, where there is one. Ids and wording of the rules: docs/relations.md and docs/checks.md.
"""

from typing import Final

from govreport.checks import cells, narrative, privacy, structure, tables, years
from govreport.checks.places import place_of
from govreport.checks.progress import Progress, SectionState, progress
from govreport.checks.rule import Check
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

CHECKS: Final[tuple[Check, ...]] = (
    *tables.CHECKS,
    *cells.CHECKS,
    *structure.CHECKS,
    *narrative.CHECKS,
    *privacy.CHECKS,
    *years.CHECKS,
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
