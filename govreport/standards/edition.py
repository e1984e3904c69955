"""格式版本: one issue of the official report format, as frozen records.

These classes only hold what a TOML file of ``editions/`` says; questions about an edition are functions elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Literal, TypeVar

from govreport.standards.finding import Severity


class CellType(StrEnum):
    """数据类型: what may stand in a cell."""

    COUNT = "count"  # whole number, not negative
    SIGNED = "signed"  # whole number, may be negative (本年增/减)
    AMOUNT = "amount"  # exact decimal, not negative
    TEXT = "text"  # words (e2014 申请公开的主要内容)


@dataclass(frozen=True, slots=True)
class Section:
    """组成部分: one part of the report; ``kind`` is text, table, or fee (text with the fee statement)."""

    code: str
    name: str
    english: str
    kind: Literal["text", "table", "fee"]
    number: str = ""
    title: str = ""
    table: str | None = None
    required: bool = False
    accepted: tuple[str, ...] = ()
    tolerated: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """分组标题: a printed label above several rows or columns; it has no value of its own."""

    code: str
    label: str
    english: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """行: an official row; in table four a block (行政复议 …) of the single printed row."""

    code: str
    label: str
    english: str
    group: str | None = None
    band: str | None = None
    level: int = 0
    derived: bool = False
    type: CellType | None = None
    unit: str = ""
    places: int = 0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """列: an official column; ``bands`` are the bands of table two in which it stands."""

    code: str
    label: str
    english: str
    head: str | None = None
    bands: tuple[str, ...] = ()
    derived: bool = False
    type: CellType | None = None
    unit: str = ""
    places: int = 0
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """表: an official table; ``layout`` names the way its grid is drawn (``grid.py``)."""

    code: str
    section: str
    name: str
    title: str
    english: str
    layout: Literal["bands", "matrix", "blocks", "list"]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...] = ()
    bands: tuple[Heading, ...] = ()
    groups: tuple[Heading, ...] = ()
    heads: tuple[Heading, ...] = ()
    note: str = ""
    stub_head: str = ""
    unit_head: str = ""
    value_head: str = ""
    stub_columns: int = 1
    width: int = 0
    type: CellType = CellType.COUNT
    unit: str = ""

    def row(self, code: str) -> Row:
        """The row with this code; KeyError if there is none."""
        return next_named(self.rows, code)

    def column(self, code: str) -> Column:
        """The column with this code; KeyError if there is none."""
        return next_named(self.columns, code)


@dataclass(frozen=True, slots=True)
class Cell:
    """单元格: one value cell of an edition.

    ``address`` is ``t3.<row>.<column>``, ``t18.<row>`` or ``fee.<item>``; ``place`` says in Chinese where it stands.
    """

    address: str
    table: str
    row: str
    column: str | None
    type: CellType
    unit: str
    places: int
    derived: bool
    place: str
    place_en: str
    units: tuple[str, ...] = ()

    @property
    def numeric(self) -> bool:
        """Whether a number belongs here."""
        return self.type is not CellType.TEXT


@dataclass(frozen=True, slots=True)
class RelationText:
    """勾稽关系: a relation as an edition writes it, before it is applied to each row or column.

    ``each`` is row, column or once; ``rows`` and ``columns`` narrow it; ``derives`` names the cell the relation
    defines; ``target`` names the cells a reader should look at first.
    """

    id: str
    each: Literal["row", "column", "once"]
    formula: str
    severity: Severity
    basis: str
    message: str
    message_en: str
    table: str | None = None
    when: str | None = None
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    derives: str | None = None
    target: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edition:
    """格式版本: sections, tables, cells and relations of one issue of the format, with the notice that set it."""

    code: str
    from_year: int
    until_year: int | None
    instrument: str
    instrument_title: str
    issuer: str
    report_title: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    fee: tuple[Row, ...]
    relation_texts: tuple[RelationText, ...]
    cells: Mapping[str, Cell] = field(repr=False)
    dated: date | None = None

    def table(self, code: str) -> Table:
        """The table with this code; KeyError if there is none."""
        return next_named(self.tables, code)

    def section(self, code: str) -> Section:
        """The section with this code; KeyError if there is none."""
        return next_named(self.sections, code)

    @cached_property
    def figure_cells(self) -> Mapping[str, Cell]:
        """Cells of the official tables, without the fee statement, by address in printed order."""
        return {address: cell for address, cell in self.cells.items() if cell.table != "fee"}

    def title_for(self, agency: str, year: int) -> str:
        """The prescribed title of the report of an agency (full name) for a year."""
        return self.report_title.format(agency=agency, year=year)


Named = TypeVar("Named", Row, Column, Heading, Table, Section)


def next_named(items: tuple[Named, ...], code: str) -> Named:
    """The item whose code this is; KeyError if there is none."""
    for item in items:
        if item.code == code:
            return item
    raise KeyError(code)
