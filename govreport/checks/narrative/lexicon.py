"""正文用语: the words of ``grammar.toml`` and the one pattern that finds them, numbers and stops in a text.

The pattern is a plain alternation of fixed words, longest first; nothing in it repeats without bound except digits, so
reading takes time in proportion to the text.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

# Matters of the text, in the order in which a person would name them.
TABLE_TWO: Final = ("rules", "normative_docs", "licensing", "penalty", "coercion")
DISPUTES: Final = ("review", "litigation")
LITIGATION_PARTS: Final = ("litigation_direct", "litigation_after_review")

# Stands for a period shorter than the year.
PARTIAL: Final = "\x01"
UNITS: Final = "人次|件次|万元|亿元|元|件|次|宗|起|份|条|篇|个百分点|个|项|期|户|部|人|家|场|批|%|‰"
# In Chinese numerals only with a unit of cases: 一条, 一次, 一部 are mostly no counts.
_CASES: Final = "件次|件|宗|起|份|%|个百分点"
_CHINESE: Final = "〇零一二两三四五六七八九十百千万"
# 一起 (together), 一件事, 一件一答 and the like are no counts.
_IDIOM: Final = "(?:一起(?!行政|因|政府|案|诉|复)|一件[事一件接])"
_NUMBER: Final = (
    r"(?P<arabic>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+|\d+(?:\.\d+)?)"
    rf"(?P<wan>万(?!元))?(?P<more>余|多|来)?(?P<unit>{UNITS})?"
    rf"|(?!{_IDIOM})(?P<chinese>[{_CHINESE}]{{1,12}})(?P<more_cn>余|多|来)?(?P<unit_cn>{_CASES})"
    rf"|百分之(?P<percent>[{_CHINESE}]{{1,8}}(?:点[{_CHINESE}]{{1,6}})?|\d+(?:\.\d+)?)"
)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d|二[〇零○][一二三四五六七八九〇零○]{2})年(?:度|来)?"


@cache
def words() -> Mapping[str, tuple[str, str]]:
    """Each word → (kind, code)."""
    data = tomllib.loads((files(__package__) / "grammar.toml").read_text(encoding="utf-8"))
    known = {word: (kind, code) for kind, codes in data.items() for code, entries in codes.items() for word in entries}
    return {**known, PARTIAL: ("mark", "within_year")}


@cache
def pattern() -> re.Pattern[str]:
    """The pattern of all that means something: groups ``year``, ``word``, the parts of a number, ``stop``."""
    return re.compile(rf"{_YEAR}|(?P<word>{_alternation(words())})|{_NUMBER}|(?P<stop>[。！？；，：（）\n])", re.ASCII)


def _alternation(entries: Iterable[str]) -> str:
    """The words grouped by first character, so that few alternatives are tried at each place."""
    groups: dict[str, list[str]] = {}
    for word in entries:
        groups.setdefault(word[0], []).append(word[1:])
    return "|".join(
        f"{re.escape(first)}(?:{'|'.join(re.escape(rest) for rest in sorted(rests, key=len, reverse=True))})"
        for first, rests in groups.items()
    )
