"""N-22 公开渠道: what the text says was published by each channel is what the table of 2014 has."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Final

from govreport.checks.narrative.cells import total
from govreport.checks.narrative.compare import BASIS, BASIS_EN, section_name
from govreport.checks.narrative.facts import amounts
from govreport.checks.narrative.records import Amount
from govreport.checks.rule import Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="N-22",
        severity=Severity.WARNING,
        scope=Scope.NARRATIVE,
        editions=("e2014",),
        sentence="正文分渠道写明的主动公开政府信息数与统计表一致，并且没有遗漏统计表中不为 0 的渠道。",
        sentence_en="What the text says was published by each channel is what the table has, and no channel with "
        "entries is left out.",
        basis=BASIS,
        basis_en=BASIS_EN,
    ),
)

_CHANNELS: Final = {
    "t18.a2_gazette": re.compile("公报"),
    "t18.a2_website": re.compile("网站|网络"),
    "t18.a2_weibo": re.compile("微博"),
    "t18.a2_wechat": re.compile("微信"),
    "t18.a2_other": re.compile("其他方式|其它方式|新闻媒体|其他渠道|其它渠道"),
}
# The whole of what a channel published; 发布土地公告269条 is a part of it.
_PUBLISHED: Final = re.compile(
    r"(?:公报|网站|网络|微博|微信|微信公众号|方式|渠道|媒体)(?:平台)?(?:主动)?(?:公开|发布)(?:的)?(?:政府信息|信息)?(?:数|总数|数量)?(?:共|共计|为)?"
)


def channels(document: Document, previous: Document | None) -> Iterator[Finding]:
    """Paragraphs that give at least two channels: each against its cell, then whether one is missing."""
    if not RULES[0].applies(document):
        return
    for (section, _), found in groupby(amounts(document), key=lambda item: (item.section, item.paragraph)):
        told: dict[str, Amount] = {}
        for item in found:
            cell = _channel(item)
            if cell is not None and cell not in told:
                told[cell] = item
        if len(told) > 1:
            yield from _differences(document, told)
            yield from _left_out(document, section, told)


def _channel(item: Amount) -> str | None:
    if item.unit not in ("条", "篇", "件") or item.rounded or not item.own:
        return None
    said = _PUBLISHED.search(item.before)
    if said is None or said.end() != len(item.before):
        return None
    cells = [cell for cell, shape in _CHANNELS.items() if shape.search(item.before)]
    return "t18.a2_other" if "t18.a2_other" in cells else cells[0] if len(cells) == 1 else None


def _differences(document: Document, told: dict[str, Amount]) -> Iterator[Finding]:
    for cell, item in told.items():
        right = document.figures.get(cell)
        if right is not None and right != item.value:
            place = document.format.cells[cell]
            name, name_en = section_name(document, item.section)
            left, value = format_number(item.value), format_number(right)
            yield RULES[0].finding(
                addresses=(item.section,),
                message=f"“{name}”中“{item.passage}”写的是 {left}，{place.place}为 {value}。请核对正文和统计表。",
                message_en=f"{name_en}: “{item.passage}” gives {left}, {place.place_en} is {value}. Compare the text "
                "with the table.",
                left=left,
                right=value,
                related=(cell,),
            )


def _left_out(document: Document, section: str, told: dict[str, Amount]) -> Iterator[Finding]:
    missing = [cell for cell in _CHANNELS if cell not in told and document.figures.get(cell)]
    if not missing:
        return
    stated = sum((item.value for item in told.values()), Decimal(0))
    table = total(document, _CHANNELS)
    if table.value is None:
        return
    name, name_en = section_name(document, section)
    last = list(told.values())[-1]
    left, right = format_number(stated), format_number(table.value)
    cells = [document.format.cells[cell] for cell in missing]
    numbers = "、".join(f"{cell.place} {format_number(document.figures[cell.address] or Decimal(0))}" for cell in cells)
    numbers_en = ", ".join(cell.place_en for cell in cells)
    yield RULES[0].finding(
        addresses=(section,),
        message=f"“{name}”分渠道写到“{last.passage}”，各渠道合计 {left}，统计表各渠道合计 {right}；"
        f"正文没有写{numbers}。请补写或者核对统计表。",
        message_en=f"{name_en}: the channels up to “{last.passage}” add up to {left}, those of the table to {right}; "
        f"the text leaves out {numbers_en}. Add it, or check the table.",
        left=left,
        right=right,
        related=tuple(_CHANNELS),
    )
