"""个人信息的查找: runs of digits in the texts of a report, without what only looks like a personal number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from govreport.standards.document import Document

_WIDE: Final = str.maketrans("０１２３４５６７８９ＸｘＡ＠．－：", "0123456789XxA@.-:")

# Addresses of web pages: everything up to the next Chinese character, space or bracket.
_ADDRESS: Final = re.compile(
    r"(?:https?:|www\.|ftp:)[\x21-\x7e]{1,2000}|(?<=[A-Za-z0-9])\.(?:gov|com|cn|org|net)[\x21-\x7e]{0,2000}"
)
# Words after which a number names a file, an entry or a body, not a person.
_LABEL: Final = re.compile(
    r"(?:索引号?|编号|文号|信用代码|机构代码|标识码|备案号?|备案序号|许可证号?|证书号?|流水号|订单号|项目代码|批准文号|公网安备|登记号|案号|ISBN|ISSN)"
    r"[^。；，,;\n0-9]{0,12}$",
    re.IGNORECASE,
)
_LABEL_REACH: Final = 40
# A digit, and a number that is broken into the usual groups by single spaces or hyphens.
_RUN: Final = re.compile(r"[0-9]+(?:[ -][0-9]+){0,5}[Xx]?")
_BEFORE: Final = re.compile(r"[A-Za-z0-9_.%=&#〔\[]")
_AFTER: Final = re.compile(r"[A-Za-z0-9_%=&#@]|\.[A-Za-z0-9]")
_UNIT: Final = re.compile(r" ?(?:元|万|亿|平方|公里|公顷|亩|吨|立方|千瓦|件|人|个|次|条|份|号文|%|余)")
_LEAD: Final = 10


@dataclass(frozen=True, slots=True)
class Digits:
    """一串数字: digits without their spaces, where they stand, and the words around them."""

    address: str
    digits: str
    groups: tuple[int, ...]
    start: int
    end: int
    clause: str
    lead: str


def texts(document: Document) -> Iterator[tuple[str, str]]:
    """Address and text of everything that is written in words: title, sections, cells with words."""
    yield "title", document.title
    yield from document.sections.items()
    yield from document.printed.items()


def digits(document: Document) -> Iterator[Digits]:
    """All runs of 11 to 19 digits that may be a person's number, in the order of the report."""
    for address, text in texts(document):
        for item in _digits(text):
            yield Digits(address, *item)


_Found = tuple[str, tuple[int, ...], int, int, str, str]


@lru_cache(maxsize=64)
def _digits(text: str) -> tuple[_Found, ...]:
    plain = text.translate(_WIDE)
    shielded = [match.span() for match in _ADDRESS.finditer(plain)]
    found: list[_Found] = []
    for match in _RUN.finditer(plain):
        if any(start <= match.start() < end for start, end in _near(shielded, match.start())):
            continue
        found.extend(_numbers(plain, match))
    return tuple(found)


def _near(spans: list[tuple[int, int]], place: int) -> Iterator[tuple[int, int]]:
    """The last span that begins before a place; spans come in order and do not overlap."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if spans[middle][0] <= place else (low, middle)
    if low:
        yield spans[low - 1]


def _numbers(plain: str, match: re.Match[str]) -> Iterator[_Found]:
    """The run as one number and, where that is too long or too short, each of its groups."""
    parts = [(piece.start() + match.start(), piece.group()) for piece in re.finditer(r"[0-9]+[Xx]?", match.group())]
    whole = "".join(part for _, part in parts)
    groups = tuple(len(part) for _, part in parts)
    spans = [(whole, groups, match.start(), match.end())]
    if len(parts) > 1:
        spans += [(part, (len(part),), start, start + len(part)) for start, part in parts]
    for value, lengths, start, end in spans:
        if 11 <= len(value) <= 19 and _stands_alone(plain, start, end):
            yield value, lengths, start, end, *_around(plain, start)


def _stands_alone(plain: str, start: int, end: int) -> bool:
    if start and _BEFORE.match(plain[start - 1]) and not plain.startswith(("+86", "86-"), max(0, start - 3)):
        return False
    if start > 1 and plain[start - 1] in "-－" and plain[start - 2].isdigit():
        return False
    if _AFTER.match(plain, end) or _UNIT.match(plain, end):
        return False
    return not _LABEL.search(plain[max(0, start - _LABEL_REACH) : start])


def _around(plain: str, start: int) -> tuple[str, str]:
    """The clause a number stands in, bounded, and the words right before it."""
    left = max(plain.rfind(mark, max(0, start - 200), start) for mark in "。！？\n；")
    right = min(
        (place for mark in "。！？\n；" if (place := plain.find(mark, start, start + 200)) >= 0), default=start + 200
    )
    clause = plain[max(left + 1, start - 200) : right]
    lead = re.split(r"[。；\n，,]", plain[max(0, start - _LEAD) : start])[-1]
    return clause, re.sub(r"[0-9@]", "", lead)


def masked(value: str, head: int, tail: int) -> str:
    """A number with its middle hidden: ``6401************34``."""
    return f"{value[:head]}{'*' * max(0, len(value) - head - tail)}{value[len(value) - tail :]}"


def passage(item: Digits, hidden: str) -> str:
    """The number as a message may show it: the words before it, and its middle hidden."""
    return f"{item.lead}{hidden}"
