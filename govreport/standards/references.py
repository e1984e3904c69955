"""格式文件的核对: every name that an edition uses must be the name of something in it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from govreport.standards.edition import Edition, RelationText, Table


def faults(edition: Edition) -> Iterator[str]:
    """Sentences that name table and key of each wrong name; none for a sound edition."""
    yield from _repeated("sections", (section.code for section in edition.sections))
    yield from _repeated("tables", (table.code for table in edition.tables))
    for table in edition.tables:
        yield from _table_faults(table)
    codes = {table.code for table in edition.tables}
    for section in edition.sections:
        if section.table and section.table not in codes:
            yield f"sections.{section.code}: there is no table “{section.table}”"
    for text in edition.relation_texts:
        yield from _relation_faults(edition, text)


def _repeated(place: str, codes: Iterable[str]) -> Iterator[str]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield f"{place}: “{code}” stands twice"


def _table_faults(table: Table) -> Iterator[str]:
    place = f"tables.{table.code}"
    yield from _repeated(f"{place} rows", (row.code for row in table.rows))
    yield from _repeated(f"{place} columns", (column.code for column in table.columns))
    bands = {row.band for row in table.rows} | {band.parent for band in table.bands}
    used: dict[str, set[str | None]] = {
        "groups": {row.group for row in table.rows} | {group.parent for group in table.groups},
        "bands": bands | {code for column in table.columns for code in column.bands},
        "heads": {column.head for column in table.columns} | {head.parent for head in table.heads},
    }
    for kind, names in used.items():
        known = [item.code for item in getattr(table, kind)]
        yield from _repeated(f"{place} {kind}", known)
        if missing := sorted(name for name in names if name and name not in known):
            yield f"{place}: “{missing[0]}” is not among its {kind}"


def _relation_faults(edition: Edition, text: RelationText) -> Iterator[str]:
    """A relation for a row that does not exist would never be checked, and nobody would notice."""
    place = f"relations.{text.id}"
    table = next((table for table in edition.tables if table.code == text.table), None)
    if text.table is not None and table is None:
        yield f"{place}: there is no table “{text.table}”"
    elif table is None and text.each != "once":
        yield f"{place}: “table” is missing"
    elif table is not None:
        rows, columns = {row.code for row in table.rows}, {column.code for column in table.columns}
        for kind, names, known in (("row", text.rows, rows), ("column", text.columns, columns)):
            if missing := sorted(set(names) - known):
                yield f"{place}: table “{table.code}” has no {kind} “{missing[0]}”"
