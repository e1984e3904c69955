"""表格: an official table with the figures of a report, as cells that a template only has to write down."""

from dataclasses import dataclass

from govreport.documents.render.text import printable
from govreport.standards.document import Document
from govreport.standards.grid import Grid, GridCell, GridRow, grid
from govreport.standards.headings import level_of
from govreport.standards.numbers import format_number

# More characters than these do not fit a value column of tables three and four and are set smaller.
FITTING = {"matrix": 5, "blocks": 4}

_HEADERS = ("head", "band", "stub")


@dataclass(frozen=True, slots=True)
class TableCell:
    """格: one cell with the HTML element it becomes (``th`` or ``td``), its text and its style classes.

    ``lines`` holds the parts of a label between which a line may end.
    """

    cell: GridCell
    tag: str
    scope: str
    classes: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text without line ends."""
        return "".join(self.lines)


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """表: the words, spans and figures of one table; ``head`` repeats on every page."""

    layout: Grid
    columns: range
    head: tuple[tuple[TableCell, ...], ...]
    body: tuple[tuple[TableCell, ...], ...]


def official_table(document: Document, code: str) -> OfficialTable:
    """The table ``t2``, ``t3``, ``t4`` or ``t18`` of a report; KeyError if its edition has no such table."""
    layout = grid(document.edition, code)
    fitting = FITTING.get(layout.layout, 12)
    head, body = ([_row(document, row, fitting) for row in rows] for rows in (layout.head, layout.body))
    return OfficialTable(layout, range(layout.width), tuple(head), tuple(body))


def cell_text(document: Document, address: str) -> str:
    """What stands in a value cell: the printed text where there is one, the exact number, or nothing for a blank."""
    if text := printable(document.printed.get(address, "")).strip():
        return text
    value = document.figures.get(address)
    return "" if value is None else format_number(value)


def _row(document: Document, row: GridRow, fitting: int) -> tuple[TableCell, ...]:
    return tuple(_cell(document, cell, fitting) for cell in row)


def _cell(document: Document, cell: GridCell, fitting: int) -> TableCell:
    tag = "th" if cell.kind in _HEADERS else "td"
    lines = _label(cell) if cell.address is None else (cell_text(document, cell.address),)
    return TableCell(cell, tag, _scope(cell), _classes(cell, lines, fitting), lines)


def _scope(cell: GridCell) -> str:
    if cell.kind == "stub":
        return "rowgroup" if cell.rowspan > 1 else "row"
    if cell.kind in _HEADERS:
        return "colgroup" if cell.colspan > 1 else "col"
    return ""


def _label(cell: GridCell) -> tuple[str, ...]:
    """A group label such as （三）不予公开 stands in a narrow column: number and words on lines of their own."""
    number, bracket, words = cell.text.partition("）")
    if cell.kind == "stub" and cell.rowspan > 1 and bracket and words:
        return (number + bracket, words)
    return (cell.text,)


def _classes(cell: GridCell, lines: tuple[str, ...], fitting: int) -> str:
    names = [f"cell-{cell.kind}"]
    if cell.kind == "stub" and cell.rowspan > 1:
        names.append("cell-group")
    # A heading （二） inside the 2014 table stands one step in, as the rows （一） beside it do.
    level = cell.level or (cell.kind == "band" and level_of(cell.text) == 2)
    if level:
        names.append(f"level-{level:d}")
    if cell.kind == "data" and len(lines[0]) > fitting:
        names.append("cell-long")
    return " ".join(names)
