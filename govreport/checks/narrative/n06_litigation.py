"""N-06 行政诉讼: the number of lawsuits that the text states is the one of table four."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.narrative.cells import quantity
from govreport.checks.narrative.compare import BASIS, BASIS_EN, section_name
from govreport.checks.narrative.disputes import disputes
from govreport.checks.narrative.facts import facts
from govreport.checks.narrative.lexicon import LITIGATION_PARTS
from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="N-06",
        severity=Severity.ERROR,
        scope=Scope.NARRATIVE,
        editions=SIX_PARTS,
        sentence="正文写明的政府信息公开行政诉讼件数（包括写明没有的），与表四行政诉讼两个总计之和一致。",
        sentence_en="The lawsuits that the text states, none included, are those of table four.",
        basis=BASIS,
        basis_en=BASIS_EN,
    ),
)


def lawsuits(document: Document, previous: Document | None) -> Iterator[Finding]:
    """Lawsuits stated; and lawsuits of the table of which a text says nothing whose reviews are not in the table."""
    yield from disputes(RULES[0], document, "litigation", what="行政诉讼件数", what_en="lawsuits")
    for part in LITIGATION_PARTS:
        yield from disputes(RULES[0], document, part, what="行政诉讼件数", what_en="lawsuits of this kind")
    if RULES[0].applies(document):
        yield from _unspoken(document)


def _unspoken(document: Document) -> Iterator[Finding]:
    """A text that counts reviews the table does not have, and no lawsuits, while the table has lawsuits."""
    review, litigation = quantity(document, "review"), quantity(document, "litigation")
    if review is None or litigation is None or not litigation.value or review.value:
        return
    # A preamble names the parts of the report, 行政诉讼情况 among them.
    texts = [text for section, text in document.sections.items() if section != "preamble"]
    if any(word in text for text in texts for word in ("诉讼", "起诉", "应诉")):
        return
    told = [fact for fact in facts(document) if fact.measures == ("review",) and fact.comparable and fact.value]
    for fact in told[:1]:
        name, name_en = section_name(document, fact.section)
        right = format_number(litigation.value)
        yield RULES[0].finding(
            addresses=(fact.section,),
            message=f"“{name}”中“{fact.passage}”只写了行政复议，没有写行政诉讼，{litigation.place}为 {right}。"
            "请核对表四是否填错了栏，或者在正文补写行政诉讼情况。",
            message_en=f"{name_en}: “{fact.passage}” speaks of a review and of no lawsuit, {litigation.place_en} is "
            f"{right}. See whether table four was filled in one block too far, or add the lawsuits to the text.",
            left="0",
            right=right,
            related=(*review.cells, *litigation.cells),
        )
