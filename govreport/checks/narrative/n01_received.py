"""N-01 新收申请: the number of applications received that the text states is the one of table three."""

from collections.abc import Iterator, Sequence
from typing import Final

from govreport.checks.narrative.cells import Quantity, quantity
from govreport.checks.narrative.compare import BASIS, BASIS_EN, mismatches
from govreport.checks.narrative.facts import facts
from govreport.checks.narrative.records import Fact
from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="N-01",
        severity=Severity.ERROR,
        scope=Scope.NARRATIVE,
        editions=SIX_PARTS,
        sentence="正文写明的收到（受理、新收）政府信息公开申请件数，与表三“一、本年新收政府信息公开申请数量”一致。",
        sentence_en="The applications that the text says were received are those of table three, row one.",
        basis=BASIS,
        basis_en=BASIS_EN,
    ),
)
_VERBS: Final = frozenset({"received", "accepted", "count"})


def received(document: Document, previous: Document | None) -> Iterator[Finding]:
    """收到, 受理, 新收 N, and 政府信息公开申请 N without a verb, which may also mean those handled."""
    if not RULES[0].applies(document):
        return

    def expected(fact: Fact) -> Sequence[Quantity | None]:
        new, intake = quantity(document, "received"), quantity(document, "intake")
        handled = quantity(document, "processed")
        if "count" in fact.measures or set(fact.measures) - _VERBS:
            return new, handled, intake
        # 收到103件（含上年结转8件）: said so, the sum is right too.
        return (new, intake) if fact.with_carried else (new,)

    def lenient(fact: Fact) -> Severity | None:
        intake = quantity(document, "intake")
        if intake is not None and fact.value == intake.value:
            return Severity.HINT
        return Severity.HINT if "count" in fact.measures else None

    found = mismatches(
        RULES[0],
        document,
        sorted(_VERBS),
        expected,
        what="收到申请数",
        what_en="applications received",
        lenient=lenient,
    )
    for finding in found:
        if not _explained(document, finding):
            yield finding


def _explained(document: Document, finding: Finding) -> bool:
    """收到100件，受理95件: where one of the two is the number of the table, the other says something else."""
    new = quantity(document, "received")
    told = [fact for fact in facts(document) if fact.section == finding.target and set(fact.measures) <= _VERBS]
    right = {fact.sentence: fact.measures for fact in told if new and fact.value == new.value}
    return any(
        format_number(fact.value) == finding.left and right.get(fact.sentence, fact.measures) != fact.measures
        for fact in told
    )
