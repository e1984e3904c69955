"""填报表格: the official table as a form (`{% load report_grid %}`, `{% report_grid sheet "t3" %}`).

Words, spans and order are those of the printed table (`documents.render.tables`); every input is named by the address
of its cell.
"""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext as _

from govreport.documents.render.tables import TableCell, official_table
from govreport.standards.edition import Cell, Column, Edition, Heading, Row, next_named
from govreport.standards.grid import GridCell
from govreport.web.desk.sheet import Sheet

register = template.Library()


@dataclass(frozen=True, slots=True)
class Drawn:
    """格: a cell as the form draws it.

    ``printed`` is the cell of the printed table; ``mark`` the worst severity of the findings at the cell; ``sum`` the
    number its parts add up to where a declared total differs from it; ``last`` last year's text; ``expected`` what
    follows from last year's report (None where nothing does), shown while the cell ``differs``; ``locked``: the cell
    takes last year's number; ``reason``: why it does not.
    """

    printed: TableCell
    css: str
    text: str = ""
    label: str = ""
    readonly: bool = False
    mark: str = ""
    sum: str | None = None
    last: str = ""
    expected: str | None = None
    differs: bool = False
    locked: bool = False
    reason: str = ""

    @property
    def cell(self) -> GridCell:
        """Spans, ids and headers."""
        return self.printed.cell


@register.inclusion_tag("desk/grid.html", takes_context=True)
def report_grid(context: template.Context, sheet: Sheet, table: str) -> dict[str, Any]:
    """Draw one table of the report with inputs; KeyError if its edition has no such table."""
    printed = official_table(sheet.document, table)
    english = str(context.get("LANGUAGE_CODE", "")).startswith("en")
    stubs = sheet.edition.table(table).stub_columns
    return {
        "layout": printed.layout,
        "printed": printed,
        # Only table three has stubs of several columns, whose widths must be told.
        "stubs": stubs if printed.layout.layout == "matrix" else 0,
        "english": english,
        "remarks": context.get("remark_marks", {}),
        "head": [_row(row, sheet, 0, english=english) for row in printed.head],
        "body": [_row(row, sheet, stubs, english=english) for row in printed.body],
    }


def _row(row: tuple[TableCell, ...], sheet: Sheet, stubs: int, *, english: bool) -> list[Drawn]:
    """A row; stubs are numbered from the outside so that the style sheet can keep them in sight."""
    place = stubs - sum(item.cell.colspan for item in row if item.cell.kind == "stub")
    drawn = []
    for item in row:
        if item.cell.address is not None:
            drawn.append(_input(item, item.cell.address, sheet, english=english))
        else:
            drawn.append(Drawn(item, f"{item.classes} stub-{place}" if item.cell.kind == "stub" else item.classes))
        place += item.cell.colspan
    return drawn


def _input(printed: TableCell, address: str, sheet: Sheet, *, english: bool) -> Drawn:
    own = sheet.edition.cells[address]
    text = sheet.text(address)
    mark = sheet.marks.get(address, "")
    declared = address in sheet.declared
    locked = sheet.editable and address in sheet.locks
    expected = sheet.expected.get(address)
    label = aria_label(sheet.edition, own, english=english)
    names = [f"cell-{printed.cell.kind}"]
    if own.derived:
        names.append("is-declared" if declared else "is-computed")
    if text == "0":
        names.append("is-zero")
    if locked:
        names.append("is-locked")
    if mark:
        names.append(f"has-{mark}")
    return Drawn(
        printed,
        " ".join(names),
        text,
        label=f"{label} – {_('取自上年报告，不能直接修改')}" if locked else label,
        readonly=not sheet.editable or locked or (own.derived and not declared),
        mark=mark,
        sum=sheet.sums.get(address) if declared else None,
        last=sheet.last_year.get(address, ""),
        # Where a part is still blank the place is kept, for scripts to fill.
        expected=expected or ("" if address in sheet.derivable else None),
        differs=expected is not None and expected != text,
        locked=locked,
        reason=reason.text if (reason := sheet.reasons.get(address)) else "",
    )


def aria_label(edition: Edition, cell: Cell, *, english: bool) -> str:
    """“行 – 列”: how a screen reader names the input, with the group (（三）不予公开) a row or block stands in."""
    table = edition.table(cell.table)
    row = table.row(cell.row)
    group = next_named(table.groups, row.group) if row.group else None
    stub = [name(item, english=english) for item in (group, row) if item is not None]
    column = [name(table.column(cell.column), english=english)] if cell.column else []
    return " – ".join([" ".join(stub), *column])


def name(item: Heading | Row | Column, *, english: bool) -> str:
    """The label of the form, or its English gloss."""
    return item.english if english else item.label
