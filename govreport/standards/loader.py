"""读取格式版本: TOML to ``Edition``; what is wrong in a file is said with file, table and key."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from govreport.standards.edition import (
    Cell,
    CellType,
    Column,
    Edition,
    Heading,
    RelationText,
    Row,
    Section,
    Table,
)
from govreport.standards.references import faults

Record = TypeVar("Record")


class EditionError(ValueError):
    """格式文件有误: an edition file does not say what it must."""


_KEYS = ("code", "from_year", "instrument", "instrument_title", "issuer", "report_title")
_PARTS = ("sections", "tables", "fee", "relations")


def load_edition(path: Path) -> Edition:
    """Read one edition file.

    Raises ``EditionError`` naming the file, the table and the key when something is missing, unknown or repeated.
    """
    where = path.name
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise EditionError(f"{where}: {error}") from error
    _check_keys(data, where)
    tables = tuple(_table(entry, f"{where} tables") for entry in data.get("tables", ()))
    fee = tuple(_record(Row, entry, f"{where} fee") for entry in data.get("fee", ()))
    edition = Edition(
        **{key: data[key] for key in _KEYS},
        until_year=data.get("until_year"),
        dated=data.get("dated"),
        sections=tuple(_record(Section, entry, f"{where} sections") for entry in data.get("sections", ())),
        tables=tables,
        fee=fee,
        relation_texts=tuple(_record(RelationText, entry, f"{where} relations") for entry in data.get("relations", ())),
        cells=MappingProxyType(_unique(_cells(tables, fee), where)),
    )
    if fault := next(faults(edition), None):
        raise EditionError(f"{where} {fault}")
    return edition


def _check_keys(data: Mapping[str, Any], where: str) -> None:
    for key in _KEYS:
        if key not in data:
            raise EditionError(f"{where}: “{key}” is missing")
    hints = get_type_hints(Edition)
    for key, value in data.items():
        if key in (*_KEYS, "until_year", "dated"):
            _value(hints[key], value, f"{where} {key}")
        elif key not in _PARTS:
            raise EditionError(f"{where}: unknown key “{key}”")


def _table(entry: Mapping[str, Any], where: str) -> Table:
    place = f"{where}.{entry.get('code', '?')}"
    parts: dict[str, Any] = {
        "rows": tuple(_record(Row, row, f"{place} rows") for row in entry.get("rows", ())),
        "columns": tuple(_record(Column, column, f"{place} columns") for column in entry.get("columns", ())),
    }
    for kind in ("bands", "groups", "heads"):
        parts[kind] = tuple(_record(Heading, item, f"{place} {kind}") for item in entry.get(kind, ()))
    return _record(Table, {**entry, **parts}, where)


def _record(kind: type[Record], entry: Mapping[str, Any], where: str) -> Record:
    """A frozen record from a TOML table; lists become tuples, strings become the field's enumeration."""
    hints = get_type_hints(kind)
    known = {item.name for item in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(entry) - known):
        raise EditionError(f"{where} {entry.get('code', entry.get('id', ''))}: unknown key “{unknown[0]}”")
    values = {key: _value(hints[key], value, f"{where}.{key}") for key, value in entry.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise EditionError(f"{where} {entry.get('code', entry.get('id', ''))}: {error}") from error


def _value(hint: Any, value: Any, where: str) -> Any:
    """A value of the kind its field wants."""
    if isinstance(value, list | tuple) and get_origin(hint) is tuple:
        return tuple(value)
    options = () if get_origin(hint) is tuple else get_args(hint) or (hint,)
    for option in options:
        if isinstance(option, type) and issubclass(option, Enum) and isinstance(value, str):
            try:
                return option(value)
            except ValueError as error:
                raise EditionError(f"{where}: {error}") from error
    if type(value) not in options and not (isinstance(value, str) and value in options):
        raise EditionError(f"{where}: “{value}” does not belong here")
    return value


def _cells(tables: tuple[Table, ...], fee: tuple[Row, ...]) -> Iterator[Cell]:
    for table in tables:
        above: Row | None = None
        for row in table.rows:
            if table.layout == "list":
                above = above if row.level else row
                yield _list_cell(table, row, above if row.level and row.band is None else None)
            for column in table.columns:
                if row.band is None or row.band in column.bands:
                    yield _grid_cell(table, row, column)
    for item in fee:
        yield Cell(
            address=f"fee.{item.code}",
            table="fee",
            row=item.code,
            column=None,
            type=item.type or CellType.COUNT,
            unit=item.unit,
            places=item.places,
            derived=False,
            place=f"信息处理费“{item.label}”",
            place_en=f"Processing fees: {item.english}",
        )


def _list_cell(table: Table, row: Row, above: Row | None) -> Cell:
    """The cell of an indicator; ``above`` is the heading row it stands under, where two rows have the same words."""
    place = f"“{above.label}”中的“{row.label}”" if above else f"“{row.label}”"
    place_en = f"{above.english}, {row.english}" if above else row.english
    return Cell(
        address=f"{table.code}.{row.code}",
        table=table.code,
        row=row.code,
        column=None,
        type=row.type or table.type,
        unit=row.unit,
        places=row.places,
        derived=row.derived,
        place=f"{table.name}{place}",
        place_en=f"{table.english}: {place_en}",
    )


def _grid_cell(table: Table, row: Row, column: Column) -> Cell:
    label = row.label if row.group is None or table.layout != "blocks" else f"{_group(table, row)}（{row.label}）"
    return Cell(
        address=f"{table.code}.{row.code}.{column.code}",
        table=table.code,
        row=row.code,
        column=column.code,
        type=column.type or table.type,
        unit=column.unit or table.unit,
        places=column.places,
        derived=row.derived or column.derived,
        place=f"{table.name}“{label}”的“{column.label}”",
        place_en=f"{table.english}: {row.english}, {column.english}",
        units=column.units,
    )


def _group(table: Table, row: Row) -> str:
    return next((group.label for group in table.groups if group.code == row.group), str(row.group))


def _unique(cells: Iterator[Cell], where: str) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for cell in cells:
        if cell.address in found:
            raise EditionError(f"{where}: the cell “{cell.address}” stands twice")
        found[cell.address] = cell
    return found
