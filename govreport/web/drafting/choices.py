"""可引用的数据: every cell of a report with its number, by table and row, totals first, to choose one from."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from govreport.reports.services.links import number_at
from govreport.standards.edition import Cell, Column, Edition, Heading, Row, Table, next_named
from govreport.web.desk.panel import section_name
from govreport.web.desk.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Choice:
    """一格: ``number`` is empty for a cell that cannot be quoted yet."""

    address: str
    label: str
    place: str
    number: str
    unit: str
    total: bool


@dataclass(frozen=True, slots=True)
class Line:
    """一行: an official row with the label of the group it stands in."""

    group: str
    label: str
    cells: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """一张表."""

    code: str
    title: str
    lines: tuple[Line, ...]


def choices(sheet: Sheet) -> list[Group]:
    """All tables of the edition and the fee statement, in printed order; text cells are left out."""
    edition, english = sheet.edition, (get_language() or "").startswith("en")
    groups = [_group(sheet, table, english=english) for table in edition.tables]
    if edition.fee:
        groups.append(Group("fee", _("信息处理费"), tuple(_fee_lines(sheet, english=english))))
    return groups


def _fee_lines(sheet: Sheet, *, english: bool) -> Iterator[Line]:
    for item in sheet.edition.fee:
        cell = sheet.edition.cells[f"fee.{item.code}"]
        yield Line("", _label(item, english=english), (_choice(sheet, cell, "", english=english),))


def _group(sheet: Sheet, table: Table, *, english: bool) -> Group:
    title = table.english if english else section_name(sheet.edition, table.section)
    return Group(table.code, title, tuple(_lines(sheet, table, english=english)))


def _lines(sheet: Sheet, table: Table, *, english: bool) -> Iterator[Line]:
    by_row = _cells(sheet.edition, table)
    for row in table.rows:
        if cells := by_row.get(row.code):
            group = _label(next_named(table.groups, row.group), english=english) if row.group else ""
            made = [_choice(sheet, cell, _column(table, cell, english=english), english=english) for cell in cells]
            # Texts quote totals more often than anything else.
            yield Line(group, _label(row, english=english), tuple(sorted(made, key=lambda item: not item.total)))


def _cells(edition: Edition, table: Table) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell in edition.cells.values():
        if cell.table == table.code and cell.numeric:
            found.setdefault(cell.row, []).append(cell)
    return found


def _choice(sheet: Sheet, cell: Cell, column: str, *, english: bool) -> Choice:
    place = cell.place_en if english else cell.place
    total = cell.derived and cell.column == "total"
    return Choice(cell.address, column, place, number_at(sheet.document, cell.address), cell.unit, total)


def _column(table: Table, cell: Cell, *, english: bool) -> str:
    return _label(table.column(cell.column), english=english) if cell.column else ""


def _label(item: Row | Column | Heading, *, english: bool) -> str:
    return item.english if english else item.label
