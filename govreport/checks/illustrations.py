"""图示: an example as the rule book shows it: the excerpt of the table or the passage, and what is said of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from govreport.checks.examples import Example
from govreport.checks.examples.running import spoken
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.standards.finding import Finding
from govreport.standards.numbers import format_number

# An excerpt shows this much of a form at most.
ROWS: Final = 6
COLUMNS: Final = 7
PASSAGE: Final = 160


@dataclass(frozen=True, slots=True)
class Value:
    """一格: what stands in a cell of an excerpt; ``marked`` where a finding points at it; blank is an empty text."""

    text: str
    marked: bool
    exists: bool = True

    @property
    def number(self) -> bool:
        """Whether it is a plain number, which belongs to no language."""
        return self.text.isascii()


@dataclass(frozen=True, slots=True)
class Line:
    """一行: the label of a row in Chinese and English, and its cells."""

    label: str
    label_en: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """表格摘录: some rows and columns of an official table; ``last_year`` where it is from last year's report."""

    table: str
    table_en: str
    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    last_year: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """文字摘录: the words that matter, and the name of their section; ``last_year`` as above."""

    place: str
    place_en: str
    text: str
    last_year: bool = False


@dataclass(frozen=True, slots=True)
class Illustration:
    """举例: what is shown, and the findings; no finding means that the example is right."""

    name: str
    name_en: str
    fires: bool
    year: int | None
    edition: str
    excerpts: tuple[Excerpt, ...]
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]


def illustrate(example: Example, related: tuple[str, ...] = ()) -> Illustration:
    """What a reader sees of an example; ``related`` are cells shown besides those it changes."""
    found = tuple(spoken(example))
    own, before = example.change, example.change.get("previous", {})
    named = [address for finding in found for address in (*finding.addresses, *finding.related)]
    cells = [*_cells(own), *named, *related] or _cells(before)
    marked = {address for finding in found for address in finding.addresses}
    excerpts = [*_excerpts(example.document, cells, marked)]
    passages = [*_passages(example.document, own)]
    if example.previous is not None:
        earlier = [*_cells(before), *(cell for cell in cells if cell in example.previous.format.cells)]
        excerpts = [*_excerpts(example.previous, earlier, set(), last_year=True), *excerpts]
        passages = [*_passages(example.previous, before, last_year=True), *passages]
    document = example.document
    if not excerpts and not passages:
        texts = {finding.target: document.sections.get(finding.target, "") for finding in found}
        named_texts = {code: text for code, text in texts.items() if text}
        passages = [*_passages(document, {"sections": named_texts})] or [Passage("标题", "Title", document.title)]
    shown = tuple(excerpts), tuple(passages)
    return Illustration(example.name, example.name_en, example.fires, document.year, document.edition, *shown, found)


def _cells(change: Mapping[str, Any]) -> list[str]:
    named = [*change.get("figures", {}), *change.get("declared", {}), *change.get("printed", {})]
    return named + [f"fee.{item}" for item in change.get("fee", {})]


def _excerpts(
    document: Document, addresses: list[str], marked: set[str], *, last_year: bool = False
) -> Iterator[Excerpt]:
    own = document.format
    cells = [own.cells[address] for address in dict.fromkeys(addresses) if address in own.cells]
    order = {address: place for place, address in enumerate(own.cells)}
    for table in dict.fromkeys(cell.table for cell in cells):
        inside = sorted((cell for cell in cells if cell.table == table), key=lambda cell: order[cell.address])
        rows = list(dict.fromkeys(cell.row for cell in inside))[:ROWS]
        columns = list(dict.fromkeys(cell.column for cell in inside))
        columns = _in_order(own, table, columns)[:COLUMNS]
        yield Excerpt(
            *_table_name(own, table),
            tuple(_column_name(own, table, column) for column in columns),
            tuple(_line(document, table, row, columns, marked) for row in rows),
            last_year,
        )


def _in_order(own: Edition, table: str, columns: list[str | None]) -> list[str | None]:
    if table == "fee":
        return columns
    known = [column.code for column in own.table(table).columns]
    return sorted(columns, key=lambda column: known.index(column) if column in known else -1)


def _line(document: Document, table: str, row: str, columns: list[str | None], marked: set[str]) -> Line:
    own = document.format
    addresses = [f"{table}.{row}" + (f".{column}" if column else "") for column in columns]
    values = tuple(Value(_text(document, cell), cell in marked, cell in own.cells) for cell in addresses)
    if table == "fee":
        item = next(item for item in own.fee if item.code == row)
        return Line(item.label, item.english, values)
    found = own.table(table).row(row)
    return Line(found.label, found.english, values)


def _text(document: Document, address: str) -> str:
    if address in document.printed:
        return document.printed[address]
    value = document.all_figures().get(address)
    return "" if value is None else format_number(value)


def _table_name(own: Edition, table: str) -> tuple[str, str]:
    if table == "fee":
        return "信息处理费", "Processing fees"
    found = own.table(table)
    return f"{found.name}　{found.title}".strip("　"), found.english


def _column_name(own: Edition, table: str, column: str | None) -> tuple[str, str]:
    if table == "fee" or column is None:
        return "数据", "Figure"
    found = own.table(table).column(column)
    return found.label, found.english


def _passages(document: Document, change: Mapping[str, Any], *, last_year: bool = False) -> Iterator[Passage]:
    own = document.format
    if "title" in change or "name" in change.get("agency", {}):
        yield Passage("标题", "Title", document.title, last_year)
    texts = {**change.get("sections", {}), **change.get("append", {})}
    for code, text in texts.items():
        section = own.section(code)
        bare = text.strip()
        shown = bare if len(bare) <= PASSAGE else f"{bare[:PASSAGE]}…"
        yield Passage(section.title or section.name, section.english, shown, last_year)
