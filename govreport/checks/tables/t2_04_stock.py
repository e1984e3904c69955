"""T2-04 上年存量: as many in force as were made this year says that there were none a year ago."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="T2-04",
        severity=Severity.HINT,
        scope=Scope.TABLE,
        editions=("e2021",),
        sentence="“现行有效件数”是年末全部有效的件数，不只是本年制发的。",
        sentence_en="“现行有效件数” is everything in force at the end of the year, not only what was made in it.",
        basis="现行有效件数＝上年现行有效件数＋本年制发件数－本年废止件数",
        basis_en="In force = in force last year + issued − repealed",
    ),
)

ROWS: Final = ("rules", "normative_docs")


def stock(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint for each row whose stock equals what was issued; not where last year's report says 0 too."""
    if not RULES[0].applies(document):
        return
    for row in ROWS:
        cells = [f"t2.{row}.{column}" for column in ("in_force", "issued", "repealed")]
        in_force, issued, repealed = (document.figures.get(cell) for cell in cells)
        before = previous.figures.get(cells[0]) if previous else None
        if not issued or issued != in_force or repealed != 0 or before == 0:
            continue
        label = document.format.table("t2").row(row).label
        number = format_number(issued)
        yield RULES[0].finding(
            (cells[0],),
            f"“{label}”本年制发 {number} 件、废止 0 件、现行有效 {number} 件，推算上年末现行有效为 0 件。"
            "请核对现行有效件数是否漏计以前制发的。",
            f"“{label}”: {number} issued, 0 repealed, {number} in force implies that none was in force last year. "
            "Check whether earlier ones were left out.",
            left=number,
            right=number,
            related=cells,
        )
