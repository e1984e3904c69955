"""修改建议: what would clear arithmetic findings: misplaced rows and blocks put right, single cells changed."""

from collections.abc import Mapping
from decimal import Decimal

from govreport.checks.tables.t3_11_shift import misplaced_rows
from govreport.checks.tables.t4_03_blocks import misplaced_block
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.repair import Repair, repairs


def proposals(document: Document, previous: Document | None = None) -> list[Repair]:
    """Shifts first, then the smallest changes of cells; none is applied, a person decides with the source at hand.

    ``clears`` of a shift are the rules of severity error and warning that speak before and are silent after it.
    """
    shifts = [shift.changes for shift in misplaced_rows(document)]
    if (block := misplaced_block(document)) is not None:
        shifts.append(block.changes)
    moved = [_shift(document, previous, changes) for changes in shifts]
    smallest = repairs(document.format, document.figures)
    return [*moved, *(repair for repair in smallest if repair.changes not in shifts)]


def _shift(document: Document, previous: Document | None, changes: Mapping[str, Decimal]) -> Repair:
    after = document.replace(
        figures=document.figures.replace(dict(changes)),
        printed={cell: text for cell, text in document.printed.items() if cell not in changes},
    )
    silent = _speaking(document, previous) - _speaking(after, previous)
    return Repair(changes, tuple(sorted(silent)), "shift")


def _speaking(document: Document, previous: Document | None) -> set[str]:
    # The checks import the rules of the tables; the door stands above both.
    from govreport.checks import findings

    found: list[Finding] = findings(document, previous)
    return {finding.rule for finding in found if finding.severity is not Severity.HINT}
