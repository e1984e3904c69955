"""复议诉讼: the comparison that N-05 and N-06 share."""

from collections.abc import Iterator

from govreport.checks.narrative.cells import quantity
from govreport.checks.narrative.compare import comparable, differs
from govreport.checks.rule import Rule
from govreport.standards.document import Document
from govreport.standards.finding import Finding


def disputes(rule: Rule, document: Document, topic: str, *, what: str, what_en: str) -> Iterator[Finding]:
    """Numbers of the text that table four does not have; a blank block counts only beside a filled one."""
    right = quantity(document, topic) if rule.applies(document) else None
    if right is None:
        return
    begun = any(
        document.figures.get(address) is not None
        for address, cell in document.format.figure_cells.items()
        if cell.table == "t4"
    )
    for fact in comparable(document, topic):
        blank = right.value is None and (fact.value == 0 or not begun)
        if not blank and right.value != fact.value:
            yield differs(rule, document, fact, right, what=what, what_en=what_en)
