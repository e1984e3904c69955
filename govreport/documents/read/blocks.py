"""来源内容: a file of another maker as paragraphs and tables in reading order, the form that all readers of files give.

What is read out of it is decided further on, by the same rules as for a text (``text.py``).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from govreport.documents.read.grids import GridRow, listed
from govreport.documents.read.lines import Line, is_page_number, spaced
from govreport.documents.read.place import Place, around
from govreport.documents.read.result import Doubt
from govreport.standards.document import Document

_HANZI = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef，。、；：！？“”‘’（）《》〈〉〔〕【】…—]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """段落: ``heading`` where the source marks it as one; not ``whole`` where it may be only a line of one."""

    text: str
    heading: bool = False
    whole: bool = True
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """表格: rows of cells, spans known."""

    rows: tuple[GridRow, ...]


Block = Paragraph | Grid


@dataclass
class Blocks:
    """来源: what stands in a file, in order, and what the reader of the file has to say about it.

    ``lost`` are texts with figures that stand near a table and went into none of its cells, each with its place;
    ``base`` is the document that a file of ours was written from, where its words were changed since; ``recognised``
    tells that its words come from a picture.
    """

    blocks: list[Block] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    lost: list[tuple[str, Place]] = field(default_factory=list)
    base: Document | None = None
    recognised: bool = False

    def doubt(self, place: str, message: str) -> None:
        """Note a doubt, once."""
        if (entry := Doubt(place, message)) not in self.doubts:
            self.doubts.append(entry)

    def lose(self, text: str, place: Place) -> None:
        """Note a text that went into no cell, if figures stand in it."""
        if any(character.isdigit() for character in text):
            self.lost.append((text, place))


@dataclass(frozen=True, slots=True)
class Carried:
    """所带数据: the report that a file of ours carries, and doubts about what somebody has done to the file since."""

    document: Document
    doubts: tuple[Doubt, ...]


def lines_of_blocks(blocks: Iterable[Block]) -> list[Line]:
    """The blocks as numbered lines; a table in which every row is one cell is a frame around text."""
    found: list[Line] = []
    for block in located(blocks):
        for line in _table(block) if isinstance(block, Grid) else _paragraph(block):
            found.append(replace(line, number=len(found) + 1))
    return found


def located(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with the place of each in their order, kept where a page is known already."""
    counts = {Paragraph: 0, Grid: 0}
    for number, block in enumerate(blocks, 1):
        counts[type(block)] += 1
        if isinstance(block, Paragraph):
            own = replace(block.place or Place(), block=number, paragraph=counts[Paragraph])
            yield replace(block, place=own)
        else:
            yield Grid(tuple(_located_row(row, number, counts[Grid], place) for place, row in enumerate(block.rows, 1)))


def _located_row(row: GridRow, block: int, table: int, number: int) -> GridRow:
    return tuple(
        replace(cell, place=replace(cell.place or Place(), block=block, table=table, row=number, column=column))
        for column, cell in enumerate(row, 1)
    )


def _paragraph(block: Paragraph) -> list[Line]:
    texts = [spaced(text) for text in block.text.split("\n")]
    return [
        Line(0, text, (), block.heading, whole=block.whole, place=block.place)
        for text in texts
        if text and not is_page_number(text)
    ]


def _table(grid: Grid) -> list[Line]:
    if all(len(row) < 2 for row in grid.rows):
        texts = [Paragraph(cell.text, place=cell.place) for row in grid.rows for cell in row]
        return [line for text in texts for line in _paragraph(text)]
    lines = []
    for row in listed(grid.rows):
        cells = tuple(spaced(text) for text in row.texts)
        if any(cells):
            text = " ".join(filter(None, cells))
            own = around(row.places)
            lines.append(Line(0, text, cells, odd=row.odd, first=row.first, place=own, places=row.places))
    return lines


def joined(pieces: Sequence[str]) -> str:
    """The lines of one cell as one text: words of Chinese run on, figures and Latin words stay apart."""
    text = ""
    for piece in filter(None, map(spaced, pieces)):
        apart = text and not (_HANZI.match(text[-1]) or _HANZI.match(piece[0]))
        text += f" {piece}" if apart else piece
    return text
