"""PDF 的表格: cells between ruling lines, one table over several pages put together again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from pdfplumber.utils import extract_words

from govreport.documents.read import words
from govreport.documents.read.blocks import Block, Blocks, Grid, joined
from govreport.documents.read.grids import GridCell, GridRow
from govreport.documents.read.pdf_lines import lines_of_words

Box = tuple[float, float, float, float]
_NEAR: Final = 3.0  # points: edges that are meant to be one


@dataclass(frozen=True, slots=True)
class RuledCell:
    """一格: its text, left and right edge; ``below`` where it began in a row above, ``bare`` without lines around."""

    text: str
    x0: float
    x1: float
    below: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Ruled:
    """有线表格: its box on the page, and its rows from top to bottom."""

    box: Box
    rows: tuple[tuple[RuledCell, ...], ...]

    @property
    def top(self) -> float:
        """Upper edge, in points from the top of the page."""
        return self.box[1]


def ruled(found: Blocks, page: Any, table: Any) -> Ruled | None:
    """A table that was found on a page; None for a frame around text."""
    boxes: list[Box] = list(table.cells)
    tops = _clustered([box[1] for box in boxes])
    columns = len(_clustered([box[0] for box in boxes]))
    # One row of many cells is what a page has left of a table.
    if columns < 2 or (len(tops) < 2 and columns < 4):
        return None
    # Characters, because words of neighbouring cells may touch.
    printed = [character for character in page.chars if _within(character, table.bbox)]
    texts = [_text(printed, box) for box in boxes]
    edges = _clustered([edge for box in boxes for edge in (box[0], box[2])])
    rows = [_row(printed, boxes, texts, (top, low), edges) for top, low in pairwise([*tops, table.bbox[3]])]
    if lost := _lost(printed, boxes, rows):
        found.doubt("file", words.outside_cells(lost, page.page_number))
    return Ruled(table.bbox, tuple(rows))


def _clustered(values: Sequence[float]) -> list[float]:
    """Edges in order, those that are meant to be one only once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _within(character: dict[str, Any], box: Box) -> bool:
    x, y = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _text(printed: Sequence[dict[str, Any]], box: Box) -> str:
    own = extract_words([character for character in printed if _within(character, box)], extra_attrs=["size"])
    return joined([line.text for line in lines_of_words(own, 0, 1.0)])


def _row(
    printed: Sequence[dict[str, Any]],
    boxes: Sequence[Box],
    texts: Sequence[str],
    span: tuple[float, float],
    edges: Sequence[float],
) -> tuple[RuledCell, ...]:
    """The cells of a row, with those that reach into it from above; where lines are missing, what stands there."""
    middle = min(span[0] + 2 * _NEAR, (span[0] + span[1]) / 2)
    own = sorted((box, text) for box, text in zip(boxes, texts, strict=True) if box[1] <= middle < box[3])
    cells: list[RuledCell] = []
    reached = edges[0]
    for box, text in own:
        cells += _gap(printed, (reached, box[0]), span, edges)
        below = box[1] < span[0] - _NEAR
        cells.append(RuledCell("" if below else text, box[0], box[2], below))
        reached = max(reached, box[2])
    return (*cells, *_gap(printed, (reached, edges[-1]), span, edges))


def _gap(
    printed: Sequence[dict[str, Any]], sides: tuple[float, float], span: tuple[float, float], edges: Sequence[float]
) -> list[RuledCell]:
    """Cells without lines around them, by the edges of the cells in other rows."""
    between = [edge for edge in edges if sides[0] + _NEAR < edge < sides[1] - _NEAR]
    if sides[1] - sides[0] <= _NEAR:
        return []
    return [
        RuledCell(_text(printed, (x0, span[0], x1, span[1])), x0, x1, bare=True)
        for x0, x1 in pairwise([sides[0], *between, sides[1]])
    ]


def _lost(printed: Sequence[dict[str, Any]], boxes: Sequence[Box], rows: Sequence[Sequence[RuledCell]]) -> str:
    """What is printed in the table and no cell holds."""
    outside = [item for item in printed if not item["text"].isspace() and not any(_within(item, box) for box in boxes)]
    read = Counter(character for row in rows for cell in row for character in cell.text)
    inside = Counter(item["text"] for item in printed if not item["text"].isspace())
    return "".join(item["text"] for item in outside) if inside - read else ""


def blocks_of_items(items: Sequence[Any]) -> list[Block]:
    """Paragraphs and tables; pieces of a table that follow each other between the same edges are one."""
    found: list[Block] = []
    pieces: list[Ruled] = []
    for item in items:
        if isinstance(item, Ruled):
            if pieces and not _same_edges(pieces[-1].box, item.box):
                found.append(_grid(pieces))
                pieces = []
            pieces.append(item)
            continue
        if pieces:
            found.append(_grid(pieces))
            pieces = []
        found.append(item)
    return [*found, _grid(pieces)] if pieces else found


def _same_edges(first: Box, second: Box) -> bool:
    return abs(first[0] - second[0]) < 2 * _NEAR and abs(first[2] - second[2]) < 2 * _NEAR


def _grid(pieces: Sequence[Ruled]) -> Grid:
    rows = [row for piece in pieces for row in piece.rows]
    edges = _clustered([edge for row in rows for cell in row for edge in (cell.x0, cell.x1)])
    return Grid(tuple(_placed(row, edges) for row in rows))


def _placed(row: Sequence[RuledCell], edges: Sequence[float]) -> GridRow:
    found = []
    for cell in row:
        start, end = _edge(cell.x0, edges), _edge(cell.x1, edges)
        found.append(GridCell(cell.text, start, max(end - start, 1), cell.below, cell.bare))
    return tuple(found)


def _edge(x: float, edges: Sequence[float]) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - x))
