"""Y-04 较上年变化: a key total that moved far from last year's figure, for which a word of explanation is advisable."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="Y-04",
        severity=Severity.HINT,
        scope=Scope.YEAR,
        editions=ALL,
        sentence="主要总数与上年相差不超过一半，或者不超过 10。",
        sentence_en="Key totals differ from last year's by no more than half, or by no more than 10.",
        basis="与上年报告比较：主要总数变化超过 50% 且超过 10 的，提示说明",
        basis_en="Compared with last year's report: changes of more than 50 % and more than 10",
    ),
)

ROWS: Final = ("t3.new_received.total", "t3.total_processed.total", "t3.carried_out.total")
# Columns whose every cell is a key total, by table: 总计; 现行有效件数, 处理决定数量.
COLUMNS: Final = {"t4": ("total",), "t2": ("in_force", "decisions")}
# More than half of last year's figure, and more than ten: small numbers change greatly for no reason.
SHARE: Final = Decimal("0.5")
SMALL: Final = 10


def large_changes(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint for each key total that changed beyond the threshold; cells that both formats have are compared."""
    if previous is None:
        return
    for address, cell in document.format.figure_cells.items():
        if address not in ROWS and cell.column not in COLUMNS.get(cell.table, ()):
            continue
        now, before = document.figures.get(address), previous.figures.get(address)
        if now is not None and before is not None and is_large(now, before):
            yield _finding(address, cell.place, cell.place_en, now, before)


def is_large(now: Decimal, before: Decimal) -> bool:
    """Whether the change is beyond the threshold: |Δ| > 50 % and |Δ| > 10."""
    return abs(now - before) > max(abs(before) * SHARE, Decimal(SMALL))


def _finding(address: str, place: str, place_en: str, now: Decimal, before: Decimal) -> Finding:
    left, right, moved = format_number(now), format_number(before), format_number(abs(now - before))
    share = f"（{abs(now - before) * 100 / before:.0f}%）" if before else ""
    share_en = f" ({abs(now - before) * 100 / before:.0f} %)" if before else ""
    word, word_en = ("增加", "an increase") if now > before else ("减少", "a decrease")
    return RULES[0].finding(
        addresses=(address,),
        message=f"{place}为 {left}，上年为 {right}，{word} {moved}{share}。"
        "变化较大，请核对；属实的，建议在正文说明原因。",
        message_en=f"{place_en} is {left}, last year {right}: {word_en} of {moved}{share_en}. Check this large change; "
        "if it is right, consider explaining it in the text.",
        left=left,
        right=right,
        related=(address,),
    )
