"""PDF 的表格: cells between ruling lines, one table over several pages put together again."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from govreport.documents.read import words
from govreport.documents.read.blocks import Block, Blocks, Grid, joined
from govreport.documents.read.grids import GridCell, GridRow
from govreport.documents.read.pdf_breaks import Ruled, RuledCell, mended
from govreport.documents.read.pdf_lines import lines_of_characters
from govreport.documents.read.pdf_page import Character, PrintedPage
from govreport.documents.read.pdf_rules import NEAR, Lattice
from govreport.documents.read.place import Box, Place, rounded


def ruled(found: Blocks, page: PrintedPage, lattice: Lattice) -> Ruled | None:
    """A table that was found on a page; None for a frame around text."""
    boxes = list(lattice.cells)
    tops = clustered([box[1] for box in boxes])
    columns = len(clustered([box[0] for box in boxes]))
    # One row of many cells is what a page has left of a table.
    if columns < 2 or (len(tops) < 2 and columns < 4):
        return None
    spans = list(pairwise([*tops, lattice.box[3]]))
    reaching = [[box for box in boxes if box[1] <= _middle(span) < box[3]] for span in spans]
    held, loose = _sorted_out(page, lattice.box, tops, reaching)
    edges = clustered([edge for box in boxes for edge in (box[0], box[2])])
    texts = {box: _text(own, page) for box, own in held.items()}
    rows = []
    for span, own in zip(spans, reaching, strict=True):
        cells: list[RuledCell] = []
        reached = edges[0]
        for box in sorted(own):
            cells += _gap(page, loose, (reached, box[0]), span, edges)
            below = box[1] < span[0] - NEAR
            cells.append(RuledCell("" if below else texts.get(box, ""), box[0], box[2], below, box=box))
            reached = max(reached, box[2])
        rows.append((*cells, *_gap(page, loose, (reached, edges[-1]), span, edges)))
    if lost := "".join(character.text for character in loose).strip():
        found.doubt("file", words.outside_cells(lost, page.number))
    return Ruled(
        box=lattice.box,
        rows=tuple(rows),
        page=page.number,
        size=(page.width, page.height),
        open_above=lattice.open_above,
        open_below=lattice.open_below,
    )


def clustered(values: Iterable[float]) -> list[float]:
    """Edges in order, those that are meant to be one only once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def within(character: Character, box: Box) -> bool:
    """Whether the middle of a character stands in a box."""
    x, y = character.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _middle(span: tuple[float, float]) -> float:
    return min(span[0] + 2 * NEAR, (span[0] + span[1]) / 2)


def _sorted_out(
    page: PrintedPage, whole: Box, tops: Sequence[float], reaching: Sequence[Sequence[Box]]
) -> tuple[dict[Box, list[Character]], list[Character]]:
    """The characters of each cell, one by one because words of neighbouring cells may touch; and those of none."""
    held: dict[Box, list[Character]] = {}
    loose = []
    for character in page.characters:
        if not within(character, whole):
            continue
        row = max(bisect_right(tops, character.middle[1]) - 1, 0)
        box = next((box for box in reaching[row] if within(character, box)), None)
        if box is not None:
            held.setdefault(box, []).append(character)
        elif character.text != " ":
            loose.append(character)
    return held, loose


def _text(printed: Iterable[Character], page: PrintedPage) -> str:
    return joined([line.text for line in lines_of_characters(printed, page)])


def _gap(
    page: PrintedPage,
    loose: list[Character],
    sides: tuple[float, float],
    span: tuple[float, float],
    edges: Sequence[float],
) -> list[RuledCell]:
    """Cells without lines around them, by the edges of the cells in other rows; what is read is no longer loose."""
    if sides[1] - sides[0] <= NEAR:
        return []
    between = [edge for edge in edges if sides[0] + NEAR < edge < sides[1] - NEAR]
    found = []
    for x0, x1 in pairwise([sides[0], *between, sides[1]]):
        box = (x0, span[0], x1, span[1])
        own = [character for character in loose if within(character, box)]
        loose[:] = [character for character in loose if not within(character, box)]
        found.append(RuledCell(_text(own, page), x0, x1, bare=True, box=box))
    return found


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
    return abs(first[0] - second[0]) < 2 * NEAR and abs(first[2] - second[2]) < 2 * NEAR


def _grid(pieces: Sequence[Ruled]) -> Grid:
    rows = [(piece, row) for piece in mended(pieces) for row in piece.rows]
    edges = clustered(edge for _piece, row in rows for cell in row for edge in (cell.x0, cell.x1))
    return Grid(tuple(_placed(piece, row, edges) for piece, row in rows))


def _placed(piece: Ruled, row: Sequence[RuledCell], edges: Sequence[float]) -> GridRow:
    found = []
    for cell in row:
        start, end = _edge(cell.x0, edges), _edge(cell.x1, edges)
        place = Place(page=piece.page, box=rounded(cell.box), size=piece.size)
        found.append(GridCell(cell.text, start, max(end - start, 1), cell.below, cell.bare, place))
    return tuple(found)


def _edge(x: float, edges: Sequence[float]) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - x))
