"""表四的读取: one row of fifteen cells, found by its figures and placed by the heading above it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

from govreport.documents.read import words
from govreport.documents.read.cells import Harvest, read_row
from govreport.documents.read.missing import missing_table, wrong_width
from govreport.documents.read.place import around, at
from govreport.documents.read.printed_blocks import printed_blocks
from govreport.documents.read.rows import RawRow
from govreport.documents.read.strays import is_heading, stray_words
from govreport.standards.edition import Cell, Edition, Table
from govreport.standards.evaluate import State, evaluate, scale_figures
from govreport.standards.numbers import Kind, parse_number
from govreport.standards.relations import relations

MAX_EXTRA = 3


def read_disputes(harvest: Harvest, edition: Edition, table: Table, rows: Sequence[RawRow]) -> None:
    """Read the data row of table four; a row of another width is read only where nothing is in question."""
    official = [cell for cell in edition.figure_cells.values() if cell.table == table.code]
    data = max((raw for raw in rows if raw.values), key=lambda raw: len(raw.values), default=None)
    if data is None:
        missing_table(harvest, table)
        return
    above = [raw for raw in rows if raw.number < data.number and raw.words]
    printed = printed_blocks(table, [raw for raw in above if not raw.values])
    if printed.doubt:
        harvest.doubt(table.code, printed.doubt)
    cells = [official[place] for place in printed.columns]
    heads = [raw for raw in above if raw.tabular]
    harvest.found(table.code, around(data.places))
    _place(harvest, edition, table, cells, _values(data), _head_width(heads), data.tabular)
    for cell in cells:
        harvest.found(cell.address, around(data.places))
    if data.odd:
        harvest.doubt(table.code, words.merged_cells())
    rest = [raw for raw in rows if raw is not data]
    for raw in rest:
        if raw.values and not raw.words:
            harvest.doubt(table.code, words.unplaced("、".join(raw.texts[place] for place in raw.values)))
    stray_words(harvest, table, [raw for raw in rest if not raw.values])
    if stray := [data.texts[place] for place in data.words if not is_heading(table, data.texts[place])]:
        harvest.doubt(table.code, words.outside_table(stray[0]))


def _values(data: RawRow) -> RawRow:
    """The cells of the data row; of a broken row without the heading before the figures."""
    if data.tabular:
        return data
    places = tuple(at(data.places, place) for place in data.values)
    return replace(data, cells=tuple(data.cells[place] for place in data.values), places=places)


def _head_width(heads: Sequence[RawRow]) -> int:
    """The number of columns that the headings span, from the first column of the row."""
    return max((max(raw.words) + 1 for raw in heads), default=0)


def _place(
    harvest: Harvest,
    edition: Edition,
    table: Table,
    cells: Sequence[Cell],
    data: RawRow,
    head_width: int,
    tabular: bool,
) -> None:
    texts, places, width = list(data.cells), data.places, len(cells)
    filled = [place for place, text in enumerate(texts) if text.strip()]
    first, last = filled[0], filled[-1]
    if len(filled) == width and last - first == width - 1:
        read_row(harvest, cells, texts[first : last + 1], (), places[first : last + 1])
    elif len(filled) == width and tabular and _is_even(filled):
        # Every column of the table is several of its grid.
        read_row(harvest, cells, [texts[place] for place in filled], (), tuple(at(places, place) for place in filled))
        harvest.doubt(table.code, words.merged_cells())
    elif len(filled) < width and tabular and last < width <= len(texts) and head_width <= width:
        # Blank cells: the row starts where the headings start. A row that is too short has lost cells somewhere.
        read_row(harvest, cells, [*texts, *[""] * width][:width], (), places)
        _doubt_blanks(harvest, table, texts[:width], head_width)
    else:
        count = len(filled) if len(filled) > width else (last - first + 1)
        wrong_width(harvest, table, count, width)
        _choose(harvest, edition, table, cells, [texts[place] for place in filled])


def _is_even(filled: Sequence[int]) -> bool:
    """Whether all gaps between the filled cells are alike."""
    return len({other - one for one, other in pairwise(filled)}) == 1


def _doubt_blanks(harvest: Harvest, table: Table, texts: Sequence[str], head_width: int) -> None:
    """Blocks wholly blank or wholly filled are plain to see; a gap inside a block, or lost headings, are not."""
    size = len(table.columns)
    blocks = [[bool(text.strip()) for text in texts[start : start + size]] for start in range(0, len(texts), size)]
    if head_width != len(table.rows) * size or any(any(block) and not all(block) for block in blocks):
        harvest.doubt(table.code, words.blank_disputes())


def _choose(harvest: Harvest, edition: Edition, table: Table, cells: Sequence[Cell], texts: Sequence[str]) -> None:
    """Leave out the surplus cells where every way of doing so, or only one that adds up, gives the same figures."""
    width, numbers = len(cells), [parse_number(text) for text in texts]
    values = [reading.value for reading in numbers if reading.kind is Kind.NUMBER]
    surplus = len(texts) - width
    if not 0 < surplus <= MAX_EXTRA or len(values) != len(texts):
        harvest.doubt(table.code, words.unreadable_disputes(len(texts), width))
        return
    ways = {tuple(values[place] for place in kept) for kept in combinations(range(len(values)), width)}
    adding_up = [way for way in ways if _adds_up(edition, table, cells, way)]
    if len(ways) == 1:
        harvest.doubt(table.code, words.sixteen(len(texts), width))
        chosen = ways.pop()
    elif len(adding_up) == 1:
        harvest.doubt(table.code, words.guessed_disputes(len(texts), width))
        chosen = adding_up[0]
    else:
        harvest.doubt(table.code, words.unreadable_disputes(len(texts), width))
        return
    harvest.values |= {cell.address: value for cell, value in zip(cells, chosen, strict=True) if value is not None}


def _adds_up(edition: Edition, table: Table, cells: Sequence[Cell], way: Sequence[Decimal | None]) -> bool:
    values = scale_figures({cell.address: value for cell, value in zip(cells, way, strict=True)})
    own = [relation for relation in relations(edition.code) if all(name in values for name in relation.related)]
    return all(evaluate(relation, values).state is not State.BROKEN for relation in own if relation.rule == "T4-01")
