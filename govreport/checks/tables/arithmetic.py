"""勾稽关系: the edition's relations, with last year's figures as ``prev.``."""

from collections.abc import Iterator

from govreport.standards.document import Document
from govreport.standards.evaluate import broken, scale_figures
from govreport.standards.finding import Finding
from govreport.standards.relations import relations


def arithmetic(document: Document, previous: Document | None) -> Iterator[Finding]:
    """Every relation of the edition that does not hold; one with a blank cell says nothing."""
    before = previous.all_figures() if previous else {}
    yield from broken(relations(document.edition), scale_figures(document.all_figures(), prev=before))
