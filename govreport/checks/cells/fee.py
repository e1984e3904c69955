"""信息处理费各项: the same cell rules for the fee statement; its items are filled in together or not at all."""

from collections.abc import Iterator

from govreport.standards.cell_rules import broken_rules, cell_finding
from govreport.standards.document import Document
from govreport.standards.finding import Finding
from govreport.standards.numbers import format_number, parse_number


def fee_cells(document: Document, previous: Document | None) -> Iterator[Finding]:
    """Findings of the fee items; wholly blank, the text of section six has to speak for them (S-08)."""
    texts = {f"fee.{item.code}": _text(document, item.code) for item in document.format.fee}
    if not any(texts.values()):
        return
    for address, text in texts.items():
        cell = document.format.cells[address]
        reading = parse_number(text)
        for rule in broken_rules(cell, reading):
            yield cell_finding(cell, rule, text, reading)


def _text(document: Document, item: str) -> str:
    value = document.fee.get(item)
    return document.printed.get(f"fee.{item}") or ("" if value is None else format_number(value))
