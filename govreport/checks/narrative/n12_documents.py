"""N-12 规章和规范性文件: how many the text says were issued, repealed or are in force is what table two has."""

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
        id="N-12",
        severity=Severity.WARNING,
        scope=Scope.NARRATIVE,
        editions=SIX_PARTS,
        sentence="正文写明的规章、规范性文件制发、废止和现行有效件数，与表二一致。",
        sentence_en="The rules and normative documents that the text says were issued, repealed or are in force are "
        "those of table two.",
        basis=BASIS,
        basis_en=BASIS_EN,
    ),
)
MEASURES: Final = tuple(
    f"t2:{row}.{column}" for row in ("rules", "normative_docs") for column in ("issued", "repealed", "in_force")
)


def documents(document: Document, previous: Document | None) -> Iterator[Finding]:
    """Documents made by the agency; those published, interpreted or reviewed are something else."""
    if not RULES[0].applies(document):
        return

    def expected(fact: Fact) -> Sequence[Quantity | None]:
        return [quantity(document, measure) for measure in fact.measures]

    yield from mismatches(RULES[0], document, MEASURES, expected, what="件数", what_en="the number of documents")
