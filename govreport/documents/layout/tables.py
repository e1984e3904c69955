"""印出的表: the tables found on the pages, held against the official ones they should be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from govreport.documents.layout.lattice import Fragment, in_lines, merged
from govreport.documents.layout.plain import plain
from govreport.documents.layout.sheet import Glyph
from govreport.documents.render.places import placed
from govreport.documents.render.tables import OfficialTable, TableCell

_Cells = dict[int, list[Glyph]]


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """印出的行: one row of a table, its characters by column, and the page on which it begins."""

    page: int
    cells: _Cells

    def text(self, column: int, span: int) -> str:
        """What stands in some columns of the row."""
        glyphs = [glyph for at in range(column, column + span) for glyph in self.cells.get(at, ())]
        return plain("".join(glyph.text for glyph in in_lines(glyphs)))

    def and_also(self, other: "PrintedRow") -> "PrintedRow":
        """The row with the rest of it from the next page."""
        columns = {*self.cells, *other.cells}
        return PrintedRow(self.page, {at: [*self.cells.get(at, ()), *other.cells.get(at, ())] for at in columns})


@dataclass(slots=True)
class PrintedTable:
    """印出的表: ``rows`` are head and body; ``headless`` the pages without head, ``split`` those that begin in a row.

    ``sound`` is False when the printed lines do not make the rows and columns of the official table.
    """

    table: OfficialTable
    fragments: list[Fragment]
    rows: list[PrintedRow] = field(default_factory=list)
    headless: list[int] = field(default_factory=list)
    split: list[int] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether every row and column of the official table was found."""
        return len(self.rows) == len(self.table.head) + len(self.table.body)

    def cells(self) -> Iterator[tuple[TableCell, int, str]]:
        """Every cell of one row with its page and what is printed in it."""
        for y, x, shown in _places(self.table):
            if shown.cell.rowspan == 1:
                row = self.rows[y]
                yield shown, row.page, row.text(x, shown.cell.colspan)


def printed_tables(tables: Sequence[OfficialTable], found: Sequence[Fragment]) -> list[PrintedTable]:
    """Each official table with the fragments that follow in its columns, in the order of the pages."""
    left = list(found)
    result = []
    for table in tables:
        own: list[Fragment] = []
        columns: tuple[float, ...] = ()
        # A page on which cells span several columns does not show all the lines; all pages together do.
        while left and len(more := merged((*columns, *left[0].columns))) <= table.layout.width + 1:
            own.append(left.pop(0))
            columns = more
        whole = len(columns) == table.layout.width + 1
        printed = PrintedTable(table, [replace(fragment, columns=columns) for fragment in own] if whole else own)
        if whole:
            _join(printed)
        result.append(printed)
    return result


def _join(printed: PrintedTable) -> None:
    """The rows of all fragments: heads that repeat come once, a row that was split is one again."""
    head = len(printed.table.head)
    wanted = _wanted(printed.table)
    for number, fragment in enumerate(printed.fragments):
        rows = _rows(fragment)
        if number and head:
            if _all(rows[:head]) == _all(printed.rows[:head]):
                rows = rows[head:]
            else:
                printed.headless.append(fragment.page)
        if number and rows and _is_split(printed, rows[0], wanted):
            printed.split.append(fragment.page)
            printed.rows[-1] = printed.rows[-1].and_also(rows.pop(0))
        printed.rows.extend(rows)


def _is_split(printed: PrintedTable, first: PrintedRow, wanted: Sequence[str]) -> bool:
    at = len(printed.rows) - 1
    if not 0 <= at < len(wanted):
        return False
    last = printed.rows[-1]
    whole = _text(printed.table, at, last.and_also(first)) == wanted[at]
    # All text of a split row may stand on one of its pages.
    empty = not first.cells and bool("".join(wanted[at + 1 : at + 2]))
    return whole and (empty or _text(printed.table, at, last) != wanted[at])


def _rows(fragment: Fragment) -> list[PrintedRow]:
    rows: list[_Cells] = [{} for _ in fragment.rows[1:]]
    for (row, column), glyphs in fragment.texts().items():
        rows[row][column] = glyphs
    return [PrintedRow(fragment.page, cells) for cells in rows]


def _all(rows: Sequence[PrintedRow]) -> list[str]:
    return [row.text(0, max(row.cells, default=0) + 1) for row in rows]


def _places(table: OfficialTable) -> Iterator[tuple[int, int, TableCell]]:
    return placed((*table.head, *table.body), table.layout.width)


def _wanted(table: OfficialTable) -> list[str]:
    """What the cells of each row that stand in it alone should say, one after the other."""
    texts = ["" for _ in (*table.head, *table.body)]
    for y, _x, shown in _places(table):
        if shown.cell.rowspan == 1:
            texts[y] += plain(shown.text)
    return texts


def _text(table: OfficialTable, at: int, row: PrintedRow) -> str:
    own = ((x, shown.cell.colspan) for y, x, shown in _places(table) if y == at and shown.cell.rowspan == 1)
    return "".join(row.text(x, span) for x, span in own)
