"""N-05 行政复议: the number of reviews that the text states is the one of table four."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.narrative.compare import BASIS, BASIS_EN
from govreport.checks.narrative.disputes import disputes
from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="N-05",
        severity=Severity.ERROR,
        scope=Scope.NARRATIVE,
        editions=SIX_PARTS,
        sentence="正文写明的政府信息公开行政复议件数（包括写明没有的），与表四“行政复议”总计一致。",
        sentence_en="The reviews that the text states, none included, are those of table four.",
        basis=BASIS,
        basis_en=BASIS_EN,
    ),
)


def reviews(document: Document, previous: Document | None) -> Iterator[Finding]:
    """Reviews that the report speaks of as its own; publications about reviews are none."""
    yield from disputes(RULES[0], document, "review", what="行政复议件数", what_en="administrative reviews")
