"""填报表格: the official table as a form (`{% load report_grid %}`, `{% report_grid sheet "t3" %}`).

Words, spans and order come from `govreport.standards.grid`; every input is named by the address of its cell.
"""

from dataclasses import dataclass
from typing import Any, Final

from django import template

from govreport.standards.edition import Cell, Column, Edition, Heading, Row, next_named
from govreport.standards.grid import Grid, GridCell, GridRow, grid
from govreport.web.desk.sheet import Sheet

register = template.Library()

HEADERS: Final = {"head", "band", "stub"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """格: a grid cell as the form draws it.

    ``mark`` is the worst severity of the findings at the cell, ``sum`` the number its parts add up to where a declared
    total differs from it, ``start`` the grid column of a stub (0 is the outermost), ``described`` the ids of the
    findings that speak of the cell.
    """

    cell: GridCell
    text: str = ""
    tag: str = "td"
    scope: str = ""
    css: str = ""
    label: str = ""
    readonly: bool = False
    mark: str = ""
    sum: str | None = None


@register.inclusion_tag("desk/grid.html", takes_context=True)
def report_grid(context: template.Context, sheet: Sheet, table: str) -> dict[str, Any]:
    """Draw one table of the report with inputs; KeyError if its edition has no such table."""
    layout = grid(sheet.document.edition, table)
    english = str(context.get("LANGUAGE_CODE", "")).startswith("en")
    stubs = sheet.edition.table(table).stub_columns
    return {
        "layout": layout,
        "english": english,
        "head": [[_drawn(cell, sheet, english=english) for cell in row] for row in layout.head],
        "body": [_row(layout, row, sheet, stubs, english=english) for row in layout.body],
    }


def _row(layout: Grid, row: GridRow, sheet: Sheet, stubs: int, *, english: bool) -> list[Drawn]:
    """A body row; stubs are numbered from the outside so that the style sheet can keep them in sight."""
    inner = sum(cell.colspan for cell in row if cell.kind == "stub")
    start = stubs - inner if layout.layout == "matrix" else 0
    drawn = []
    for cell in row:
        extra = f" stub-{start}" if cell.kind == "stub" else ""
        drawn.append(_drawn(cell, sheet, english=english, extra=extra))
        start += cell.colspan
    return drawn


def _drawn(cell: GridCell, sheet: Sheet, *, english: bool, extra: str = "") -> Drawn:
    css = f"cell-{cell.kind}{extra}" + (f" level-{cell.level}" if cell.level else "")
    if cell.address is None:
        tag, scope = _element(cell)
        return Drawn(cell, cell.text, tag, scope, css)
    own = sheet.edition.cells[cell.address]
    text = sheet.text(cell.address)
    declared = cell.address in sheet.declared
    if own.derived:
        css += " is-declared" if declared else " is-computed"
    if text == "0":
        css += " is-zero"
    mark = sheet.marks.get(cell.address, "")
    return Drawn(
        cell,
        text,
        css=f"{css} has-{mark}" if mark else css,
        label=aria_label(sheet.edition, own, english=english),
        readonly=not sheet.editable or (own.derived and not declared),
        mark=mark,
        sum=sheet.sums.get(cell.address) if declared else None,
    )


def aria_label(edition: Edition, cell: Cell, *, english: bool) -> str:
    """“行 – 列”: how a screen reader names the input, with the group (（三）不予公开) a row or block stands in."""
    if cell.table == "fee":
        item = next_named(edition.fee, cell.row)
        return item.english if english else item.label
    table = edition.table(cell.table)
    row = table.row(cell.row)
    group = next((item for item in table.groups if item.code == row.group), None)
    stub = [name(item, english=english) for item in (group, row) if item is not None]
    column = [name(table.column(cell.column), english=english)] if cell.column else []
    return " – ".join([" ".join(stub), *column])


def name(item: Heading | Row | Column, *, english: bool) -> str:
    """The label of the form, or its English gloss."""
    return item.english if english else item.label


def _element(cell: GridCell) -> tuple[str, str]:
    """`th` with its scope for headings, `td` for units and notes."""
    if cell.kind not in HEADERS:
        return "td", ""
    if cell.kind == "stub":
        return "th", "rowgroup" if cell.rowspan > 1 else "row"
    return "th", "colgroup" if cell.colspan > 1 else "col"
