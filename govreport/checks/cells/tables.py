"""单元格: what each numeric cell of the tables may hold (C-01 … C-10)."""

from collections.abc import Iterator

from govreport.standards.cell_rules import cell_findings
from govreport.standards.document import Document
from govreport.standards.finding import Finding


def cells(document: Document, previous: Document | None) -> Iterator[Finding]:
    """Findings of single cells, in printed order."""
    yield from cell_findings(document.format, document.figures, document.printed)
