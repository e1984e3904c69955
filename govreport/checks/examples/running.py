"""举例的运行: what the system says of an example."""

from collections.abc import Iterator
from functools import cache
from sys import modules

from govreport import checks
from govreport.checks.cells import CHECKS as CELL_CHECKS
from govreport.checks.examples import Example
from govreport.checks.publication.pub import overdue
from govreport.checks.rule import Check
from govreport.checks.tables.arithmetic import arithmetic
from govreport.standards import all_editions
from govreport.standards.cell_rules import cell_rules
from govreport.standards.finding import Finding


def spoken(example: Example) -> list[Finding]:
    """The findings of the example's own rule, worst first."""
    if example.published is not None:
        found = list(overdue(example.document, example.published))
    else:
        found = [item for check in checks_of(example.rule) for item in check(example.document, example.previous)]
    order = {address: place for place, address in enumerate(example.document.format.cells)}
    own = (finding for finding in found if finding.rule == example.rule)
    return sorted(own, key=lambda finding: (*finding.order, order.get(finding.target, -1)))


@cache
def checks_of(rule: str) -> tuple[Check, ...]:
    """The checks that may make findings of a rule: those of its module, or all where that cannot be told."""
    if rule in cell_rules():
        return CELL_CHECKS
    if any(text.id == rule for own in all_editions() for text in own.relation_texts):
        return (arithmetic,)
    return tuple(_in_module_of(rule)) or checks.CHECKS


def _in_module_of(rule: str) -> Iterator[Check]:
    for check in checks.CHECKS:
        own = getattr(modules[check.__module__], "RULES", ())
        if any(getattr(item, "id", None) == rule for item in own):
            yield check
