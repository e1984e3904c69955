"""N-17 计量单位: applications are counted in 件."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.narrative.compare import section_name
from govreport.checks.narrative.facts import facts
from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="N-17",
        severity=Severity.HINT,
        scope=Scope.NARRATIVE,
        editions=SIX_PARTS,
        sentence="正文中政府信息公开申请的计量单位为“件”。",
        sentence_en="The text counts applications in 件.",
        basis="统计表以“件”计；建议正文与表格一致",
        basis_en="The tables count in 件; the text should do the same",
    ),
)
# 宗 and 份 are customary in some provinces.
_UNUSUAL: Final = frozenset({"次", "条", "个", "项", "人次"})


def unit(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint at the first number of each section that counts applications in another unit."""
    told: set[str] = set()
    for fact in facts(document) if RULES[0].applies(document) else ():
        counts = set(fact.measures) & {"received", "accepted", "processed", "replied", "handled", "count"}
        if fact.unit in _UNUSUAL and counts and fact.section not in told:
            told.add(fact.section)
            name, name_en = section_name(document, fact.section)
            value = format_number(fact.value)
            yield RULES[0].finding(
                addresses=(fact.section,),
                message=f"“{name}”中“{fact.passage}”以“{fact.unit}”计申请，建议改为“{value}件”，与表三一致。",
                message_en=f"{name_en}: “{fact.passage}” counts applications in “{fact.unit}”; better “{value}件”, as "
                "table three does.",
            )
