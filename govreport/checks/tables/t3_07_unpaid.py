"""T3-07 逾期未缴费: applications closed for unpaid fees presuppose fee notices."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="T3-07",
        severity=Severity.HINT,
        scope=Scope.TABLE,
        editions=("e2021",),
        sentence="有逾期未缴费而不再处理的申请的，第六部分报告发出收费通知的情况。",
        sentence_en="Where applications were closed for unpaid fees, section six reports the fee notices.",
        basis="表三“2.申请人逾期未按收费通知要求缴纳费用”以发出收费通知为前提",
        basis_en="Row “2.申请人逾期未按收费通知要求缴纳费用” presupposes fee notices",
    ),
)

CELL: Final = "t3.other_fee_unpaid.total"
_NOTICE: Final = re.compile(r"收费通知|缴费通知|通知[^，。；]{0,10}缴[纳费]")


def unpaid_fees(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint when neither the fee statement nor the text of section six speaks of notices."""
    value = document.figures.get(CELL) if RULES[0].applies(document) else None
    if not value or document.fee.get("notice_count") is not None or _NOTICE.search(document.sections.get("sec6", "")):
        return
    number = format_number(value)
    yield RULES[0].finding(
        ("fee.notice_count",),
        f"表三有 {number} 件申请因逾期未缴费不再处理，第六部分没有报告发出收费通知的情况。请补报收费通知的件数和金额。",
        f"Applications closed for unpaid fees in table three: {number}; section six reports no fee notices. Add their "
        "number and amount.",
        left=number,
        related=(CELL,),
    )
