"""T4-02 表四空栏: a block of table four in which nothing was filled in."""

from collections.abc import Iterator

from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity


def blank_blocks(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding for each wholly blank block of a table that is printed in blocks."""
    for table in document.format.tables:
        if table.layout != "blocks":
            continue
        for row in table.rows:
            cells = tuple(f"{table.code}.{row.code}.{column.code}" for column in table.columns)
            if any(document.figures.get(cell) is not None or document.printed.get(cell) for cell in cells):
                continue
            yield Finding(
                rule="T4-02",
                severity=Severity.ERROR,
                addresses=cells,
                message=f"{table.name}“{row.label}”一栏没有填写。没有有关案件的，请各格填 0。",
                message_en=f"The block “{row.label}” ({row.english}) of table four is blank. Enter 0 in every cell if "
                "there were no cases.",
                related=cells,
                basis="表四各栏均应填写，空白不等于 0",
            )
