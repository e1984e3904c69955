"""启动检查: the models and the editions of the format must agree, or the system does not start.

Ids: ``govreport.E001`` a column without a field of the right type, ``E002`` a row the model does not know, ``E003`` a
row code longer than its field, ``E004`` a derived mark without a defining relation or the reverse, ``E005`` text
sections that differ, ``E006`` fee items that differ, ``E007`` a row of table two that may not use one of its columns.
"""

from collections.abc import Iterator
from typing import Any, Final

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from govreport.reports.models import applications, disclosure, disputes, indicators, narrative
from govreport.reports.models.fields import ExactDecimalField
from govreport.reports.storage import FEE_COLUMNS, MODELS, column_of
from govreport.standards import all_editions
from govreport.standards.edition import Cell, Edition, Table
from govreport.standards.relations import relations

ROWS: Final = {
    "t2": tuple(disclosure.COLUMNS_OF_ROW),
    "t3": applications.ROWS,
    "t4": disputes.BLOCKS,
    "t18": indicators.ROWS,
}
FIELDS: Final["dict[str, type[models.Field[Any, Any]]]"] = {
    "count": models.PositiveIntegerField,
    "signed": models.IntegerField,
    "amount": ExactDecimalField,
    "text": models.TextField,
}


@register()
def models_hold_all_editions(**kwargs: Any) -> list[CheckMessage]:
    """Every edition against the models."""
    return [error for edition in all_editions() for error in disagreements(edition)]


def disagreements(edition: Edition) -> list[CheckMessage]:
    """Where one edition and the models differ."""
    found: list[CheckMessage] = []
    for table in edition.tables:
        if table.code not in MODELS:
            found.append(_error("E002", f"{edition.code}: table {table.code} has no model"))
            continue
        found += _rows(edition, table)
        found += _columns(edition, table)
    return [*found, *_derived(edition), *_sections(edition), *_fee(edition)]


def _error(number: str, message: str) -> Error:
    return Error(message, id=f"govreport.{number}")


def _rows(edition: Edition, table: Table) -> Iterator[Error]:
    length = MODELS[table.code]._meta.get_field("row").max_length or 0
    for row in table.rows:
        if row.code not in ROWS[table.code]:
            yield _error("E002", f"{edition.code}: row {table.code}.{row.code} is unknown to the model")
        if len(row.code) > length:
            yield _error("E003", f"{edition.code}: row code {table.code}.{row.code} is longer than its field")


def _columns(edition: Edition, table: Table) -> Iterator[Error]:
    for cell in edition.figure_cells.values():
        if cell.table != table.code:
            continue
        if not _has_field(cell):
            yield _error("E001", f"{edition.code}: {cell.address} has no field of type {cell.type.value}")
        if table.code == "t2" and cell.column not in disclosure.COLUMNS_OF_ROW.get(cell.row, ()):
            yield _error("E007", f"{edition.code}: row {cell.row} may not fill column {cell.column}")


def _has_field(cell: Cell) -> bool:
    try:
        field = MODELS[cell.table]._meta.get_field(column_of(cell))
    except FieldDoesNotExist:
        return False
    if cell.table == "t18" and cell.numeric:
        return isinstance(field, ExactDecimalField)
    expected = FIELDS[cell.type]
    # A signed column is exactly that: a count stored in one could become negative.
    return isinstance(field, expected) and (cell.type != "signed" or type(field) is expected)


def _derived(edition: Edition) -> Iterator[Error]:
    defined = {relation.derived for relation in relations(edition.code) if relation.derived}
    marked = {address for address, cell in edition.cells.items() if cell.derived}
    for address in sorted(defined ^ marked):
        yield _error("E004", f"{edition.code}: {address} is marked as derived or defined by a relation, but not both")


def _sections(edition: Edition) -> Iterator[Error]:
    for section in edition.sections:
        if section.kind != "table" and section.code not in narrative.SECTIONS:
            yield _error("E005", f"{edition.code}: text section {section.code} is unknown to the model")


def _fee(edition: Edition) -> Iterator[Error]:
    items = tuple(item.code for item in edition.fee)
    if items and items != FEE_COLUMNS:
        yield _error("E006", f"{edition.code}: fee items {items} differ from the columns {FEE_COLUMNS}")
