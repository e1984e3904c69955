"""表格版式: an official table as rows of cells with spans; one layout for screen, PDF and import.

Four ways of drawing cover all editions: ``bands`` (表二), ``matrix`` (表三), ``blocks`` (表四), ``list`` (2014 统计表).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from govreport.standards import edition as edition_of
from govreport.standards.edition import Column, Heading, Row, Table, next_named

Kind = Literal["head", "note", "band", "stub", "unit", "data", "words"]


@dataclass(frozen=True, slots=True)
class GridCell:
    """格: one printed cell.

    ``address`` is set on value cells only; ``headers`` are the ids of the header cells that a value cell belongs to;
    ``english`` is a gloss of the official label.
    """

    kind: Kind
    text: str = ""
    english: str = ""
    rowspan: int = 1
    colspan: int = 1
    id: str = ""
    headers: tuple[str, ...] = ()
    address: str | None = None
    level: int = 0

    @property
    def is_value(self) -> bool:
        """Whether a value stands here rather than a label."""
        return self.address is not None


GridRow = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """表格: ``head`` rows repeat on every page, ``body`` rows follow; ``width`` is the number of grid columns."""

    table: str
    title: str
    english: str
    layout: str
    width: int
    head: tuple[GridRow, ...]
    body: tuple[GridRow, ...]


@cache
def grid(edition_code: str, table_code: str) -> Grid:
    """The layout of a table of an edition."""
    table = edition_of(edition_code).table(table_code)
    draw: Mapping[str, Callable[[Table], Grid]] = {
        "bands": _bands,
        "matrix": _matrix,
        "blocks": _blocks,
        "list": _list,
    }
    return draw[table.layout](table)


def _grid(table: Table, width: int, head: list[GridRow], body: list[GridRow]) -> Grid:
    return Grid(table.code, table.title, table.english, table.layout, width, tuple(head), tuple(body))


# --- 表二 ------------------------------------------------------------------------------------------------


def _bands(table: Table) -> Grid:
    body: list[GridRow] = []
    for band in table.bands:
        columns = [column for column in table.columns if band.code in column.bands]
        spans = [1] * (len(columns) - 1) + [table.width - len(columns)]
        name = f"{table.code}-{band.code}"
        body.append((GridCell("band", band.label, band.english, colspan=table.width, id=name),))
        heads = [
            GridCell(
                "head",
                column.label,
                column.english,
                colspan=span,
                id=f"{name}-{column.code}",
                headers=(name,),
            )
            for column, span in zip(columns, spans, strict=True)
        ]
        body.append((GridCell("head", table.stub_head, "Item", id=f"{name}-item", headers=(name,)), *heads))
        for row in table.rows:
            if row.band == band.code:
                body.append(_band_row(table, name, row, columns, spans))
    return _grid(table, table.width, [], body)


def _band_row(table: Table, band: str, row: Row, columns: list[Column], spans: list[int]) -> GridRow:
    stub = f"{table.code}-{row.code}"
    cells = [
        GridCell(
            "data",
            colspan=span,
            headers=(band, f"{band}-{column.code}", stub),
            address=f"{table.code}.{row.code}.{column.code}",
        )
        for column, span in zip(columns, spans, strict=True)
    ]
    return (GridCell("stub", row.label, row.english, id=stub, headers=(band,)), *cells)


# --- 表三 ------------------------------------------------------------------------------------------------


def _matrix(table: Table) -> Grid:
    note = GridCell(
        "note",
        table.note,
        "Items one and two add up to items three and four",
        rowspan=3,
        colspan=table.stub_columns,
    )
    head = _heads(table)
    head[0] = (note, *head[0])
    body = [_matrix_row(table, index) for index in range(len(table.rows))]
    return _grid(table, table.stub_columns + len(table.columns), head, body)


def _chain(headings: tuple[Heading, ...], code: str | None) -> list[Heading]:
    """A heading and those above it, outermost first."""
    chain: list[Heading] = []
    while code is not None:
        heading = next_named(headings, code)
        chain.insert(0, heading)
        code = heading.parent
    return chain


def _heads(table: Table) -> list[GridRow]:
    """The printed rows of column headings: outer headings span their columns, short chains span downwards."""
    chains: list[list[Heading | Column]] = [[*_chain(table.heads, column.head), column] for column in table.columns]
    depth = max(len(chain) for chain in chains)
    rows: list[GridRow] = []
    for level in range(depth):
        cells: list[GridCell] = []
        last: Heading | Column | None = None
        for chain in chains:
            if level >= len(chain) or chain[level] is last:
                continue
            last = item = chain[level]
            members = [other for other in chains if level < len(other) and other[level] is item]
            leaf = isinstance(item, Column)
            above = tuple(f"{table.code}-h-{outer.code}" for outer in chain[:level])
            cells.append(
                GridCell(
                    "head",
                    item.label,
                    item.english,
                    rowspan=depth - level if leaf else 1,
                    colspan=len(members),
                    id=f"{table.code}-h-{item.code}",
                    headers=above,
                )
            )
        rows.append(tuple(cells))
    return rows


def _matrix_row(table: Table, index: int) -> GridRow:
    row = table.rows[index]
    chain = _chain(table.groups, row.group)
    cells: list[GridCell] = []
    names: list[str] = []
    for depth, group in enumerate(chain):
        names.append(f"{table.code}-g-{group.code}")
        members = [number for number, other in enumerate(table.rows) if group in _chain(table.groups, other.group)]
        if members[0] == index:
            above = tuple(names[:depth])
            cells.append(
                GridCell("stub", group.label, group.english, rowspan=len(members), id=names[-1], headers=above)
            )
    stub = f"{table.code}-{row.code}"
    cells.append(
        GridCell(
            "stub",
            row.label,
            row.english,
            colspan=table.stub_columns - len(chain),
            id=stub,
            headers=tuple(names),
        )
    )
    for column in table.columns:
        codes = [*(heading.code for heading in _chain(table.heads, column.head)), column.code]
        heads = [f"{table.code}-h-{code}" for code in codes]
        address = f"{table.code}.{row.code}.{column.code}"
        cells.append(GridCell("data", headers=(*names, stub, *heads), address=address))
    return tuple(cells)


# --- 表四 ------------------------------------------------------------------------------------------------


def _blocks(table: Table) -> Grid:
    width = len(table.columns)
    first: list[GridCell] = []
    second: list[GridCell] = []
    third: list[GridCell] = []
    data: list[GridCell] = []
    for row in table.rows:
        chain = _chain(table.groups, row.group)
        if not chain:
            first.append(GridCell("head", row.label, row.english, colspan=width, id=f"{table.code}-{row.code}"))
        else:
            group = chain[0]
            name = f"{table.code}-g-{group.code}"
            members = [other for other in table.rows if other.group == group.code]
            if members[0] is row:
                first.append(GridCell("head", group.label, group.english, colspan=width * len(members), id=name))
            block = GridCell(
                "head", row.label, row.english, colspan=width, id=f"{table.code}-{row.code}", headers=(name,)
            )
            second.append(block)
        above = (*(f"{table.code}-g-{group.code}" for group in chain), f"{table.code}-{row.code}")
        for column in table.columns:
            name = f"{table.code}-{row.code}-{column.code}"
            head = GridCell("head", column.label, column.english, rowspan=1 if chain else 2, id=name, headers=above)
            (third if chain else second).append(head)
            address = f"{table.code}.{row.code}.{column.code}"
            data.append(GridCell("data", headers=(*above, name), address=address))
    return _grid(table, len(data), [tuple(first), tuple(second), tuple(third)], [tuple(data)])


# --- 统计表 (2014) ----------------------------------------------------------------------------------------


def _list(table: Table) -> Grid:
    names = (f"{table.code}-label", f"{table.code}-unit", f"{table.code}-value")
    head = (
        GridCell("head", table.stub_head, "Indicator", id=names[0]),
        GridCell("head", table.unit_head, "Unit", id=names[1]),
        GridCell("head", table.value_head, "Figure", id=names[2]),
    )
    body: list[GridRow] = []
    shown: set[str] = set()
    for row in table.rows:
        chain = _chain(table.bands, row.band)
        for band in chain:
            if band.code not in shown:
                shown.add(band.code)
                name = f"{table.code}-b-{band.code}"
                body.append((GridCell("band", band.label, band.english, colspan=3, id=name),))
        above = tuple(f"{table.code}-b-{band.code}" for band in chain)
        body.extend(_list_rows(table, row, above, names[2]))
    return _grid(table, 3, [head], body)


def _list_rows(table: Table, row: Row, above: tuple[str, ...], value_head: str) -> list[GridRow]:
    stub = f"{table.code}-{row.code}"
    address = f"{table.code}.{row.code}"
    if row.type == "text":
        return [
            (GridCell("stub", row.label, row.english, colspan=3, id=stub, headers=above, level=row.level),),
            (GridCell("words", colspan=3, headers=(*above, stub), address=address),),
        ]
    return [
        (
            GridCell("stub", row.label, row.english, id=stub, headers=above, level=row.level),
            GridCell("unit", row.unit),
            GridCell("data", headers=(*above, stub, value_head), address=address),
        )
    ]
