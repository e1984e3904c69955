"""信息处理费收取情况: the customary sentence of section six, made from the four fee items (国办函〔2020〕109号)."""

import re
from decimal import Decimal

from govreport.standards.document import Document
from govreport.standards.numbers import format_number

MEASURES = "《政府信息公开信息处理费管理办法》"

_TITLES = re.compile(r"《[^》]*》")


def fee_statement(document: Document) -> str:
    """One sentence on notices sent and fees received in the year, in 件 and 元; empty when there is nothing to say.

    Nothing is said when no item is filled or when the author's own text already speaks of 信息处理费: two statements
    could contradict each other.
    """
    fee = document.fee
    clauses = [
        _clause(fee.get("notice_count"), fee.get("notice_amount_yuan"), none="未发出收费通知", some="发出收费通知"),
        _clause(fee.get("collected_count"), fee.get("collected_yuan"), none="未收取信息处理费", some="收取信息处理费"),
    ]
    clauses = [clause for clause in clauses if clause]
    if not clauses or said_in_own_words(document):
        return ""
    year = f"{document.year}年" if document.year else "本年度"
    stop = "；" if any("，" in clause for clause in clauses) else "，"
    return f"依据{MEASURES}，{year}本机关{stop.join(clauses)}。"


def said_in_own_words(document: Document) -> bool:
    """Whether the author's text of section six speaks of 信息处理费; naming the measures is not speaking of it."""
    return "信息处理费" in _TITLES.sub("", document.sections.get("sec6", ""))


def _clause(count: Decimal | None, amount: Decimal | None, *, none: str, some: str) -> str:
    """``count`` cases and ``amount`` yuan in words; a blank item is passed over, it is not zero."""
    if count is None and amount is None:
        return ""
    if not count and not amount:
        return none
    parts = []
    if count is not None:
        parts.append(f"{format_number(count)}件")
    if amount is not None:
        parts.append(f"总金额{format_number(amount)}元")
    return some + "，".join(parts)
