"""填报表格: the official table as a form (`{% load report_grid %}`, `{% report_grid sheet "t3" %}`).

Words, spans and order are those of the printed table (`documents.render.tables`); every input is named by the address
of its cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from govreport.documents.render.tables import TableCell, official_table
from govreport.standards import edition as edition_of
from govreport.standards.edition import Column, Heading, Row, next_named
from govreport.standards.grid import GridCell
from govreport.web.desk.cell_markup import Filled, filled, heading
from govreport.web.desk.remarks import Remark
from govreport.web.desk.sheet import Sheet

register = template.Library()


@register.inclusion_tag("desk/grid.html", takes_context=True)
def report_grid(context: template.Context, sheet: Sheet, table: str) -> dict[str, Any]:
    """Draw one table of the report with inputs; KeyError if its edition has no such table."""
    printed = official_table(sheet.document, table)
    english = str(context.get("LANGUAGE_CODE", "")).startswith("en")
    stubs = sheet.edition.table(table).stub_columns
    draw = _Draw(sheet, context.get("remark_marks") or {}, english)
    return {
        "layout": printed.layout,
        "printed": printed,
        # Only table three has stubs of several columns, whose widths must be told.
        "stubs": stubs if printed.layout.layout == "matrix" else 0,
        "english": english,
        "head": [draw.row(row, 0) for row in printed.head],
        "body": [draw.row(row, stubs) for row in printed.body],
    }


@dataclass(frozen=True, slots=True)
class _Draw:
    """What every cell of the table is drawn from."""

    sheet: Sheet
    remarks: Mapping[str, Remark]
    english: bool

    def row(self, row: tuple[TableCell, ...], stubs: int) -> SafeString:
        """A row; stubs are numbered from the outside so that the style sheet can keep them in sight."""
        place = stubs - sum(item.cell.colspan for item in row if item.cell.kind == "stub")
        drawn = []
        for item in row:
            if (address := item.cell.address) is not None:
                drawn.append(filled(item.cell, self.cell(item.cell, address), english=self.english))
            else:
                css = f"{item.classes} stub-{place}" if item.cell.kind == "stub" else item.classes
                drawn.append(heading(item, css, english=self.english))
            place += item.cell.colspan
        return SafeString("".join(drawn))

    def cell(self, cell: GridCell, address: str) -> Filled:
        """What one cell shows."""
        sheet = self.sheet
        own = sheet.edition.cells[address]
        text = sheet.text(address)
        mark = sheet.marks.get(address, "")
        declared = address in sheet.declared
        locked = sheet.editable and address in sheet.locks
        expected = sheet.expected.get(address)
        label = aria_label(sheet.edition.code, address, english=self.english)
        signs = {
            "is-declared": own.derived and declared,
            "is-computed": own.derived and not declared,
            "is-zero": text == "0",
            "is-locked": locked,
            f"has-{mark}": mark,
        }
        return Filled(
            " ".join([f"cell-{cell.kind}", *(sign for sign, shown in signs.items() if shown)]),
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
            remark=self.remarks.get(address),
        )


@cache
def aria_label(code: str, address: str, *, english: bool) -> str:
    """“行 – 列”: how a screen reader names the input, with the group (（三）不予公开) a row or block stands in."""
    edition = edition_of(code)
    cell = edition.cells[address]
    table = edition.table(cell.table)
    row = table.row(cell.row)
    group = next_named(table.groups, row.group) if row.group else None
    stub = [name(item, english=english) for item in (group, row) if item is not None]
    column = [name(table.column(cell.column), english=english)] if cell.column else []
    return " – ".join([" ".join(stub), *column])


def name(item: Heading | Row | Column, *, english: bool) -> str:
    """The label of the form, or its English gloss."""
    return item.english if english else item.label
