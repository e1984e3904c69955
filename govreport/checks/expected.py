"""按上年推算: what a cell must hold when last year's report and this year's changes are right (Y-02, Y-03, Y-06)."""

from decimal import Decimal
from typing import Final

from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.standards.evaluate import scale_figures
from govreport.standards.figures import SCALE, unscaled
from govreport.standards.relations import relations

RULES: Final = frozenset({"Y-02", "Y-03", "Y-06"})


def expected(document: Document, previous: Document | None) -> dict[str, Decimal]:
    """Cell → its expected value, e.g. 现行有效 = last year's + 制发 − 废止; a blank part leaves the cell out."""
    if previous is None:
        return {}
    values = scale_figures(document.all_figures(), prev=previous.all_figures())
    found = {}
    for relation in relations(document.edition):
        if relation.rule in RULES:
            value = relation.comparison.right.value(values, SCALE)
            if value is not None:
                found[relation.addresses[0]] = unscaled(value)
    return found


def derivable(edition: Edition, previous: Document | None) -> frozenset[str]:
    """The cells that have an expected value as soon as this year's parts are filled in."""
    figures = previous.all_figures() if previous else {}
    return frozenset(
        relation.addresses[0]
        for relation in relations(edition.code)
        if relation.rule in RULES
        and all(
            figures.get(address.removeprefix("prev.")) is not None
            for address in relation.comparison.right.addresses
            if address.startswith("prev.")
        )
    )
