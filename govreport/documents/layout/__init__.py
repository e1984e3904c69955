"""版式检查: the finished PDF read again, before anybody else reads it (docs/layout.md)."""

from collections.abc import Callable, Iterator
from typing import Final

from govreport.documents.layout.cells import cells_as_stored, heads_and_rows, small_letters
from govreport.documents.layout.inside import nothing_lost, page_and_block
from govreport.documents.layout.lettering import fonts_and_sizes, lonely_headings, page_numbers
from govreport.documents.layout.proof import Proof, proof
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

Check = Callable[[Proof], Iterator[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    page_and_block,
    nothing_lost,
    fonts_and_sizes,
    page_numbers,
    heads_and_rows,
    lonely_headings,
    small_letters,
    cells_as_stored,
)


def layout_findings(pdf: bytes, document: Document) -> list[Finding]:
    """What is wrong with the official PDF of a report: worst first, then by rule, then by page.

    Raises ``pypdfium2.PdfiumError`` when ``pdf`` is no PDF file.
    """
    printed = proof(pdf, document)
    return sorted((finding for check in CHECKS for finding in check(printed)), key=lambda finding: finding.order)


def layout_errors(found: list[Finding]) -> list[Finding]:
    """Those of the findings that stop publication."""
    return [finding for finding in found if finding.severity is Severity.ERROR]
