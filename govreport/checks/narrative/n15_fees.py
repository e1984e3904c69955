"""N-15 信息处理费表述: what the text says of information-processing fees agrees with the fee statement."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from govreport.checks.narrative.compare import section_name
from govreport.checks.narrative.facts import amounts
from govreport.checks.narrative.records import Amount
from govreport.checks.rule import Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="N-15",
        severity=Severity.WARNING,
        scope=Scope.NARRATIVE,
        editions=("e2021",),
        sentence="正文关于收取信息处理费的表述，与填报的收费通知件数、金额和实际收取件数、金额一致。",
        sentence_en="What the text says of information-processing fees agrees with the items of the fee statement.",
        basis="国办函〔2020〕109号《政府信息公开信息处理费管理办法》：收费情况列入年度报告",
        basis_en="Fee measures of 2020: fees are reported in the annual report",
    ),
)

_FEE: Final = re.compile("信息处理费|收费通知")
_NOT_COLLECTED: Final = re.compile(r"(?:未|没有|不|无)(?:实际|发生|产生|向申请人|依法)?(?:收取|征收|收费)(?!标准|依据)")
_NOT_NOTIFIED: Final = re.compile(r"(?:未|没有)(?:发出|发送|制发|产生|下达|作出)(?:过|任何|信息处理费)?收费通知")
# 发出收费通知2件，金额380元: the amount of what was just counted.
_AMOUNT: Final = re.compile("[，、]?(?:收费|总)?金额(?:共|共计|合计|为|是)?|[，、]?(?:共|共计|合计|计)")
_MOST: Final = 40
_NOTICES: Final = frozenset({"notice_count", "notice_amount_yuan"})
_SENTENCE: Final = re.compile(r"[^。；！？\n]{4,400}")


def fees(document: Document, previous: Document | None) -> Iterator[Finding]:
    """Statements of none beside an item that is not zero, and amounts that differ; a blank item is not compared."""
    if not RULES[0].applies(document):
        return
    for section, text in document.sections.items():
        if not _FEE.search(text):
            continue
        for sentence in _SENTENCE.finditer(text):
            if _FEE.search(sentence[0]):
                yield from _denied(document, section, sentence[0].strip())
        yield from _stated(document, section)


def _denied(document: Document, section: str, sentence: str) -> Iterator[Finding]:
    for shape, items in ((_NOT_COLLECTED, ("collected_yuan", "collected_count")), (_NOT_NOTIFIED, ("notice_count",))):
        match = shape.search(sentence)
        item = next((item for item in items if document.fee.get(item)), None)
        if match and item:
            yield _finding(document, section, _around(sentence, match), Decimal(0), item)


def _around(sentence: str, match: re.Match[str]) -> str:
    """The clauses of the denial, as far as they fit into a message."""
    start = max(sentence.rfind("，", 0, match.start()) + 1, match.start() - _MOST // 2)
    end = sentence.find("，", match.end())
    return sentence[start : len(sentence) if end < 0 else end][:_MOST]


def _stated(document: Document, section: str) -> Iterator[Finding]:
    told: set[str] = set()
    before: tuple[int, str | None] = (-1, None)
    for amount in amounts(document):
        if amount.section != section or not amount.own or amount.rounded:
            continue
        item = _item(amount, before[1] if before[0] == amount.sentence else None)
        before = (amount.sentence, item)
        value = amount.value * 10_000 if amount.unit == "万元" else amount.value
        stated = document.fee.get(item) if item else None
        if item and stated is not None and stated != value and item not in told:
            told.add(item)
            yield _finding(document, section, amount.passage, value, item)


def _item(amount: Amount, last: str | None) -> str | None:
    """The item of the fee statement that a number states; ``last`` is that of the number before it in the sentence."""
    near = amount.before
    money = amount.unit in ("元", "万元")
    said = re.search("费|收费通知", amount.lead)
    if ("通知" in near and said) or (money and last == "notice_count" and _AMOUNT.fullmatch(near)):
        return "notice_amount_yuan" if money else "notice_count" if amount.unit in ("件", "份") else None
    collected = re.search("收取|实收|缴纳|收到", near) and ("处理费" in amount.lead or last in _NOTICES)
    if collected or (money and last == "collected_count" and _AMOUNT.fullmatch(near)):
        return "collected_yuan" if money else "collected_count" if amount.unit == "件" else None
    return None


def _finding(document: Document, section: str, passage: str, value: Decimal, item: str) -> Finding:
    name, name_en = section_name(document, section)
    cell = document.format.cells[f"fee.{item}"]
    left, right = format_number(value), format_number(document.fee[item] or Decimal(0))
    return RULES[0].finding(
        addresses=(section,),
        message=f"“{name}”中“{passage}”即 {left}，{cell.place}填报为 {right}。请核对正文和填报数，改正写错的一处。",
        message_en=f"{name_en}: “{passage}” means {left}, {cell.place_en} is {right}. Correct the one that is wrong.",
        left=left,
        right=right,
        related=(cell.address,),
    )
