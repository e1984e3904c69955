"""N-08 全部办结: a text that says all applications were closed stands beside a table with none left over."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.narrative.cells import Quantity, quantity, total
from govreport.checks.narrative.compare import BASIS, BASIS_EN, section_name
from govreport.checks.narrative.facts import claims, facts
from govreport.checks.narrative.records import Claim
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="N-08",
        severity=Severity.WARNING,
        scope=Scope.NARRATIVE,
        editions=ALL,
        sentence="正文称申请全部办结的，表中没有结转下年度的申请；称全部按期办结的，统计表（2014年版）中没有延期办结数。",
        sentence_en="Where the text says that all applications were closed, the table carries none over; where it says "
        "all were closed in time, the table of 2014 has none closed after extension.",
        basis=BASIS,
        basis_en=BASIS_EN,
    ),
)


def all_done(document: Document, previous: Document | None) -> Iterator[Finding]:
    """One finding a section at most; a text that states the carry-over itself knows of it."""
    told = {fact.section for fact in facts(document) if set(fact.measures) & {"carried_out"} and fact.value}
    seen: set[str] = set()
    for claim in claims(document):
        if claim.kind not in ("done", "rate", "on_time", "on_time_rate") or claim.section in seen | told:
            continue
        left = _left_over(document, claim)
        if left is not None and left.value:
            seen.add(claim.section)
            yield _finding(document, claim, left)


def _left_over(document: Document, claim: Claim) -> Quantity | None:
    if "t18.c2_extended" not in document.format.cells:
        # 按期办结率100% says nothing of applications that are not due yet.
        return None if claim.kind == "on_time_rate" else quantity(document, "carried_out")
    if claim.kind in ("on_time", "on_time_rate"):
        return total(document, ("t18.c2_extended",))
    return None


def _finding(document: Document, claim: Claim, left: Quantity) -> Finding:
    name, name_en = section_name(document, claim.section)
    value = format_number(left.value) if left.value is not None else ""
    # 均按期答复 and 办结率100% with cases left over may speak of those that were due.
    weak = claim.kind != "done" and "t18.c2_extended" not in left.cells
    return RULES[0].finding(
        addresses=(claim.section,),
        message=f"“{name}”写“{claim.passage}”，而{left.place}为 {value}。请核对表格，或者把正文改为实际办理情况。",
        message_en=f"{name_en} says “{claim.passage}” (all closed), while {left.place_en} is {value}. Check the table, "
        "or state in the text what was really done.",
        right=value,
        related=left.cells,
        severity=Severity.HINT if weak else None,
    )
