"""数据与存储的对应: which model and column holds which cell, and what a column can hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from django.db import models

from govreport.reports.models import ApplicationRow, DisclosureRow, DisputeRow, IndicatorRow
from govreport.standards import edition as edition_of
from govreport.standards.cell_rules import storable
from govreport.standards.edition import Cell
from govreport.standards.numbers import plain_decimal

StoredRow = DisclosureRow | ApplicationRow | DisputeRow | IndicatorRow

MODELS: Final[Mapping[str, type[StoredRow]]] = {
    "t2": DisclosureRow,
    "t3": ApplicationRow,
    "t4": DisputeRow,
    "t18": IndicatorRow,
}
# The way from a version to its rows, by table.
RELATED: Final = {
    "t2": "disclosure_rows",
    "t3": "application_rows",
    "t4": "dispute_rows",
    "t18": "indicator_rows",
}
FEE_COLUMNS: Final = ("notice_count", "notice_amount_yuan", "collected_count", "collected_yuan")
# A count is a four-byte integer on PostgreSQL; amounts have twelve digits before the point.
COUNT_LIMIT: Final = 2_147_483_647
AMOUNT_LIMIT: Final = 10**12


@dataclass(frozen=True, slots=True)
class StoredTable:
    """一张表的存储: its model, and for each official row the cells by column of the model."""

    code: str
    model: type[StoredRow]
    rows: Mapping[str, Mapping[str, Cell]]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that hold values, in the order of the model."""
        return value_columns(self.model)


@cache
def stored_tables(edition_code: str) -> tuple[StoredTable, ...]:
    """The tables of an edition as they are stored."""
    edition = edition_of(edition_code)
    found = []
    for table in edition.tables:
        rows: dict[str, dict[str, Cell]] = {row.code: {} for row in table.rows}
        for cell in edition.figure_cells.values():
            if cell.table == table.code:
                rows[cell.row][column_of(cell)] = cell
        found.append(StoredTable(table.code, MODELS[table.code], rows))
    return tuple(found)


def column_of(cell: Cell) -> str:
    """The column of the model that holds a cell."""
    if cell.column is not None:
        return cell.column
    return "value" if cell.numeric else "text"


@cache
def value_columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a model that hold values of cells."""
    return tuple(
        field.name for field in model._meta.local_concrete_fields if field.name not in ("id", "version", "row")
    )


def fits(cell: Cell, value: Decimal) -> bool:
    """Whether the typed column of a cell holds a number exactly."""
    limit = AMOUNT_LIMIT if cell.type == "amount" else COUNT_LIMIT + 1
    return abs(value) < limit and storable(cell, value)


def to_column(cell: Cell, value: Decimal | None) -> Decimal | int | None:
    """A number as its column wants it."""
    if value is None or cell.type == "amount":
        return value
    return int(value)


def from_column(value: Decimal | int | None) -> Decimal | None:
    """A number as figures speak of it."""
    return None if value is None else plain_decimal(Decimal(value))
