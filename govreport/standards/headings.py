"""层次序数: the numbering of 公文 (GB/T 9704-2012): 1 一、 · 2 （一） · 3 1. · 4 （1）; 0 is running text."""

import re
from typing import Final

from govreport.standards.numbers import chinese_number

# A heading longer than this is a sentence of the text; so is one that ends like a sentence part.
LONGEST_HEADING: Final = 40
NUMERALS: Final = "一二三四五六七八九十"

# By level; scripts recognise headings by the same patterns (documents.headings.patterns).
NUMBERING: Final = (
    (1, re.compile(rf"([{NUMERALS}]{{1,3}})、")),
    (2, re.compile(rf"[（(] ?([{NUMERALS}]{{1,3}}) ?[）)]")),
    (3, re.compile(r"(\d{1,2})[.．](?!\d)")),
    (4, re.compile(r"[（(](\d{1,2})[）)]")),
)


def level_of(line: str) -> int:
    """The level of a line by its numbering; 0 if it has none."""
    return next((level for level, pattern in NUMBERING if pattern.match(line)), 0)


def ordinal_of(line: str) -> tuple[int, int]:
    """The level of a line and the number before it: ``（三）平台建设`` → (2, 3); (0, 0) if it has none."""
    for level, pattern in NUMBERING:
        if match := pattern.match(line):
            number = int(match[1]) if level > 2 else chinese_number(match[1])
            return (level, number) if number is not None else (0, 0)
    return 0, 0


def bare(line: str) -> str:
    """The line without its numbering."""
    match = next((match for _, pattern in NUMBERING if (match := pattern.match(line))), None)
    return line[match.end() :].strip() if match else line


def numeral(number: int) -> str:
    """1 … 99 in Chinese: 12 → 十二."""
    tens, ones = divmod(number, 10)
    word = ("" if tens == 1 else NUMERALS[tens - 1]) + "十" if tens else ""
    return word + (NUMERALS[ones - 1] if ones else "")
