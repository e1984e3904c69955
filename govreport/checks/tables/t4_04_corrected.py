"""T4-04、T4-05 复议诉讼说明: corrected cases are explained, and cases of last year are named."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.edition import Table
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="T4-04",
        severity=Severity.HINT,
        scope=Scope.TABLE,
        editions=SIX_PARTS,
        sentence="有复议诉讼被纠正的，第五部分说明原因和改进措施。",
        sentence_en="Where a review or court corrected the agency, section five says why and what was improved.",
        basis="第五部分报告存在的主要问题及改进情况",
        basis_en="Section five reports the main problems and improvements",
    ),
    Rule(
        id="T4-05",
        severity=Severity.HINT,
        scope=Scope.TABLE,
        editions=SIX_PARTS,
        sentence="表四包含上年结转案件的，在正文中说明。",
        sentence_en="Where table four includes cases of last year, the text says so.",
        basis="上年有尚未审结的案件，本年总计可能含有这些案件",
        basis_en="Last year's report left cases pending, which this year's totals may include",
    ),
)

_EXPLAINED: Final = re.compile(r"纠正|纠错|败诉|撤销|确认违法|复议|诉讼|应诉")
_CARRIED: Final = re.compile(
    r"(?:上一?年|去年|以前年度|往年|跨年|结转|遗留)[^。；]{0,40}(?:复议|诉讼|案件)"
    r"|(?:复议|诉讼|案件)[^。；]{0,40}(?:上一?年|去年|以前年度|往年|跨年|结转|遗留)"
)


def dispute_notes(document: Document, previous: Document | None) -> Iterator[Finding]:
    """Hints on what the text should add to the figures of table four."""
    table = next((table for table in document.format.tables if table.layout == "blocks"), None)
    if table is None:
        return
    yield from _corrected(document, table)
    if previous is not None and not _CARRIED.search("\n".join(document.sections.values())):
        yield from _carried(document, previous, table)


def _corrected(document: Document, table: Table) -> Iterator[Finding]:
    cells = [f"{table.code}.{row.code}.corrected" for row in table.rows]
    found = [cell for cell in cells if document.figures.get(cell)]
    text = document.sections.get("sec5", "")
    if not found or not text.strip() or _EXPLAINED.search(text):
        return
    number = format_number(sum((document.figures.get(cell) or Decimal(0) for cell in found), Decimal(0)))
    yield RULES[0].finding(
        ("sec5",),
        f"{table.name}有 {number} 件复议诉讼结果纠正，第五部分没有提到。建议说明原因和改进措施。",
        f"Corrected cases in table four: {number}; section five does not mention them. Consider saying why and what "
        "was improved.",
        left=number,
        related=found,
    )


def _carried(document: Document, previous: Document, table: Table) -> Iterator[Finding]:
    for row in table.rows:
        pending = previous.figures.get(f"{table.code}.{row.code}.pending")
        total = document.figures.get(f"{table.code}.{row.code}.total")
        if pending and total and total >= pending:
            cell = f"{table.code}.{row.code}.total"
            yield RULES[1].finding(
                (cell,),
                f"“{row.label}”上年尚未审结 {format_number(pending)} 件，本年总计 {format_number(total)} 件。"
                "总计含有上年案件的，请在正文中加以说明。",
                f"“{row.label}” ({row.english}): pending last year {format_number(pending)}, this year's total "
                f"{format_number(total)}. If it includes last year's cases, say so in the text.",
                left=format_number(total),
                right=format_number(pending),
                related=(cell,),
            )
