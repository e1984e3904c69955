"""信息处理费各项: the same cell rules for the fee statement, except that an item may stay blank."""

from collections.abc import Iterator

from govreport.standards.cell_rules import broken_rules, cell_finding
from govreport.standards.document import Document
from govreport.standards.finding import Finding
from govreport.standards.numbers import format_number, parse_number


def fee_cells(document: Document, previous: Document | None) -> Iterator[Finding]:
    """Findings of the fee items that are filled in."""
    for item, value in document.fee.items():
        cell = document.format.cells[f"fee.{item}"]
        text = document.printed.get(cell.address) or ("" if value is None else format_number(value))
        if text:
            reading = parse_number(text)
            for rule in broken_rules(cell, reading):
                yield cell_finding(cell, rule, text, reading)
