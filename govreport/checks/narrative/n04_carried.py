"""N-04 结转: the applications carried over that the text states are those of table three."""

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
        id="N-04",
        severity=Severity.ERROR,
        scope=Scope.NARRATIVE,
        editions=SIX_PARTS,
        sentence="正文写明的上年结转、结转下年度件数，与表三“二、上年结转”“四、结转下年度继续办理”一致。",
        sentence_en="The applications that the text says were carried in or out are those of table three.",
        basis=BASIS,
        basis_en=BASIS_EN,
    ),
)


def carried(document: Document, previous: Document | None) -> Iterator[Finding]:
    """上年结转 N, 结转下年 N; 结转 N alone may be either, 正在办理 N is only worth a hint."""
    if not RULES[0].applies(document):
        return

    def expected(fact: Fact) -> Sequence[Quantity | None]:
        return [quantity(document, measure) for measure in fact.measures]

    yield from mismatches(
        RULES[0],
        document,
        ("carried_in", "carried_out"),
        expected,
        what="结转申请数",
        what_en="applications carried over",
    )
