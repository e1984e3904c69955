"""读数: what a person typed or a document printed in a cell, read as an exact number or not at all.

The same table of cases (``tests/standards/vectors/numbers.json``) is run against this module and against
``static/js/numbers.js``.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

# Twelve digits before the point is far above any figure of a report and fits the database exactly.
MAX_DIGITS = 12

MARKS = frozenset({"/", "\\", "-", "--", "—", "——", "–", "――", "―", "无", "不适用", "n/a", "na"})
UNITS = "万元|亿元|人次|元|件|次|宗|起|份|条|篇|个|人|项|期|户|部"

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u3000\t\r\n"), " ")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD = {**_SPACES, **_INVISIBLE, **_FULL_WIDTH, 0x2212: ord("-")}

# One kind of separator within a number: 1,234 567 is two numbers, or nobody knows what.
_NUMBER = r"(?:\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+)|\d+)(?:\.\d+)?|\.\d+"
_SINGLE = re.compile(rf"([+-]?)({_NUMBER}) ?({UNITS})?", re.ASCII)
_NOTED = re.compile(rf"([+-]?)({_NUMBER}) ?({UNITS})? ?\(([^()]*)\)", re.ASCII)
_SEVERAL = re.compile(r"[+-]?\d+(?:\.\d+)?(?:(?: |, ?|、)[+-]?\d+(?:\.\d+)?)+", re.ASCII)
_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?", re.ASCII)
_CHINESE = re.compile(r"[〇零一二两三四五六七八九十百千万]+")

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}


class Kind(StrEnum):
    """读数结果: what was found in the text."""

    BLANK = "blank"
    NUMBER = "number"
    MANY = "many"  # several numbers in one cell
    MARK = "mark"  # a stroke or 无 where a number belongs
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Reading:
    """读数: the outcome of reading one cell.

    ``value`` is exact; ``normalised`` is true when the text was not already written plainly (full-width digits,
    separators, trailing zeros, Chinese numerals); ``sign`` is the sign as written.
    """

    kind: Kind
    value: Decimal | None = None
    unit: str = ""
    note: str = ""
    candidates: tuple[Decimal, ...] = ()
    normalised: bool = False
    sign: str = ""

    @property
    def plain(self) -> bool:
        """Nothing but one number (or nothing at all) stood there."""
        return self.kind is Kind.BLANK or (self.kind is Kind.NUMBER and not self.unit and not self.note)


def fold(text: str) -> str:
    """The text with full-width forms made half-width, odd spaces made plain and invisible characters removed."""
    return " ".join(text.replace("&nbsp;", " ").translate(_FOLD).split())


@lru_cache(maxsize=4096)
def parse_number(text: str | None) -> Reading:
    """Read a cell (``standard.md`` §6, value semantics). Never raises.

    Blank is not zero; a stroke is not zero; two numbers are never merged.
    """
    raw = (text or "").strip()
    folded = fold(raw)
    if not folded:
        return Reading(Kind.BLANK)
    if folded.lower() in MARKS:
        return Reading(Kind.MARK)
    if match := _SINGLE.fullmatch(folded) or _NOTED.fullmatch(folded):
        return _single(match, raw)
    if _SEVERAL.fullmatch(folded):
        parts = re.findall(r"[+-]?[0-9]+(?:\.[0-9]+)?", folded)
        return Reading(Kind.MANY, candidates=tuple(plain_decimal(Decimal(part)) for part in parts))
    if _CHINESE.fullmatch(folded) and (value := chinese_number(folded)) is not None:
        return Reading(Kind.NUMBER, value=Decimal(value), normalised=True)
    return Reading(Kind.TEXT)


def _single(match: re.Match[str], raw: str) -> Reading:
    sign, digits, unit = match[1], re.sub("[, ]", "", match[2]), match[3] or ""
    note = (match[4] or "").strip() if match.re is _NOTED else ""
    if len(digits.split(".")[0].lstrip("0")) > MAX_DIGITS:
        return Reading(Kind.TEXT)
    value = Decimal(("-" if sign == "-" else "") + digits)
    normalised = not (unit or note) and not _PLAIN.fullmatch(raw.removeprefix("+"))
    return Reading(Kind.NUMBER, plain_decimal(value), unit, note, normalised=normalised, sign=sign)


# Equal numbers have one plain form, so both may be remembered; a report asks for the same ones again and again.
@lru_cache(maxsize=4096)
def plain_decimal(value: Decimal) -> Decimal:
    """The same number, exactly, without trailing zeros, exponent or negative zero."""
    if value == 0:
        return Decimal(0)
    # Not ``normalize``: that rounds to the precision of the context.
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


@lru_cache(maxsize=4096)
def format_number(value: Decimal) -> str:
    """A number as reports print it: no separators, no trailing zeros, no exponent."""
    return format(plain_decimal(value), "f")


def chinese_number(text: str) -> int | None:
    """A whole number below 10⁸ in Chinese numerals (十二, 一百零五, 二〇二三), or None if it is not well formed.

    一百五 and 三万五 are refused: in speech they mean 150 and 35000, on paper they may be slips of 105 and 30005.
    """
    if all(character in _DIGITS for character in text):
        # One digit, or digits read out one by one; two such digits (一二) are too often an enumeration.
        readable = len(text) == 1 or (2 < len(text) <= MAX_DIGITS and "两" not in text)
        return int("".join(str(_DIGITS[character]) for character in text)) if readable else None
    if text[0] in "〇零":
        return None
    head, wan, tail = text.rpartition("万")
    if not wan:
        return _section(text, last=10_000)
    high, low = _section(head, last=10_000), _section(tail, last=10_000, after_wan=True) if tail else 0
    return high * 10_000 + low if high and low is not None else None


def _section(text: str, *, last: int, after_wan: bool = False) -> int | None:
    """A whole number below 10⁴, powers falling from left to right and gaps bridged by 零; None for anything else."""
    total, digit, gap = 0, None, False
    for character in text:
        value = _DIGITS.get(character)
        if value is not None:
            if digit is not None:
                return None
            digit, gap = (None, True) if value == 0 else (value, gap)
            continue
        power = _POWERS.get(character, 0)
        if not 0 < power < last or (digit is None and (power != 10 or total or gap or after_wan)):
            return None
        total, digit, last, gap = total + (digit or 1) * power, None, power, False
    if digit is None:
        return None if gap or not total else total
    lone = not total and not after_wan
    return total + digit if gap or last == 10 or lone else None
