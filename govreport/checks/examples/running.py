"""举例的运行: what the system says of an example."""

from govreport import checks
from govreport.checks.examples import Example
from govreport.checks.publication.pub import overdue
from govreport.standards.finding import Finding


def spoken(example: Example) -> list[Finding]:
    """The findings of the example's own rule, worst first."""
    if example.published is not None:
        found = list(overdue(example.document, example.published))
    else:
        found = checks.findings(example.document, example.previous)
    return [finding for finding in found if finding.rule == example.rule]
