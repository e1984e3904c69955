"""N-02 办理申请: the number of applications handled that the text states is the one of table three."""

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
        id="N-02",
        severity=Severity.ERROR,
        scope=Scope.NARRATIVE,
        editions=SIX_PARTS,
        sentence="正文写明的办结（答复）申请件数，与表三“（七）总计”一致；写“办理”的，也可以是新收与上年结转之和。",
        sentence_en="The applications that the text says were closed are those of table three, row (7); “handled” may "
        "also mean all that were received or carried in.",
        basis=BASIS,
        basis_en=BASIS_EN,
    ),
)
_INTAKE: Final = frozenset({"received", "accepted", "count"})


def processed(document: Document, previous: Document | None) -> Iterator[Finding]:
    """办结, 答复, 办理 N; 收到并办理 N belongs to N-01."""
    if not RULES[0].applies(document):
        return
    done, intake = quantity(document, "processed"), quantity(document, "intake")
    new, other = quantity(document, "received"), quantity(document, "disposition:other")

    def expected(fact: Fact) -> Sequence[Quantity | None]:
        if _INTAKE & set(fact.measures):
            return ()
        # Where （七）总计 is not the sum of its rows, that is told in the table.
        accepted = [done, quantity(document, "results")]
        if fact.with_carried and done and done.value is not None and (before := quantity(document, "carried_in")):
            # 收到95件、答复90件，办结上年结转8件: those of this year and those carried in, one after the other.
            accepted.append(Quantity(done.cells, done.value - (before.value or 0), done.place, done.place_en))
        if "handled" in fact.measures:
            accepted.append(intake)
        # 答复 may leave out the cases closed without a reply (其他处理).
        if "replied" in fact.measures and done and other and done.value is not None and other.value is not None:
            accepted.append(Quantity(done.cells, done.value - other.value, done.place, done.place_en))
        return accepted

    def lenient(fact: Fact) -> Severity | None:
        handled = "handled" in fact.measures and new is not None and fact.value == new.value
        return Severity.HINT if handled else None

    yield from mismatches(
        RULES[0],
        document,
        ("processed", "replied", "handled"),
        expected,
        what="办理申请数",
        what_en="applications handled",
        lenient=lenient,
    )
