"""X-03 收费标准: amounts of processing fees are whole multiples of ten yuan."""

from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="X-03",
        severity=Severity.HINT,
        scope=Scope.CROSS,
        editions=("e2021",),
        sentence="信息处理费的金额是 10 元的整数倍。",
        sentence_en="Amounts of processing fees are whole multiples of 10 yuan.",
        basis="国办函〔2020〕109号：按件每件 100 元起，按量每页 10 元、20 元、40 元",
        basis_en="国办函〔2020〕109号: from 100 yuan an item, or 10, 20 and 40 yuan a page",
        official=True,
    ),
)

ITEMS: Final = ("notice_amount_yuan", "collected_yuan")
STEP: Final = 10


def tariff(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint for each amount that no sum of the tariff can give."""
    for item in ITEMS:
        value = document.fee.get(item)
        if value is None or value % STEP == 0 or not RULES[0].applies(document):
            continue
        cell = document.format.cells[f"fee.{item}"]
        number = format_number(value)
        yield RULES[0].finding(
            (cell.address,),
            f"{cell.place}填写 {number} 元，不是 10 元的整数倍，与收费标准不匹配。请核对金额。",
            f"{cell.place_en} is {number} yuan, no multiple of 10, which does not fit the tariff. Check the amount.",
            left=number,
            related=(cell.address,),
        )
