"""N-03 办理结果: the results that the text states are those of table three, single rows or groups of them."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.narrative.cells import quantity
from govreport.checks.narrative.compare import BASIS, BASIS_EN, differs
from govreport.checks.narrative.facts import facts
from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="N-03",
        severity=Severity.ERROR,
        scope=Scope.NARRATIVE,
        editions=SIX_PARTS,
        sentence="正文写明的予以公开、部分公开、不予公开、无法提供、不予处理、其他处理件数，与表三相应各项（或其合计）一致。",
        sentence_en="The results that the text states (disclosed, refused …) are those of table three.",
        basis=BASIS,
        basis_en=BASIS_EN,
    ),
)


def results(document: Document, previous: Document | None) -> Iterator[Finding]:
    """One finding for each result and value; results counted together are compared with their sum."""
    if not RULES[0].applies(document):
        return
    seen: set[tuple[str, tuple[str, ...], str]] = set()
    for fact in facts(document):
        if not fact.comparable or not fact.measures[0].startswith("disposition:"):
            continue
        right = quantity(document, *fact.measures)
        key = (fact.section, fact.measures, str(fact.value))
        if right is None or right.value is None or right.value == fact.value or key in seen or len(seen) > 40:
            continue
        seen.add(key)
        yield differs(RULES[0], document, fact, right, what="办理结果件数", what_en="applications with this result")
