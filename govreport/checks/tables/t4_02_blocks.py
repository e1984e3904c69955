"""T4-02 表四空栏: a block of table four in which nothing was filled in."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="T4-02",
        severity=Severity.ERROR,
        scope=Scope.TABLE,
        editions=SIX_PARTS,
        sentence="表四每一栏都填写完整，没有案件的填 0。",
        sentence_en="Every block of table four is filled in; 0 where there were no cases.",
        basis="表四各栏均应填写，空白不等于 0",
        basis_en="Every block of table four is to be filled in; blank is not zero",
    ),
)


def blank_blocks(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding for each wholly blank block of a table that is printed in blocks."""
    for table in document.format.tables:
        if table.layout != "blocks":
            continue
        for row in table.rows:
            cells = tuple(f"{table.code}.{row.code}.{column.code}" for column in table.columns)
            if any(document.figures.get(cell) is not None or document.printed.get(cell) for cell in cells):
                continue
            yield RULES[0].finding(
                addresses=cells,
                message=f"{table.name}“{row.label}”一栏没有填写。没有有关案件的，请各格填 0。",
                message_en=f"The block “{row.label}” ({row.english}) of table four is blank. Enter 0 in every cell if "
                "there were no cases.",
                related=cells,
            )
