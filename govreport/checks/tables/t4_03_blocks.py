"""T4-03 整体错列: table four filled in one block to the right of where the text says that its cases belong."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from govreport.checks.narrative.facts import facts
from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number
from govreport.standards.shift import Shift, block_shift

RULES: Final = (
    Rule(
        id="T4-03",
        severity=Severity.WARNING,
        scope=Scope.CROSS,
        editions=SIX_PARTS,
        sentence="表四的数据填在正文所说的栏内，没有整体右移一栏。",
        sentence_en="The figures of table four stand in the block of which the text speaks, not one to the right.",
        basis="行政复议一栏空白或者为 0，正文的行政复议件数与下一栏总计相同",
        basis_en="The first block is blank or 0, and the text states as many reviews as the next block holds",
    ),
)


def misplaced_block(document: Document) -> Shift | None:
    """The reading by which text and table four agree; None where nothing is misplaced."""
    if not RULES[0].applies(document) or any(document.figures.get(f"t4.review.{name}") for name in ("total", "upheld")):
        return None
    if not document.figures.get("t4.litigation_direct.total"):
        return None
    return block_shift(
        document.format,
        document.figures,
        reviews=_stated(document, "review"),
        lawsuits=_stated(document, "litigation"),
    )


def _stated(document: Document, measure: str) -> Decimal | None:
    """The one number that the text states; None where it states none, or two."""
    values = {fact.value for fact in facts(document) if fact.measures == (measure,) and fact.comparable}
    return values.pop() if len(values) == 1 else None


def shifted_blocks(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding with the number of the text and the block in which it stands."""
    shift = misplaced_block(document)
    if shift is None:
        return
    table = document.format.table("t4")
    cells = [address for address, cell in document.format.figure_cells.items() if cell.table == "t4"]
    found = format_number(document.figures.get("t4.litigation_direct.total") or Decimal(0))
    block = table.row("litigation_direct")
    yield RULES[0].finding(
        cells,
        f"{table.name}疑似整体错列：正文行政复议 {found} 件，{table.name}“行政复议”没有数据，"
        f"{found} 件填在“{block.label}”一栏。请核对是否应整体左移一栏。",
        f"Table four looks shifted by one block: the text states {found} reviews, the block “行政复议” holds none, and "
        f"{found} stand under “{block.label}” ({block.english}). Check whether everything belongs one block left.",
        left=found,
        right=found,
        related=cells,
    )
