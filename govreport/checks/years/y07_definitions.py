"""Y-07 口径不同: normative documents of 2021 beside those of 2020, which the older table counted in another way."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="Y-07",
        severity=Severity.HINT,
        scope=Scope.YEAR,
        editions=("e2021",),
        sentence="2021年“现行有效件数”与2020年“对外公开总数量”口径不同，相差较多的可以核对。",
        sentence_en="“In force” of 2021 and “public in total” of 2020 are counted differently; check a difference.",
        basis="国办公开办函〔2021〕30号格式的表二改报现行有效件数，与2019年试行格式口径不同，仅供参考",
        basis_en="Table two counts documents in force since 2021, the trial format those public; for reference",
    ),
)


def other_definitions(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint for each row where this year's stock is not 2020's plus what was issued minus what was repealed."""
    if previous is None or document.edition != "e2021" or previous.edition != "e2019":
        return
    for row in ("rules", "normative_docs"):
        cells = [f"t2.{row}.{column}" for column in ("in_force", "issued", "repealed")]
        now, issued, repealed = (document.figures.get(cell) for cell in cells)
        before = previous.figures.get(f"t2.{row}.public_total")
        if now is None or issued is None or repealed is None or before is None or now == before + issued - repealed:
            continue
        left, right = format_number(now), format_number(before)
        label = next(item.label for item in document.format.table("t2").rows if item.code == row)
        yield RULES[0].finding(
            (cells[0],),
            f"“{label}”现行有效 {left} 件，上年（试行格式）对外公开总数量 {right} 件。两年格式的口径不同，仅供参考；"
            "请确认本年按“现行有效”填写。",
            f"“{label}”: {left} in force, {right} public in total last year under the trial format. They are counted "
            "differently; for reference only. Make sure that this year counts what is in force.",
            left=left,
            right=right,
            related=tuple(cells),
        )
