"""表线: the tables of a page as rows and columns, found from the lines that are printed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from govreport.documents.layout.measures import TOLERANCE
from govreport.documents.layout.sheet import Box, Glyph, Sheet

# Lines nearer than this are one: the edges of neighbouring cells overlap.
_SAME = 0.6
# A border of a cell is longer than any stroke of a letter.
_SHORTEST = 2.0
# Baselines nearer than this are of one line; letters of two sizes may differ a little.
_ONE_LINE = 1.0
# How far ink must reach beyond a line on both sides to cross it.
_CROSSING = 0.3


@dataclass(frozen=True, slots=True)
class Fragment:
    """表的一段: what one page shows of a table.

    ``columns`` and ``rows`` are the positions of its lines; ``across`` and ``down`` the strokes themselves.
    """

    page: int
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    across: tuple[Box, ...]
    down: tuple[Box, ...]
    glyphs: tuple[Glyph, ...]

    def place(self, glyph: Glyph) -> tuple[int, int]:
        """Row and column in which a character stands, counted from 0."""
        x, y = glyph.box.middle
        return _slot(self.rows, y), _slot(self.columns, x)

    def texts(self) -> dict[tuple[int, int], list[Glyph]]:
        """Row and column → its characters in the order in which they are written."""
        found: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in self.glyphs:
            found.setdefault(self.place(glyph), []).append(glyph)
        return found

    def crossing(self) -> Iterator[Glyph]:
        """Characters through which a line goes, or that stand beside the table."""
        for glyph in self.glyphs:
            box = glyph.box
            x, y = box.middle
            if not (self.columns[0] <= x <= self.columns[-1]):
                yield glyph
                continue
            upright = _between(self.columns, box.left, box.right) and _hit(self.down, box, y, upright=True)
            if upright or (_between(self.rows, box.top, box.bottom) and _hit(self.across, box, x, upright=False)):
                yield glyph


def _between(lines: Sequence[float], low: float, high: float) -> bool:
    return bisect_right(lines, low + _CROSSING) < bisect_right(lines, high - _CROSSING)


def _hit(strokes: Iterable[Box], box: Box, at: float, *, upright: bool) -> bool:
    """Whether one of the strokes goes through the box, ``at`` being the box's middle along the strokes."""
    if upright:
        return any(
            s.top < at < s.bottom and box.left + _CROSSING < s.middle[0] < box.right - _CROSSING for s in strokes
        )
    return any(s.left < at < s.right and box.top + _CROSSING < s.middle[1] < box.bottom - _CROSSING for s in strokes)


def _on_one_line(one: Glyph, next_one: Glyph) -> bool:
    return one.page == next_one.page and next_one.baseline - one.baseline < _ONE_LINE


def in_lines(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Characters line by line, from left to right."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.page, glyph.baseline)):
        if lines and _on_one_line(lines[-1][-1], glyph):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [glyph for line in lines for glyph in sorted(line, key=lambda glyph: glyph.box.left)]


def _slot(lines: Sequence[float], at: float) -> int:
    return min(max(bisect_right(lines, at) - 1, 0), len(lines) - 2)


def fragments(sheet: Sheet) -> list[Fragment]:
    """The tables of a page from top to bottom."""
    down = [stroke for stroke in sheet.strokes if stroke.bottom - stroke.top >= _SHORTEST]
    across = [stroke for stroke in sheet.strokes if stroke.right - stroke.left >= _SHORTEST]
    found = []
    for top, bottom in _ranges((stroke.top, stroke.bottom) for stroke in down):
        own_down = tuple(stroke for stroke in down if top <= stroke.middle[1] <= bottom)
        own_across = tuple(s for s in across if top - TOLERANCE <= s.middle[1] <= bottom + TOLERANCE)
        columns = merged(stroke.middle[0] for stroke in own_down)
        # Where a page break splits a row, no line closes it: the upright ones end there.
        rows = merged((top, bottom, *(stroke.middle[1] for stroke in own_across)))
        if len(columns) > 1 and len(rows) > 1:
            glyphs = tuple(glyph for glyph in sheet.glyphs if top < glyph.box.middle[1] < bottom)
            found.append(Fragment(sheet.number, columns, rows, own_across, own_down, glyphs))
    return found


def _ranges(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The spans, those that touch made one."""
    merged: list[tuple[float, float]] = []
    for top, bottom in sorted(spans):
        if merged and top <= merged[-1][1] + _SAME:
            merged[-1] = (merged[-1][0], max(merged[-1][1], bottom))
        else:
            merged.append((top, bottom))
    return merged


def merged(positions: Iterable[float]) -> tuple[float, ...]:
    """The positions, those of one line made one."""
    found: list[list[float]] = []
    for position in sorted(positions):
        if found and position - found[-1][-1] <= _SAME:
            found[-1].append(position)
        else:
            found.append([position])
    return tuple(sum(group) / len(group) for group in found)
