"""N-09 比例: shares that the text states follow from its own numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Final

from govreport.checks.narrative.compare import MOST, section_name
from govreport.checks.narrative.facts import amounts
from govreport.checks.narrative.records import Amount
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

RULES: Final = (
    Rule(
        id="N-09",
        severity=Severity.WARNING,
        scope=Scope.NARRATIVE,
        editions=ALL,
        sentence="正文写明的占比与正文的件数相符，误差不超过最后一位的一半；完整的各项占比合计为 100%。",
        sentence_en="Shares in the text follow from its numbers, to half of the last digit; the shares of a whole "
        "add up to 100 %.",
        basis="比例由同一段文字中的数量计算得出",
        basis_en="A share follows from the numbers of the same passage",
    ),
)

_SHARE: Final = re.compile(
    r"[，、（及和与]{0,2}(?:约|分别)?占(?:比|到)?(?:[^，。；0-9]{1,14}的)?(?:比例)?(?:为|达|约)?"
)
_ELSEWHERE: Final = re.compile("全[市县区省州国]|上年|去年|同期|增")
_NEAR: Final = 10


@dataclass(frozen=True, slots=True)
class _Pair:
    """One number and the share of the whole that the text says it is."""

    part: Amount
    share: Amount

    def of(self, whole: Decimal) -> Decimal:
        """The right share, to as many places as were written."""
        places = Decimal(1).scaleb(int(self.share.value.as_tuple().exponent))
        return (self.part.value * 100 / whole).quantize(places, ROUND_HALF_UP)

    def right(self, whole: Decimal) -> bool:
        half = Decimal(1).scaleb(int(self.share.value.as_tuple().exponent)) / 2
        return abs(self.part.value * 100 / whole - self.share.value) <= half


def shares(document: Document, previous: Document | None) -> Iterator[Finding]:
    """Shares that do not follow from the numbers beside them, and full splits that do not add up."""
    for _, found in groupby(amounts(document), key=lambda item: item.section):
        section = list(found)
        wrong = (*_wrong_shares(section), *_wrong_sums(section))
        for amount, right in wrong[:MOST]:
            yield _finding(document, amount, right)


def _wrong_shares(section: Sequence[Amount]) -> Iterator[tuple[Amount, str]]:
    pairs = _pairs(section)
    for _, group in groupby(pairs, key=lambda item: (section[item[0]].paragraph, item[1].part.unit)):
        places, members = zip(*group, strict=True)
        if len(members) > 30:
            continue
        before = [item for item in section[max(0, places[0] - _NEAR) : places[0]] if item.unit == members[0].part.unit]
        if whole := _whole(members, before):
            for pair in members:
                if not pair.right(whole):
                    yield (
                        replace(pair.share, passage=f"{pair.part.passage}”“{pair.share.passage}"),
                        f"{pair.of(whole)}%",
                    )


def _pairs(section: Sequence[Amount]) -> list[tuple[int, _Pair]]:
    found = []
    for index, share in enumerate(section):
        part = section[index - 1] if index else None
        if part is None or share.unit != "%" or part.unit in ("%", "元", "万元", "亿元"):
            continue
        near = share.sentence == part.sentence and share.clause - part.clause <= 2
        said = share.lead if share.clause != part.clause else share.before
        if near and _SHARE.fullmatch(said) and not _ELSEWHERE.search(said) and not (share.rounded or part.rounded):
            found.append((index - 1, _Pair(part, share)))
    return found


def _whole(pairs: Sequence[_Pair], before: Sequence[Amount]) -> Decimal | None:
    """The whole of which nearly all shares are right; None where the text does not say which it is."""
    together = sum((pair.part.value for pair in pairs), Decimal(0))
    largest = max(pair.part.value for pair in pairs)
    stated = [item.value for item in reversed(before) if item.value >= largest and item.value and not item.rounded]
    options = dict.fromkeys([*stated, *([together] if together else [])])
    best = max(options, key=lambda whole: sum(pair.right(whole) for pair in pairs), default=None)
    if best is None:
        return None
    good = sum(pair.right(best) for pair in pairs)
    if good == len(pairs):
        return None
    if len(pairs) > 2:
        return best if good >= len(pairs) - 1 else None
    # Few shares: only of a number that stands right in front, as its 其中, or that the parts make up.
    if len(pairs) == 2 and together in stated:
        return together
    nearest = before[-1] if before else None
    first = pairs[0].part
    open_branch = nearest is not None and nearest.sentence == first.sentence and "其中" in first.lead
    return nearest.value if nearest is not None and open_branch and nearest.value >= largest and nearest.value else None


def _wrong_sums(section: Sequence[Amount]) -> Iterator[tuple[Amount, str]]:
    """Lists of shares with nothing but shares in them, 其他 among them: those are the whole."""
    for _, group in groupby(section, key=lambda item: (item.sentence, item.unit == "%")):
        items = [item for item in group if item.unit == "%" and "占" in item.before and item.own and not item.rounded]
        if len(items) < 3 or not any(word in item.before for item in items for word in ("其他", "其它", "其余")):
            continue
        half = max(Decimal(1).scaleb(int(item.value.as_tuple().exponent)) for item in items) / 2
        total = sum((item.value for item in items), Decimal(0))
        if abs(total - 100) > half * len(items):
            yield items[-1], f"100%（现合计 {format_number(total)}%）"


def _finding(document: Document, amount: Amount, right: str) -> Finding:
    name, name_en = section_name(document, amount.section)
    left = f"{amount.value}%"
    whole = right.startswith("100%（")
    return RULES[0].finding(
        addresses=(amount.section,),
        message=f"“{name}”中“{amount.passage}”等各项占比合计应为{right}。请重新计算。"
        if whole
        else f"“{name}”中“{amount.passage}”按正文的数量计算应为 {right}。请核对件数和比例。",
        message_en=f"{name_en}: the shares up to “{amount.passage}” do not add up to 100 %. Calculate them again."
        if whole
        else f"{name_en}: by the numbers of the text “{amount.passage}” should be {right}. Check both.",
        left=None if whole else left,
        right=None if whole else right,
    )
