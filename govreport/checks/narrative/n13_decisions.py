"""N-13 许可处罚强制: how many decisions the text says were made is what table two has."""

from collections.abc import Iterator, Sequence
from typing import Final

from govreport.checks.narrative.cells import Quantity, quantity
from govreport.checks.narrative.compare import BASIS, BASIS_EN, mismatches
from govreport.checks.narrative.records import Fact
from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="N-13",
        severity=Severity.WARNING,
        scope=Scope.NARRATIVE,
        editions=SIX_PARTS,
        sentence="正文写明的行政许可、行政处罚、行政强制处理决定件数，与表二一致。",
        sentence_en="The licensing, penalty and coercion decisions that the text states are those of table two.",
        basis=BASIS,
        basis_en=BASIS_EN,
    ),
)
MEASURES: Final = tuple(f"t2:{row}.decisions" for row in ("licensing", "penalty", "coercion"))


def decisions(document: Document, previous: Document | None) -> Iterator[Finding]:
    """Decisions made; items published (公示, 公开) and items of a list (事项) are something else."""
    if not RULES[0].applies(document):
        return

    def expected(fact: Fact) -> Sequence[Quantity | None]:
        return [quantity(document, measure) for measure in fact.measures]

    yield from mismatches(RULES[0], document, MEASURES, expected, what="件数", what_en="decisions")
