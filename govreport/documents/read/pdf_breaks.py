"""PDF 的跨页表格: what each page shows of a table, and rows that a page has broken in two."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from govreport.documents.read.blocks import joined
from govreport.documents.read.labels import alike, core, number
from govreport.documents.read.pdf_rules import NEAR
from govreport.documents.read.place import Box
from govreport.documents.read.rows import is_value
from govreport.standards import all_editions

_OWN: Final = 0.85  # so much like a label of a form is one

Row = tuple["RuledCell", ...]


@dataclass(frozen=True, slots=True)
class RuledCell:
    """一格: its text, left and right edge; ``below`` where it began in a row above, ``bare`` without lines around."""

    text: str
    x0: float
    x1: float
    below: bool = False
    bare: bool = False
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Ruled:
    """有线表格: its box on the page, its rows from top to bottom, the page and its width and height.

    ``open_above`` and ``open_below`` tell that no line ends it there, as where a page breaks it.
    """

    box: Box
    rows: tuple[tuple[RuledCell, ...], ...]
    page: int
    size: tuple[float, float]
    open_above: bool = False
    open_below: bool = False

    @property
    def top(self) -> float:
        """Upper edge, in points from the top of the page."""
        return self.box[1]


def continued(last: Ruled, piece: Ruled) -> Ruled | None:
    """The piece as more of the same table, None where it is another one.

    On a page where nothing is written in the outer columns of a table their lines may be missing; then its other lines
    tell.
    """
    outer = (last.box[0], last.box[2]), (piece.box[0], piece.box[2])
    near = [abs(one - other) < 2 * NEAR for one, other in zip(*outer, strict=True)]
    if all(near):
        return piece
    narrower = last.box[0] - NEAR < piece.box[0] and piece.box[2] < last.box[2] + NEAR
    if not (any(near) and narrower and last.page != piece.page):
        return None
    edges = {edge for row in last.rows for cell in row for edge in (cell.x0, cell.x1)}
    own = {edge for row in piece.rows for cell in row for edge in (cell.x0, cell.x1)}
    if not all(any(abs(edge - other) < 2 * NEAR for other in edges) for edge in own):
        return None
    return replace(piece, box=(last.box[0], piece.box[1], last.box[2], piece.box[3]), rows=_filled(last, piece))


def _filled(last: Ruled, piece: Ruled) -> tuple[Row, ...]:
    """The rows of a piece with the columns at its sides, in which cells go on from the page before."""
    left, right = last.box[0], last.box[2]
    return tuple(
        (
            *([RuledCell("", left, row[0].x0, below=True)] if row[0].x0 > left + 2 * NEAR else []),
            *row,
            *([RuledCell("", row[-1].x1, right, below=True)] if row[-1].x1 < right - 2 * NEAR else []),
        )
        for row in piece.rows
    )


def mended(pieces: Sequence[Ruled]) -> list[Ruled]:
    """The pieces of a table; the halves of rows that pages have broken in two are one row, and marked."""
    found: list[Ruled] = []
    for piece in pieces:
        if found and found[-1].page != piece.page and (found[-1].open_below or piece.open_above):
            last, first = found[-1].rows[-1], piece.rows[0]
            if _are_halves(last, first):
                found[-1] = replace(found[-1], rows=(*found[-1].rows[:-1], _whole(last, first)))
                piece = replace(piece, rows=piece.rows[1:])
        if piece.rows:
            found.append(piece)
    return found


def _are_halves(last: Row, first: Row) -> bool:
    """Whether a row goes on in the next.

    They have the same cells, and one of them has all the figures: the other has all the words, or the words in the
    second are no label of their own.
    """
    same = len(last) == len(first) and all(
        abs(one.x0 - other.x0) < NEAR and abs(one.x1 - other.x1) < NEAR for one, other in zip(last, first, strict=True)
    )
    if not same:
        return False
    above, below = _words(last), _words(first)
    if _has_figures(last) and _has_figures(first):
        return bool(above) and _is_rest(last, first) and not (below and _is_named(below))
    if bool(above) != bool(below):
        return _has_figures(first if above else last)
    # The words before the last are those of a group.
    return bool(above and below) and not _is_named(below)


def _is_named(found: Sequence[str]) -> bool:
    """Whether the last of the words begins a label of its own."""
    return bool(number(found[-1]) or _is_label(core(found[-1])))


def _is_rest(last: Row, first: Row) -> bool:
    """Whether the figures in the second row are the ends of some of those in the first, which had no room for them."""
    pairs = [(one.text, other.text) for one, other in zip(last, first, strict=True) if is_value(other.text)]
    return len(pairs) < sum(1 for cell in last if is_value(cell.text)) and all(is_value(one) for one, _end in pairs)


def _words(row: Row) -> list[str]:
    return [cell.text for cell in row if cell.text and not is_value(cell.text)]


def _has_figures(row: Row) -> bool:
    return any(is_value(cell.text) for cell in row)


def _whole(last: Row, first: Row) -> Row:
    return tuple(
        replace(one, text=joined([one.text, other.text]), below=one.below and not other.text, bare=True)
        for one, other in zip(last, first, strict=True)
    )


@cache
def _labels() -> frozenset[str]:
    """Everything that a form prints beside or above figures, folded."""
    found = set()
    for edition in all_editions():
        for table in edition.tables:
            found |= {label for row in table.rows for label in (row.label, *row.aliases)}
            found |= {column.label for column in table.columns}
            found |= {heading.label for heading in (*table.bands, *table.groups)}
    return frozenset(filter(None, map(core, found)))


def _is_label(text: str) -> bool:
    return text in _labels() or any(alike(text, label) >= _OWN for label in _labels() if len(label) > 3)
