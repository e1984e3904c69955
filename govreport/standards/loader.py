"""读取格式版本: TOML to ``Edition``; what is wrong in a file is said with file, table and key."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

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

Record = TypeVar("Record")


class EditionError(ValueError):
    """格式文件有误: an edition file does not say what it must."""


def load_edition(path: Path) -> Edition:
    """Read one edition file.

    Raises ``EditionError`` naming the file, the table and the key when something is missing, unknown or repeated.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise EditionError(f"{path.name}: {error}") from error
    where = path.name
    tables = tuple(_table(entry, f"{where} tables") for entry in data.get("tables", ()))
    fee = tuple(_record(Row, entry, f"{where} fee") for entry in data.get("fee", ()))
    sections = tuple(_record(Section, entry, f"{where} sections") for entry in data.get("sections", ()))
    relations = tuple(_record(RelationText, entry, f"{where} relations") for entry in data.get("relations", ()))
    cells = _unique(_cells(tables, fee), where)
    _check_references(tables, sections, where)
    keys = ("code", "from_year", "instrument", "instrument_title", "issuer", "report_title")
    for key in keys:
        if key not in data:
            raise EditionError(f"{where}: “{key}” is missing")
    return Edition(
        **{key: data[key] for key in keys},
        until_year=data.get("until_year"),
        sections=sections,
        tables=tables,
        fee=fee,
        relation_texts=relations,
        cells=MappingProxyType(cells),
    )


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
    if isinstance(value, list):
        return tuple(value)
    for option in (hint, *getattr(hint, "__args__", ())):
        if isinstance(option, type) and issubclass(option, Enum):
            try:
                return option(value)
            except ValueError as error:
                raise EditionError(f"{where}: {error}") from error
    return value


def _cells(tables: tuple[Table, ...], fee: tuple[Row, ...]) -> Iterator[Cell]:
    for table in tables:
        for row in table.rows:
            if table.layout == "list":
                yield _list_cell(table, row)
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


def _list_cell(table: Table, row: Row) -> Cell:
    return Cell(
        address=f"{table.code}.{row.code}",
        table=table.code,
        row=row.code,
        column=None,
        type=row.type or table.type,
        unit=row.unit,
        places=row.places,
        derived=row.derived,
        place=f"{table.name}“{row.label}”",
        place_en=f"{table.english}: {row.english}",
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
    return next(group.label for group in table.groups if group.code == row.group)


def _unique(cells: Iterator[Cell], where: str) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for cell in cells:
        if cell.address in found:
            raise EditionError(f"{where}: the cell “{cell.address}” stands twice")
        found[cell.address] = cell
    return found


def _check_references(tables: tuple[Table, ...], sections: tuple[Section, ...], where: str) -> None:
    """Every group, band, head and table that is named must exist."""
    for table in tables:
        place = f"{where} tables.{table.code}"
        for kind, names in (
            ("groups", {row.group for row in table.rows} | {group.parent for group in table.groups}),
            ("bands", {row.band for row in table.rows} | {band.parent for band in table.bands}),
            ("heads", {column.head for column in table.columns} | {head.parent for head in table.heads}),
        ):
            known = {item.code for item in getattr(table, kind)}
            if missing := sorted(name for name in names if name and name not in known):
                raise EditionError(f"{place}: “{missing[0]}” is not among its {kind}")
    codes = {table.code for table in tables}
    for section in sections:
        if section.table and section.table not in codes:
            raise EditionError(f"{where} sections.{section.code}: there is no table “{section.table}”")
