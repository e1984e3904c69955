"""表格: an official table with the figures of a report, as cells that a template only has to write down."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

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

    ``lines`` holds the parts of a label between which a line may end; ``rows`` is how many rows it spans on this page;
    ``again`` marks the label of a group that a page break has cut, printed once more.
    """

    cell: GridCell
    tag: str
    scope: str
    classes: str
    lines: tuple[str, ...]
    rows: int = 1
    again: bool = False

    @property
    def text(self) -> str:
        """The text without line ends."""
        return "".join(self.lines)


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """表: the words, spans and figures of one table; ``head`` repeats on every page.

    ``long``: it needs more than a page and may be broken.
    """

    layout: Grid
    columns: range
    head: tuple[tuple[TableCell, ...], ...]
    body: tuple[tuple[TableCell, ...], ...]
    long: bool = False


def official_table(document: Document, code: str, cuts: Iterable[int] | None = None) -> OfficialTable:
    """The table ``t2``, ``t3``, ``t4`` or ``t18`` of a report; KeyError if its edition has no such table.

    ``cuts`` are given for a table that needs more than a page: the rows of the body that begin a new one. Labels that
    span them are printed again there.
    """
    layout = grid(document.edition, code)
    fitting = FITTING.get(layout.layout, 12)
    head, body = ([_row(document, row, fitting) for row in rows] for rows in (layout.head, layout.body))
    for at in sorted(cuts or ()):
        _cut(body, at)
    return OfficialTable(layout, range(layout.width), tuple(head), tuple(body), cuts is not None)


def _cut(body: list[tuple[TableCell, ...]], at: int) -> None:
    """End the group labels that reach beyond row ``at`` there, and print them again at its head, outer ones first."""
    again = []
    for number, row in enumerate(body[:at]):
        kept = []
        for shown in row:
            beyond = number + shown.rows - at
            if beyond > 0:
                again.append(replace(shown, rows=beyond, again=True))
                shown = replace(shown, rows=shown.rows - beyond)
            kept.append(shown)
        body[number] = tuple(kept)
    body[at] = (*again, *body[at])


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
    return TableCell(cell, tag, _scope(cell), _classes(cell, lines, fitting), lines, cell.rowspan)


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
