"""行名、列名的比对: how alike a printed label is to an official one, so that misprints do not lose a row."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_NUMBERING = re.compile(
    r"^(?:[(（]\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）]|([一二三四五六七八九十]{1,3})\s*[、.．]"
    r"|(\d{1,2})\s*[.．、)）](?!\d))"
)
_OUTSIDE = re.compile(r"[^0-9a-z\u3400-\u9fff]+")


def fold(text: str) -> str:
    """The text without spaces, punctuation and differences of width."""
    return _OUTSIDE.sub("", unicodedata.normalize("NFKC", text).lower())


def split_numbering(text: str) -> tuple[str, str]:
    """``（三）不予公开`` → (三, 不予公开); the number is empty where there is none."""
    stripped = text.strip()
    match = _NUMBERING.match(stripped)
    return (next(group for group in match.groups() if group), stripped[match.end() :]) if match else ("", stripped)


@lru_cache(maxsize=20_000)
def core(text: str) -> str:
    """A label folded, without its numbering."""
    return fold(split_numbering(text)[1])


@lru_cache(maxsize=20_000)
def number(text: str) -> str:
    """The number before a label, or nothing."""
    return split_numbering(text)[0]


@lru_cache(maxsize=20_000)
def _grams(text: str) -> Counter[str]:
    return Counter([*text, *(text[place : place + 2] for place in range(len(text) - 1))])


@lru_cache(maxsize=20_000)
def alike(found: str, official: str) -> float:
    """How alike two folded labels are, 0 to 1: shared characters and pairs; a whole label inside is clear."""
    if not found or not official:
        return 0.0
    if found == official:
        return 1.0
    ours, theirs = _grams(found), _grams(official)
    shared = sum((ours & theirs).values())
    score = 2 * shared / (sum(ours.values()) + sum(theirs.values()))
    if len(official) >= 4 and official in found:
        return max(score, 0.9)
    if len(found) >= 6 and found in official:
        return max(score, 0.85)
    return score


def is_fragment(found: str, official: str) -> bool:
    """Whether the folded text is a piece of a label: its characters in that order (``维`` of ``结果维持``)."""
    rest = iter(official)
    return bool(found) and all(character in rest for character in found)
