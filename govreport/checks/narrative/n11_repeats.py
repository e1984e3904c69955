"""N-11 前后一致: what the text states twice has the same value both times."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from govreport.checks.narrative.cells import quantity
from govreport.checks.narrative.compare import section_name
from govreport.checks.narrative.facts import amounts, facts
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="N-11",
        severity=Severity.WARNING,
        scope=Scope.NARRATIVE,
        editions=ALL,
        sentence="同一数据在正文中几次出现的，数值相同。",
        sentence_en="What the text states more than once has the same value each time.",
        basis="同一报告中的同一数据应当一致",
        basis_en="One figure has one value within a report",
    ),
)

# Only whole statements of what was published on a channel: 通过门户网站发布信息46条.
_PUBLISHED: Final = re.compile(
    "(?:网站|微博|微信|公众号|抖音|头条|客户端|新媒体)[”]?(?:平台|账号)?(?:累计|共|主动|全年)?(?:发布|公开|推送)(?:的)?"
    "(?:各类)?(?:政府|政务)?信息(?:总?数量?|总量)?(?:为|共|共计|达)?"
)
_LEADING: Final = re.compile(
    "全年|本年度|截至12月31日|累计|通过|利用|依托|运用|使用|一是|二是|三是|其中|共|年度|本年|今年"
)
_FILLER: Final = re.compile("共计|总数量|总数|数量|总量|为|的|达|主动|各类|[“”、，\x00 ]|(?:19|20)[0-9]{2}年")


def repeats(document: Document, previous: Document | None) -> Iterator[Finding]:
    """The same words with two numbers; what a table has is compared with the table instead."""
    first: dict[object, tuple[str, str, Decimal]] = {}
    told: set[object] = set()
    for key, section, passage, value in _stated(document):
        known = first.setdefault(key, (section, passage, value))
        if known[2] != value and key not in told:
            told.add(key)
            yield _finding(document, known, (section, passage, value))


def _stated(document: Document) -> Iterator[tuple[object, str, str, Decimal]]:
    for fact in facts(document):
        single = len(fact.measures) == 1 and fact.measures[0] in ("received", "processed", "review", "litigation")
        if fact.comparable and fact.settled and single and quantity(document, fact.measures[0]) is None:
            yield fact.measures, fact.section, fact.passage, fact.value
    for amount in amounts(document):
        found = _PUBLISHED.search(amount.before) if amount.unit == "条" and amount.own and not amount.rounded else None
        if found is not None and found.end() == len(amount.before):
            yield _label(amount.before), amount.section, amount.passage, amount.value


def _label(text: str) -> str:
    return _FILLER.sub("", _LEADING.sub("", text))


def _finding(document: Document, first: tuple[str, str, Decimal], second: tuple[str, str, Decimal]) -> Finding:
    names = [section_name(document, item[0]) for item in (first, second)]
    left, right = format_number(first[2]), format_number(second[2])
    return RULES[0].finding(
        addresses=(second[0],),
        message=f"同一数据前后不一致：“{names[0][0]}”写“{first[1]}”（{left}），"
        f"“{names[1][0]}”写“{second[1]}”（{right}）。请核对后统一。",
        message_en=f"One figure, two values: {names[0][1]} has “{first[1]}” ({left}), {names[1][1]} has “{second[1]}” "
        f"({right}). Check which is right.",
        left=left,
        right=right,
    )
