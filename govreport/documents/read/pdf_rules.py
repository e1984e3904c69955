"""PDF 的表线: ruling lines that touch each other as tables of cells.

A table that a page breaks often has no line at the break, and tables without lines at their sides are common: where
lines end together, the table is taken to end as if it were ruled there.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from govreport.documents.read.pdf_page import Stroke
from govreport.documents.read.place import Box

NEAR: Final = 3.0  # points: lines that are meant to be one, or to touch
_BEYOND: Final = 5.0  # points: lines that end so far beyond the last line across them are open
_MOST_SQUARES: Final = 100_000

Span = tuple[float, float, float]  # where the line stands, and from where to where it goes


@dataclass(frozen=True, slots=True)
class Lattice:
    """表线网: the closed cells of a table on a page; ``open_above`` and ``open_below`` where no line ends it there."""

    cells: tuple[Box, ...]
    box: Box
    open_above: bool = False
    open_below: bool = False


def lattices(strokes: Iterable[Stroke]) -> list[Lattice]:
    """The tables of a page from top to bottom."""
    level, upright = [], []
    for stroke in strokes:
        if stroke.bottom - stroke.top <= stroke.x1 - stroke.x0:
            level.append(((stroke.top + stroke.bottom) / 2, stroke.x0, stroke.x1))
        else:
            upright.append(((stroke.x0 + stroke.x1) / 2, stroke.top, stroke.bottom))
    across, down = _straightened(level), _straightened(upright)
    found = [lattice for group in _touching(across, down) if (lattice := _lattice(*group))]
    return sorted(found, key=lambda lattice: (lattice.box[1], lattice.box[0]))


def _straightened(spans: Sequence[Span]) -> list[Span]:
    """Lines that are meant to be one made one: side by side first, then end to end."""
    found: list[Span] = []
    for group in _grouped(spans):
        place = sum(span[0] for span in group) / len(group)
        start, end = group[0][1], group[0][2]
        for _place, low, high in sorted(group, key=lambda span: span[1]):
            if low <= end + NEAR:
                end = max(end, high)
                start = min(start, low)
            else:
                found.append((place, start, end))
                start, end = low, high
        found.append((place, start, end))
    return found


def _grouped(spans: Sequence[Span]) -> list[list[Span]]:
    groups: list[list[Span]] = []
    for span in sorted(spans):
        if groups and span[0] - groups[-1][-1][0] <= NEAR:
            groups[-1].append(span)
        else:
            groups.append([span])
    return [sorted(group, key=lambda span: span[1]) for group in groups]


def _touching(across: list[Span], down: list[Span]) -> list[tuple[list[Span], list[Span]]]:
    """Lines across and down that hang together."""
    across = sorted(across)
    places = [span[0] for span in across]
    owner = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while owner[item] != item:
            owner[item] = owner[owner[item]]
            item = owner[item]
        return item

    for number, (x, top, bottom) in enumerate(down, len(across)):
        for other in range(bisect_left(places, top - NEAR), bisect_right(places, bottom + NEAR)):
            if across[other][1] - NEAR <= x <= across[other][2] + NEAR:
                owner[root(other)] = root(number)
    groups: dict[int, tuple[list[Span], list[Span]]] = {}
    for item in range(len(owner)):
        own = groups.setdefault(root(item), ([], []))
        if item < len(across):
            own[0].append(across[item])
        else:
            own[1].append(down[item - len(across)])
    return [group for group in groups.values() if group[0] and group[1]]


def _lattice(across: list[Span], down: list[Span]) -> Lattice | None:
    rows, columns = _places(across), _places(down)
    top, bottom = min(span[1] for span in down), max(span[2] for span in down)
    left, right = min(span[1] for span in across), max(span[2] for span in across)
    open_above, open_below = top < rows[0] - _BEYOND, bottom > rows[-1] + _BEYOND
    rows = [*([top] if open_above else []), *rows, *([bottom] if open_below else [])]
    if left < columns[0] - _BEYOND:
        columns.insert(0, left)
        down = [*down, (left, rows[0], rows[-1])]
    if right > columns[-1] + _BEYOND:
        columns.append(right)
        down = [*down, (right, rows[0], rows[-1])]
    if len(rows) < 2 or len(columns) < 2 or len(rows) * len(columns) > _MOST_SQUARES:
        return None
    # Above the first row and below the last a cell of several rows may go on over the page.
    across = [*across, (rows[0], columns[0], columns[-1]), (rows[-1], columns[0], columns[-1])]
    cells = _cells(rows, columns, _walls(rows, columns, across), _walls(columns, rows, down))
    box = (columns[0], rows[0], columns[-1], rows[-1])
    return Lattice(tuple(cells), box, open_above, open_below) if len(cells) > 1 else None


def _places(spans: Iterable[Span]) -> list[float]:
    return sorted({span[0] for span in spans})


def _walls(own: Sequence[float], cross: Sequence[float], spans: Iterable[Span]) -> list[list[bool]]:
    """For each line of a direction, whether it is drawn between each two lines of the other direction."""
    found = [[False] * (len(cross) - 1) for _line in own]
    middles = [(low + high) / 2 for low, high in pairwise(cross)]
    for place, low, high in spans:
        row = found[bisect_left(own, place)]
        for square in range(bisect_left(middles, low), bisect_right(middles, high)):
            row[square] = True
    return found


def _cells(
    rows: Sequence[float], columns: Sequence[float], level: list[list[bool]], upright: list[list[bool]]
) -> list[Box]:
    """The rectangles that lines close on all sides, from top to bottom and from left to right."""
    height, width = len(rows) - 1, len(columns) - 1
    taken = [[False] * width for _row in range(height)]
    found = []
    for row in range(height):
        for column in range(width):
            if not taken[row][column]:
                region = _region(row, column, taken, level, upright)
                if box := _rectangle(region, level, upright):
                    top, left, low, right = box
                    found.append((columns[left], rows[top], columns[right], rows[low]))
    return found


def _region(
    row: int, column: int, taken: list[list[bool]], level: list[list[bool]], upright: list[list[bool]]
) -> list[tuple[int, int]]:
    """The squares that no line parts from the given one."""
    height, width = len(taken), len(taken[0])
    taken[row][column] = True
    found, waiting = [], [(row, column)]
    while waiting:
        y, x = waiting.pop()
        found.append((y, x))
        ways = (
            (y > 0 and not level[y][x], y - 1, x),
            (y + 1 < height and not level[y + 1][x], y + 1, x),
            (x > 0 and not upright[x][y], y, x - 1),
            (x + 1 < width and not upright[x + 1][y], y, x + 1),
        )
        for free, down, right in ways:
            if free and not taken[down][right]:
                taken[down][right] = True
                waiting.append((down, right))
    return found


def _rectangle(
    region: list[tuple[int, int]], level: list[list[bool]], upright: list[list[bool]]
) -> tuple[int, int, int, int] | None:
    """First row and column of a region and those behind its last; None for one that is no closed rectangle."""
    ys, xs = [y for y, _x in region], [x for _y, x in region]
    top, low, left, right = min(ys), max(ys) + 1, min(xs), max(xs) + 1
    if len(region) != (low - top) * (right - left):
        return None
    closed = all(level[top][x] and level[low][x] for x in range(left, right)) and all(
        upright[left][y] and upright[right][y] for y in range(top, low)
    )
    return (top, left, low, right) if closed else None
