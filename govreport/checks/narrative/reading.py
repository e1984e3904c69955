"""读文: a section's text → paragraphs → sentences → clauses of tokens, each with its place in the text as written.

Full-width digits and half-width stops are read alike, spaces inside numbers and words are passed over, and what looks
like a number but counts nothing (titles in 《》, addresses of pages, document numbers, articles, dates) is put out of
sight.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Final

from govreport.checks.narrative.lexicon import PARTIAL, pattern, words
from govreport.standards.numbers import chinese_number

_SAME_LENGTH: Final = {
    **{code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    **str.maketrans("％．;:()!?", "%.；：（）！？"),
}
_COMMA: Final = re.compile(r"(?<![0-9]),|,(?![0-9]{3})")
# Spaces and characters that cannot be seen; a space between digits stays, for it may part two numbers.
_SPACE: Final = re.compile(
    "(?<![0-9])[ \t\u00a0\u2002\u2003\u2009\u3000]+|[ \t\u00a0\u2002\u2003\u2009\u3000]+(?![0-9])|[\u200b\u2060\ufeff]+"
)
_SPACED_DIGITS: Final = re.compile(r"(?<![0-9])(?<![0-9] )[0-9](?: [0-9])+(?! ?[0-9])")
_HIDDEN: Final = re.compile(
    r"《[^《》\n]{0,200}》|https?：//[!-~：？！]{1,300}|www\.[!-~]{1,200}|[A-Za-z0-9._-]{1,64}@[A-Za-z0-9._-]{1,64}"
    r"|[〔\[（]20\d\d[〕\]）]\d{0,5}号?|第[0-9一二三四五六七八九十百零]{1,6}[条款项次届期批号季章节类]"
    r"|\d{1,2}月\d{1,2}日|\d{1,2}[月日]|0\d{2,3}[-—]\d{7,8}"
)
# 截至6月底, 1—11月: a part of the year. PARTIAL stands in its place.
_PERIOD: Final = re.compile(r"(?:截[至止]|\d{1,2}月?[-—~至到])(?:20\d\d年)?(\d{1,2})月(?:(\d{1,2})日)?")
_HEADING: Final = re.compile(
    r"([一二三四五六七八九十]{1,3}、)|(（[一二三四五六七八九十]{1,3}）)|(\d{1,2}[.、．])|(（[0-9]{1,2}）)"
)
ENDS: Final = "。！？\n"


@dataclass(frozen=True, slots=True)
class Number:
    """数: an exact number as written, its unit (or nothing) and whether it was rounded (余, 多)."""

    value: Decimal | None
    unit: str
    rounded: bool


@dataclass(frozen=True, slots=True)
class Token:
    """词: a word of the grammar, a year, a number or a stop; ``start`` and ``end`` in the folded text."""

    kind: str
    code: str
    start: int
    end: int
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """正文: a section as read; ``origin[i]`` is the place of the folded text's character i in the section."""

    source: str
    folded: str
    origin: list[int] | range

    def passage(self, start: int, end: int, most: int = 40) -> str:
        """The words as written, at most ``most`` characters, the last ones where there are more."""
        first, last = self.origin[start], self.origin[end - 1] + 1
        return self.source[max(first, last - most) : last].strip("，、；：。,;: \t\n")


def read(source: str) -> Text:
    """Fold a section's text."""
    text = _COMMA.sub("，", source.translate(_SAME_LENGTH))
    text = _SPACED_DIGITS.sub(lambda match: match[0].replace(" ", "\u2060"), text)
    text, origin = _without_spaces(text)
    text = _PERIOD.sub(_period, text)
    return Text(source, _HIDDEN.sub(lambda match: "\x00" * len(match[0]), text), origin)


def _period(match: re.Match[str]) -> str:
    whole = match[1] == "12" and match[2] in (None, "31")
    return ("\x00" if whole else PARTIAL) * len(match[0])


def _without_spaces(text: str) -> tuple[str, list[int] | range]:
    gaps = [match.span() for match in _SPACE.finditer(text)]
    if not gaps:
        return text, range(len(text))
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)]
    kept = list(zip(starts, ends, strict=True))
    return "".join(text[a:b] for a, b in kept), list(chain.from_iterable(range(a, b) for a, b in kept))


def tokens(text: Text, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """All tokens of a stretch of text, from left to right."""
    known = words()
    for match in pattern().finditer(text.folded, start, len(text.folded) if end is None else end):
        kind = match.lastgroup or ""
        if word := match["word"]:
            yield Token(*known[word], *match.span())
        elif year := match["year"]:
            yield Token("year", _year(year), *match.span())
        elif stop := match["stop"]:
            yield Token("stop", stop, *match.span())
        elif kind and (number := _number(match)).unit:
            yield Token("number", number.unit, *match.span(), number)


def _year(text: str) -> str:
    return text.translate(str.maketrans("〇零○一二三四五六七八九", "000123456789"))


def _number(match: re.Match[str]) -> Number:
    if digits := match["arabic"]:
        value = Decimal(re.sub("[, ]", "", digits[:40]))
        scale = 10_000 if match["wan"] else 1
        return Number(value * scale, match["unit"] or "", bool(match["more"]))
    if chinese := match["chinese"]:
        whole = chinese_number(chinese)
        return Number(None if whole is None else Decimal(whole), match["unit_cn"], bool(match["more_cn"]))
    return Number(_percent(match["percent"]), "%", rounded=False)


def _percent(text: str) -> Decimal | None:
    if text[0].isdigit():
        return Decimal(text)
    head, _, tail = text.partition("点")
    whole = chinese_number(head)
    places = "".join(str(chinese_number(digit)) for digit in tail)
    return None if whole is None or places.replace("None", "") != places else Decimal(f"{whole}.{places or 0}")


def paragraphs(text: Text) -> Iterator[tuple[int, int]]:
    """The bounds of every paragraph, in the folded text."""
    start = 0
    while start <= len(text.folded):
        end = text.folded.find("\n", start)
        end = len(text.folded) if end < 0 else end
        if end > start:
            yield start, end
        start = end + 1


def heading(text: Text, start: int, end: int) -> int:
    """The level of the number with which a paragraph begins, 一、 1 to （1） 4, and so begins a new matter; or 0."""
    found = _HEADING.match(text.folded, start, end)
    return found.lastindex or 0 if found else 0
