"""自动编号: the numbers that Word prints before paragraphs but does not write in them (一、（一）1.)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE: Final = re.compile(r"%([1-9])")
_DIGITS: Final = "〇一二三四五六七八九"
_LEVELS: Final = 9


def value(item: Any) -> str:
    """The ``w:val`` of an element, or nothing."""
    return "" if item is None else str(item.get(f"{W}val") or "")


def chinese(number: int) -> str:
    """一 … 九十九; from a hundred on the digits one by one."""
    if not 0 < number < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand",
         "ideographDigital", "taiwaneseCounting", "japaneseDigitalTenThousand"),
        chinese,
    ),
    "decimalEnclosedCircleChinese": lambda number: chr(0x245F + number) if number <= 20 else str(number),
    "decimalEnclosedCircle": lambda number: chr(0x245F + number) if number <= 20 else str(number),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "none": lambda number: "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    text: str
    start: int


class Numbering:
    """编号: counts the numbered paragraphs of a document in their order."""

    def __init__(self, root: Any, styles: Any) -> None:
        self.levels: dict[str, dict[int, _Level]] = {}
        self.lists: dict[str, str] = {}
        self.counts: dict[str, list[int]] = {}
        self.by_style = _of_styles(styles)
        if root is None:
            return
        for item in root.iter(f"{W}abstractNum"):
            self.levels[str(item.get(f"{W}abstractNumId"))] = dict(map(_level, item.iter(f"{W}lvl")))
        for item in root.iter(f"{W}num"):
            self.lists[str(item.get(f"{W}numId"))] = value(item.find(f"{W}abstractNumId"))

    def next(self, own: Any, style: str) -> str:
        """The printed number of the next paragraph that has this ``w:numPr`` or style; empty without one or for a dot.

        A paragraph that is set to list 0 has none.
        """
        number, depth = self.by_style.get(style, ("", 0))
        if own is not None:
            number = value(own.find(f"{W}numId")) or number
            depth = _depth(value(own.find(f"{W}ilvl"))) if own.find(f"{W}ilvl") is not None else depth
        kinds = self.levels.get(self.lists.get(number, ""), {})
        if depth not in kinds or kinds[depth].style == "bullet":
            return ""
        counts = self.counts.setdefault(self.lists[number], [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else kinds[depth].start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        return _PLACE.sub(lambda match: _shown(kinds, counts, int(match[1]) - 1), kinds[depth].text)


def _of_styles(styles: Any) -> dict[str, tuple[str, int]]:
    """The lists to which styles put their paragraphs: style → (list, level)."""
    found = {}
    for style in styles.iter(f"{W}style"):
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None:
            found[str(style.get(f"{W}styleId"))] = (value(own.find(f"{W}numId")), _depth(value(own.find(f"{W}ilvl"))))
    return found


def _depth(text: str) -> int:
    return min(int(text), _LEVELS - 1) if text.isdecimal() else 0


def _level(item: Any) -> tuple[int, _Level]:
    start = value(item.find(f"{W}start"))
    own = _Level(
        value(item.find(f"{W}numFmt")), value(item.find(f"{W}lvlText")), int(start[:4]) if start.isdecimal() else 1
    )
    return _depth(str(item.get(f"{W}ilvl") or "0")), own


def _shown(kinds: Mapping[int, _Level], counts: list[int], depth: int) -> str:
    number = counts[depth] or (kinds[depth].start if depth in kinds else 1)
    return _FORMATS.get(kinds[depth].style if depth in kinds else "", str)(number)
