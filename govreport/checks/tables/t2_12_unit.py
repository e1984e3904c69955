"""T2-12 采购总金额单位: the form of 2019 fixes no unit, so that the amount needs one."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number, parse_number

RULES: Final = (
    Rule(
        id="T2-12",
        severity=Severity.WARNING,
        scope=Scope.TABLE,
        editions=("e2019",),
        sentence="“采购总金额”写明单位（元或万元）。",
        sentence_en="The total of procurement carries its unit, yuan or 10,000 yuan.",
        basis="2019 年版表格没有规定采购总金额的单位",
        basis_en="The form of 2019 does not fix the unit of the amount",
    ),
)

CELL: Final = "t2.procurement.amount"


def unit_of_amount(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding when an amount other than 0 has no unit in what was printed."""
    value = document.figures.get(CELL)
    if not RULES[0].applies(document) or not value or parse_number(document.printed.get(CELL)).unit:
        return
    number = format_number(value)
    yield RULES[0].finding(
        (CELL,),
        f"“采购总金额”填写 {number}，没有注明单位，无法判断是元还是万元。请对照台账补注单位。",
        f"The total of procurement is {number} without a unit: yuan or 10,000 yuan? Add the unit from the ledger.",
        left=number,
        related=(CELL,),
    )
