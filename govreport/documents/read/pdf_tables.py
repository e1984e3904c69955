"""PDF 的表格: cells between ruling lines, one table over several pages put together again."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from govreport.documents.read import words
from govreport.documents.read.blocks import Block, Blocks, Grid, joined
from govreport.documents.read.grids import GridCell, GridRow
from govreport.documents.read.pdf_breaks import Ruled, RuledCell, continued, mended
from govreport.documents.read.pdf_lines import lines_of_characters
from govreport.documents.read.pdf_page import Character, PrintedPage
from govreport.documents.read.pdf_rules import NEAR, Lattice
from govreport.documents.read.place import Box, Place, rounded

Run = list[Character]
_OVER: Final = 1.0  # points by which a text may run over the side of its cell


def ruled(found: Blocks, page: PrintedPage, lattice: Lattice, runs: list[Run]) -> Ruled | None:
    """A table that was found on a page; None for a frame around text. Takes what stands in it out of ``runs``."""
    boxes = list(lattice.cells)
    tops = clustered([box[1] for box in boxes])
    columns = len(clustered([box[0] for box in boxes]))
    # One row of many cells is what a page has left of a table.
    if columns < 2 or (len(tops) < 2 and columns < 3):
        return None
    own_runs = [run for run in runs if within(run, lattice.box)]
    runs[:] = [run for run in runs if not within(run, lattice.box)]
    spans = list(pairwise([*tops, lattice.box[3]]))
    reaching = [[box for box in boxes if box[1] <= _middle(span) < box[3]] for span in spans]
    held, loose, over = _sorted_out(own_runs, tops, reaching)
    edges = clustered([edge for box in boxes for edge in (box[0], box[2])])
    texts = {box: _text(own, page) for box, own in held.items()}
    rows = []
    for span, own in zip(spans, reaching, strict=True):
        cells: list[RuledCell] = []
        reached = edges[0]
        for box in sorted(own):
            cells += _gap(page, loose, (reached, box[0]), span, edges)
            below = box[1] < span[0] - NEAR
            text = "" if below else texts.get(box, "")
            cells.append(RuledCell(text, box[0], box[2], below, bare=box in over, box=box))
            reached = max(reached, box[2])
        rows.append((*cells, *_gap(page, loose, (reached, edges[-1]), span, edges)))
    if lost := "".join(character.text for character in loose).strip():
        found.doubt("file", words.outside_cells(lost, page.number))
        for line in lines_of_characters(loose, page):
            found.lose(line.text, line.place)
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


def runs_of(page: PrintedPage) -> list[Run]:
    """The characters of a page as they were written, gap after gap."""
    found: dict[int, Run] = {}
    for character in page.characters:
        found.setdefault(character.run, []).append(character)
    return list(found.values())


def middle(run: Run) -> tuple[float, float]:
    """The middle of what was written in one go."""
    return (run[0].x0 + run[-1].x1) / 2, run[0].middle[1]


def within(run: Run, box: Box) -> bool:
    """Whether the middle of a text stands in a box."""
    x, y = middle(run)
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _middle(span: tuple[float, float]) -> float:
    return min(span[0] + 2 * NEAR, (span[0] + span[1]) / 2)


def _sorted_out(
    runs: Sequence[Run], tops: Sequence[float], reaching: Sequence[Sequence[Box]]
) -> tuple[dict[Box, list[Character]], list[Character], set[Box]]:
    """The characters of each cell, those of none, and the cells over whose sides a text runs.

    Figures that are too wide for their cell stand in that in which the middle of them stands.
    """
    held: dict[Box, list[Character]] = {}
    loose, over = [], set[Box]()
    for run in runs:
        x, y = middle(run)
        own = reaching[max(bisect_right(tops, y) - 1, 0)]
        box = next((box for box in own if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None)
        if box is not None:
            held.setdefault(box, []).extend(run)
            if run[0].x0 < box[0] - _OVER or run[-1].x1 > box[2] + _OVER:
                over |= {other for other in own if other[2] > run[0].x0 and other[0] < run[-1].x1}
        else:
            loose += [character for character in run if character.text != " "]
    return held, loose, over


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
        own = [character for character in loose if within([character], box)]
        loose[:] = [character for character in loose if not within([character], box)]
        found.append(RuledCell(_text(own, page), x0, x1, bare=True, box=box))
    return found


def blocks_of_items(items: Sequence[Any]) -> list[Block]:
    """Paragraphs and tables; pieces of a table that follow each other between the same edges are one."""
    found: list[Block] = []
    pieces: list[Ruled] = []
    for item in items:
        if isinstance(item, Ruled):
            more = continued(pieces[-1], item) if pieces else None
            if pieces and more is None:
                found.append(_grid(pieces))
                pieces = []
            pieces.append(more or item)
            continue
        if pieces:
            found.append(_grid(pieces))
            pieces = []
        found.append(item)
    return [*found, _grid(pieces)] if pieces else found


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
