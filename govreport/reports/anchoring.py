"""定位保持: where stretches of a text are found again after the text was changed; pure, its work bounded.

Texts are compared from the coarse to the fine: common beginning and end, paragraphs that occur once in both, clauses
that occur once in both, and only then characters, as far as a budget reaches. Everything but the last step takes
n log n steps, so a section of any allowed length can be compared while somebody types.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Span = tuple[int, int]
# Start in the old text, start in the new one, length.
Stretch = tuple[int, int, int]

_PIECES = (
    re.compile(r"[^\n]*\n|[^\n]+"),
    re.compile(r"[^，。；：、！？,;\n]*[，。；：、！？,;\n]|[^，。；：、！？,;\n]+"),
)
# Products of lengths compared character by character: in one place, and in all.
_MOST_HERE, _MOST = 40_000, 400_000
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_BEFORE = re.compile(r"(?:\d|\d[.,．，]|(?<![0-9A-Za-z０-９])[-－])\Z")
_LEADING = re.compile(r"[0-9.]*")
_AFTER = re.compile(r"\d|[.．,]\d")


def unchanged(old: str, new: str) -> list[Stretch]:
    """The stretches that both texts have in common, in order; neighbours are joined."""
    found: list[Stretch] = []
    for start, place, length in _common(old, new, (0, 0), 0, [_MOST]):
        if found and found[-1][0] + found[-1][2] == start and found[-1][1] + found[-1][2] == place:
            found[-1] = (*found[-1][:2], found[-1][2] + length)
        elif length:
            found.append((start, place, length))
    return found


def carried(old: str, new: str, spans: Sequence[Span]) -> list[Span | None]:
    """Where the numbers at ``spans`` of the old text stand in the new one; None for one that was touched.

    A number is found again if it and at least one character beside it are unchanged, and it still stands alone; or if
    its whole paragraph was moved.
    """
    stretches = unchanged(old, new)
    starts = [stretch[0] for stretch in stretches]
    found: list[Span | None] = []
    for start, end in spans:
        place = bisect_left(starts, start + 1) - 1
        span = _within(stretches[place], (start, end), len(old), len(new)) if place >= 0 else None
        found.append(span if span and stands_alone(new, span) else None)
    if None in found:
        return _with_moved(old, new, spans, found)
    return found


def place_of(old: str, new: str, at: int) -> int | None:
    """Where a position behind a character of the old text is in the new one; None if that character is gone."""
    if old == new:
        return at
    for start, place, length in unchanged(old, new):
        if start < at <= start + length or at == start == 0:
            return place + at - start
    return None


def replaced(text: str, spans: Sequence[Span], words: Sequence[str]) -> tuple[str, list[Span]]:
    """The text with other words at its spans (in order, not overlapping), and where these stand then."""
    parts: list[str] = []
    found: list[Span] = []
    last = size = 0
    for (start, end), word in zip(spans, words, strict=True):
        size += start - last
        parts += [text[last:start], word]
        found.append((size, size + len(word)))
        size += len(word)
        last = end
    return "".join([*parts, text[last:]]), found


def same_but_numbers(known: str, stored: str, spans: Sequence[Span]) -> list[Span] | None:
    """Where the numbers at ``spans`` of the stored text stand in a text that differs from it by these numbers only.

    None if the two differ by anything else.
    """
    found: list[Span] = []
    last = at = 0
    for start, end in spans:
        between = stored[last:start]
        number = _NUMBER.match(known, at + len(between)) if known.startswith(between, at) else None
        if number is None:
            return None
        found.append(number.span())
        last, at = end, number.end()
    return found if known[at:] == stored[last:] else None


def stands_alone(text: str, span: Span) -> bool:
    """Whether the number at a span is a whole number of the text, not some digits of a longer one."""
    start, end = span
    return not _BEFORE.search(text[max(0, start - 3) : start]) and not _AFTER.match(text, end)


def _with_moved(old: str, new: str, spans: Sequence[Span], found: Sequence[Span | None]) -> list[Span | None]:
    """The same with the numbers of paragraphs that stand elsewhere now, word by word and once in each text."""
    often = Counter(old.split("\n"))
    often_new = Counter(new.split("\n"))
    result = list(found)
    for index, (start, end) in enumerate(spans):
        first = old.rfind("\n", 0, start) + 1
        paragraph = old[first:].split("\n", 1)[0]
        if found[index] is None and often[paragraph] == often_new[paragraph] == 1:
            shift = f"\n{new}\n".index(f"\n{paragraph}\n") - first
            result[index] = (start + shift, end + shift)
    return result


def _within(stretch: Stretch, span: Span, old: int, new: int) -> Span | None:
    start, place, length = stretch
    if span[1] > start + length:
        return None
    beside = length > span[1] - span[0] or start == place == 0 or (start + length == old and place + length == new)
    return (span[0] + place - start, span[1] + place - start) if beside else None


def _alike(old: str, new: str) -> int:
    """How many characters both texts have in common at their beginning."""
    shorter = min(len(old), len(new))
    if old[:shorter] == new[:shorter]:
        return shorter
    return next(at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other)


def _common(old: str, new: str, at: Span, level: int, budget: list[int]) -> Iterator[Stretch]:
    """The stretches of two texts that begin at some places of the whole ones."""
    head = _alike(old, new)
    yield at[0], at[1], head
    old, new, at = old[head:], new[head:], (at[0] + head, at[1] + head)
    tail = _alike(old[::-1], new[::-1])
    a, b = old[: len(old) - tail], new[: len(new) - tail]
    if a and b:
        yield from _letters(a, b, at, budget) if level == len(_PIECES) else _by_pieces(a, b, at, level, budget)
    yield at[0] + len(a), at[1] + len(b), tail


def _by_pieces(old: str, new: str, at: Span, level: int, budget: list[int]) -> Iterator[Stretch]:
    """Pieces that occur once in both texts hold them together; what is between them is compared more finely."""
    a = b = 0
    for start, place, length in _anchors(_PIECES[level], old, new):
        yield from _common(old[a:start], new[b:place], (at[0] + a, at[1] + b), level + 1, budget)
        yield at[0] + start, at[1] + place, length
        a, b = start + length, place + length
    yield from _common(old[a:], new[b:], (at[0] + a, at[1] + b), level + 1, budget)


def _anchors(pieces: re.Pattern[str], old: str, new: str) -> list[Stretch]:
    """Pieces that occur once in both texts, the longest series of them in the same order."""
    before, after = list(pieces.finditer(old)), list(pieces.finditer(new))
    often, often_new = Counter(item[0] for item in before), Counter(item[0] for item in after)
    once = {item[0]: item.start() for item in after if often_new[item[0]] == 1}
    pairs = [(m.start(), once[m[0]], len(m[0])) for m in before if often[m[0]] == 1 and m[0] in once]
    ends: list[int] = []
    tails: list[int] = []
    back: list[int] = []
    for index, (_, place, _) in enumerate(pairs):
        slot = bisect_left(ends, place)
        ends[slot : slot + 1] = [place]
        tails[slot : slot + 1] = [index]
        back.append(tails[slot - 1] if slot else -1)
    chain: list[Stretch] = []
    index = tails[-1] if tails else -1
    while index >= 0:
        chain.append(pairs[index])
        index = back[index]
    return chain[::-1]


def _letters(old: str, new: str, at: Span, budget: list[int]) -> Iterator[Stretch]:
    cost = len(old) * len(new)
    if cost > min(_MOST_HERE, budget[0]):
        return
    budget[0] -= cost
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        # A number is not the same one for its digits alone: what stands before it must be the same as well.
        leading = _LEADING.match(old, block.a, block.a + block.size)
        digits = leading.end() - block.a if leading else 0
        yield at[0] + block.a + digits, at[1] + block.b + digits, block.size - digits
