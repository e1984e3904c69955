"""分别为: numbers told one after the other for matters named one after the other."""

from collections.abc import Mapping, Sequence
from typing import Final

from govreport.checks.narrative.reading import Token
from govreport.checks.narrative.segment import Segment

# Kinds of words that are listed, the most telling first.
_LISTED: Final = ("disposition", "topic", "verb")
_MOST: Final = 12


def apportioned(clause: Sequence[Token], start: int, folded: str) -> Mapping[int, Segment | None]:
    """The words that belong to each number of a list, by the number's place.

    许可、处罚、强制分别为3件、2件、1件: the first number has the first matter, and so on. None where the list cannot be
    told apart; empty where nothing is listed.
    """
    first = next((place for place, token in enumerate(clause) if token.kind == "number"), 0)
    said, numbers = clause[:first], [token for token in clause[first:] if token.kind == "number"]
    if not 1 < len(numbers) <= _MOST or len(said) > 2 * _MOST:
        return {}
    if "分别" not in folded[max(said[-1].start if said else start, start) : numbers[0].start]:
        return {}
    for kind in _LISTED:
        listed = [token for token in said if token.kind == kind and token.code != "handled"]
        if len(listed) > 1:
            if len(listed) != len(numbers):
                return dict.fromkeys(number.start for number in numbers)
            pairs = zip(numbers, listed, strict=True)
            return {number.start: _segment(said, listed, own, number.start) for number, own in pairs}
    return {}


def _segment(said: Sequence[Token], listed: Sequence[Token], own: Token, end: int) -> Segment:
    """What is said of all matters, of the listed ones only one's own."""
    words = [token for token in said if token not in listed or token is own]
    found = Segment(own.start)
    found.words = [token for token in words if token.kind in ("topic", "verb", "disposition", "carry")]
    found.marks = [token for token in words if token.kind == "mark"]
    found.place = end
    return found
