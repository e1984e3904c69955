"""官方表格: the read-only drawing of an official table (`{% load grids %}`, `{% grid_table document "t3" %}`).

The words, spans and order come from `govreport.standards.grid`; the markup is `templates/partials/grid_table.html`.
"""

from dataclasses import dataclass
from typing import Any, Final

from django import template

from govreport.standards.document import Document
from govreport.standards.grid import GridCell, GridRow, grid
from govreport.standards.numbers import format_number

register = template.Library()

HEADERS: Final = {"head", "band", "stub"}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """格: a grid cell with the text it shows and its HTML element (`th` or `td`) and scope."""

    cell: GridCell
    text: str
    tag: str
    scope: str


@register.inclusion_tag("partials/grid_table.html")
def grid_table(document: Document, table: str, caption: bool = False) -> dict[str, Any]:
    """Draw one table ("t2", "t3", "t4", "t18") of a document; KeyError if its edition has no such table.

    Blank cells stay blank; a cell whose source printed something else shows what was printed. With `caption` the
    caption is visible, otherwise it is there for screen readers only (the section heading above says the same).
    """
    layout = grid(document.edition, table)
    return {
        "layout": layout,
        "caption": caption,
        "head": [_shown(row, document) for row in layout.head],
        "body": [_shown(row, document) for row in layout.body],
    }


def _shown(row: GridRow, document: Document) -> list[ShownCell]:
    return [ShownCell(cell, _text(cell, document), *_element(cell)) for cell in row]


def _text(cell: GridCell, document: Document) -> str:
    if cell.address is None:
        return cell.text
    if cell.address in document.printed:
        return document.printed[cell.address]
    value = document.figures.get(cell.address)
    return "" if value is None else format_number(value)


def _element(cell: GridCell) -> tuple[str, str]:
    """`th` with its scope for headings, `td` for values and notes."""
    if cell.kind not in HEADERS:
        return "td", ""
    if cell.kind == "stub":
        return "th", "rowgroup" if cell.rowspan > 1 else "row"
    return "th", "colgroup" if cell.colspan > 1 else "col"
