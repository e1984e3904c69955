"""N-14 未收到申请: a text that says no application came stands beside a table without any."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.narrative.cells import quantity
from govreport.checks.narrative.compare import BASIS, BASIS_EN, comparable, section_name
from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="N-14",
        severity=Severity.ERROR,
        scope=Scope.NARRATIVE,
        editions=SIX_PARTS,
        sentence="正文写明没有收到政府信息公开申请的，表三新收申请数量为 0。",
        sentence_en="Where the text says that no application was received, table three has none.",
        basis=BASIS,
        basis_en=BASIS_EN,
    ),
)


def none_received(document: Document, previous: Document | None) -> Iterator[Finding]:
    """未收到政府信息公开申请 beside a number in table three."""
    right = quantity(document, "received") if RULES[0].applies(document) else None
    if right is None or not right.value:
        return
    for fact in comparable(document, "received"):
        if fact.denied:
            name, name_en = section_name(document, fact.section)
            value = format_number(right.value)
            yield RULES[0].finding(
                addresses=(fact.section,),
                message=f"“{name}”写“{fact.passage}”，{right.place}为 {value}。请核对正文和表三，改正写错的一处。",
                message_en=f"{name_en} says “{fact.passage}” (no application received); the table has {value} "
                f"({right.place_en}). Compare the two and correct the one that is wrong.",
                left="0",
                right=value,
                related=right.cells,
            )
