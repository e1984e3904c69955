"""N-07 复议诉讼结果: what the text claims of outcomes (零败诉, 均获维持, 未被纠错) agrees with table four."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.narrative.cells import Quantity, outcome, quantity
from govreport.checks.narrative.compare import BASIS, BASIS_EN, section_name
from govreport.checks.narrative.facts import claims
from govreport.checks.narrative.records import Claim
from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="N-07",
        severity=Severity.WARNING,
        scope=Scope.NARRATIVE,
        editions=SIX_PARTS,
        sentence="正文关于复议、诉讼结果的说法（零败诉、均获维持、未被纠错等）与表四一致。",
        sentence_en="What the text says of the outcome of reviews and lawsuits agrees with table four.",
        basis=BASIS,
        basis_en=BASIS_EN,
    ),
)


def outcomes(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding for each claim that a cell of table four contradicts."""
    if not RULES[0].applies(document):
        return
    seen: set[tuple[str, str, str]] = set()
    for claim in claims(document):
        for topic in claim.topics if claim.kind in ("no_defeat", "upheld", "not_corrected") else ():
            key = (claim.section, claim.kind, topic)
            against = None if key in seen else _against(document, claim, topic)
            if against is not None:
                seen.add(key)
                yield _finding(document, claim, against)


def _against(document: Document, claim: Claim, topic: str) -> Quantity | None:
    """The cells that contradict the claim: corrected cases, or cases not upheld where all are said to be."""
    corrected = outcome(document, topic, "corrected")
    if corrected is not None and corrected.value:
        return corrected
    total, upheld = quantity(document, topic), outcome(document, topic, "upheld")
    if claim.kind == "upheld" and total and upheld and total.value and upheld.value is not None:
        return upheld if upheld.value < total.value else None
    return None


def _finding(document: Document, claim: Claim, against: Quantity) -> Finding:
    name, name_en = section_name(document, claim.section)
    value = format_number(against.value) if against.value is not None else ""
    return RULES[0].finding(
        addresses=(claim.section,),
        message=f"“{name}”中“{claim.passage}”与表四不符：{against.place}为 {value}。请核对正文的说法和表四的数据。",
        message_en=f"{name_en}: “{claim.passage}” does not agree with table four: {against.place_en} is {value}. "
        "Check the claim and the table.",
        right=value,
        related=against.cells,
    )
