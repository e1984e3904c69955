"""N-07 复议诉讼结果: what the text claims of outcomes (零败诉, 均获维持, 未被纠错) agrees with table four."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.narrative.cells import Quantity, outcome, quantity
from govreport.checks.narrative.compare import BASIS, BASIS_EN, comparable, differs, section_name
from govreport.checks.narrative.facts import claims
from govreport.checks.narrative.lexicon import DISPUTES
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
        sentence="正文写明的复议、诉讼结果件数（维持、纠正、尚未审结等），以及零败诉、均获维持、未被纠错等说法，与表四一致。",
        sentence_en="The outcomes of reviews and lawsuits that the text states, with or without a number, are those of "
        "table four.",
        basis=BASIS,
        basis_en=BASIS_EN,
    ),
)

_MEASURES: Final = tuple(
    f"outcome:{topic}.{column}" for topic in DISPUTES for column in ("upheld", "corrected", "other", "pending")
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
    yield from _counted(document)


def _counted(document: Document) -> Iterator[Finding]:
    """其中维持5件: the number of an outcome."""
    for fact in comparable(document, *_MEASURES):
        right = quantity(document, *fact.measures)
        if right is not None and right.value is not None and right.value != fact.value:
            yield differs(RULES[0], document, fact, right, what="件数", what_en="cases with this outcome")


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
