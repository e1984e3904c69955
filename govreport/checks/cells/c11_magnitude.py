"""C-11 金额单位: an amount in 万元 that looks as if it were in 元."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from govreport.checks.rule import Rule, Scope
from govreport.standards.document import AgencyName, Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="C-11",
        severity=Severity.HINT,
        scope=Scope.CELL,
        editions=("e2014", "e2021"),
        sentence="以万元为单位的金额与机关的层级和上年金额相称。",
        sentence_en="An amount in 10,000 yuan is plausible for the level of the body and beside last year's.",
        basis="以“元”填入“万元”栏会大一万倍；界限为本系统设定",
        basis_en="Yuan entered as 10,000 yuan are ten thousand times too large; the limits are set by this system",
    ),
)

UNIT: Final = "万元"
TOWNSHIP: Final = Decimal(1_000)
COUNTY_DEPARTMENT: Final = Decimal(20_000)
TIMES_LAST_YEAR: Final = 5
SMALL: Final = Decimal(100)  # below it, five times last year's amount means nothing


def magnitude(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint for each amount beyond the limit of its level, or beyond five times last year's."""
    if not RULES[0].applies(document):
        return
    most = limit(document.agency)
    for address, cell in document.format.figure_cells.items():
        value = document.figures.get(address)
        if cell.unit != UNIT or not value:
            continue
        before = previous.figures.get(address) if previous else None
        if most is not None and value > most:
            than, than_en = (
                f"超过同级机关一般的数额（{format_number(most)} 万元）",
                f"more than usual ({format_number(most)})",
            )
            right = most
        elif most is None and before and value > max(before * TIMES_LAST_YEAR, SMALL):
            than, than_en = f"是上年 {format_number(before)} 万元的五倍以上", f"over five times last year's {before:f}"
            right = before
        else:
            continue
        number = format_number(value)
        yield RULES[0].finding(
            (address,),
            f"{cell.place}填写 {number} 万元，{than}，可能误以“元”填报。请核对单位。",
            f"{cell.place_en} is {number} (10,000 yuan), {than_en}; perhaps it was entered in yuan. Check the unit.",
            left=number,
            right=format_number(right),
            related=(address,),
        )


def limit(agency: AgencyName) -> Decimal | None:
    """The amount beyond which a body of this level is asked; None where last year's amount is the measure."""
    if agency.level == "township":
        return TOWNSHIP
    return COUNTY_DEPARTMENT if (agency.level, agency.kind) == ("county", "department") else None
