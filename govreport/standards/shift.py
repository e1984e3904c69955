"""错列: rows of table three printed one column off or with a number in two cells, and blocks of table four moved on.

A shift is recognised only when reading the row the other way makes every equation hold that the row takes part in,
and at least one equation of a column did not hold before: a row alone can always be made to add up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations, product
from typing import Final, Literal

from govreport.standards.cell_rules import storable
from govreport.standards.edition import Edition, Table
from govreport.standards.evaluate import State, evaluate, scale_figures
from govreport.standards.relations import SPACES, Relation, relations

Way = Literal["left", "right", "split", "block"]
Values = Mapping[str, Decimal | None]
MOST_ROWS: Final = 3  # rows that may be off at once
MOST_TRIES: Final = 400  # ways of reading a table that are tried


@dataclass(frozen=True, slots=True)
class Shift:
    """错列: the rows concerned (``t3.carried_out``), the way they were moved when printed, cell → proper value."""

    rows: tuple[str, ...]
    ways: tuple[Way, ...]
    changes: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class _Reading:
    row: str
    way: Way
    cells: Mapping[str, Decimal]


def row_shifts(edition: Edition, figures: Values) -> list[Shift]:
    """The ways of reading misplaced rows that make the table add up, one row before several; empty where none does."""
    for table in edition.tables:
        if table.layout == "matrix" and (found := _of_table(edition, table, figures)):
            return found
    return []


def block_shift(
    edition: Edition, figures: Values, *, reviews: Decimal | None, lawsuits: Decimal | None
) -> Shift | None:
    """Table four printed one block to the right of where the text says that its cases belong.

    ``reviews`` and ``lawsuits`` are the numbers of the text, None where it says nothing. The first block must be blank
    or zero, and the second hold as many cases as the text has reviews; what the text says of lawsuits must fit what
    is left for the other blocks, of which the last was lost and is taken as zero.
    """
    table = next((table for table in edition.tables if table.layout == "blocks"), None)
    if table is None or not reviews or table.columns[-1].code != "total":
        return None
    blocks = [[f"{table.code}.{row.code}.{column.code}" for column in table.columns] for row in table.rows]
    values = [[figures.get(cell) for cell in block] for block in blocks]
    if any(values[0]) or any(value is None for block in values[1:] for value in block):
        return None
    if values[1][-1] != reviews or values[-1][-1] != (lawsuits or 0):
        return None
    lost: list[Decimal | None] = [Decimal(0)] * len(table.columns)
    moved = [*values[1:], lost]
    changes = {
        cell: value
        for block, new, old in zip(blocks, moved, values, strict=True)
        for cell, value, before in zip(block, new, old, strict=True)
        if value is not None and value != before
    }
    return Shift((f"{table.code}.{table.rows[0].code}",), ("block",), changes)


def _of_table(edition: Edition, table: Table, figures: Values) -> list[Shift]:
    own = _equations(edition.code, table.code)
    values = scale_figures(figures)
    if not any(evaluate(relation, values).state is not State.HOLDS for relation in own):
        return []
    readings = []
    for row in table.rows:
        cells = [f"{table.code}.{row.code}.{column.code}" for column in table.columns]
        rows = _within(edition.code, table.code, tuple(cells))
        if _is_suspect(rows, values, cells) and (found := list(_readings(edition, figures, cells))):
            readings.append(found)
    for size in range(1, MOST_ROWS + 1):
        tries = [chosen for rows in combinations(readings[: 2 * MOST_ROWS], size) for chosen in product(*rows)][
            :MOST_TRIES
        ]
        if fitting := [_shift(chosen, figures) for chosen in tries if _fits(own, figures, chosen)]:
            return fitting
    return []


@cache
def _equations(edition_code: str, table: str) -> tuple[Relation, ...]:
    return tuple(relation for relation in relations(edition_code) if _counts(relation, table))


@cache
def _within(edition_code: str, table: str, cells: tuple[str, ...]) -> tuple[Relation, ...]:
    """The equations of a table that speak of some of its cells only."""
    return tuple(relation for relation in _equations(edition_code, table) if set(relation.related) <= set(cells))


def _counts(relation: Relation, table: str) -> bool:
    """Whether a relation is an equation within one table that blocks when it is broken."""
    sides = (*relation.comparison.left.addresses, *relation.comparison.right.addresses)
    spaces = {address.split(".")[0] for address in sides}
    plain = relation.when is None and relation.comparison.operator == "="
    return plain and relation.severity == "error" and spaces == {table} and not spaces & set(SPACES)


def _is_suspect(rows: Sequence[Relation], values: Mapping[str, int | None], cells: Sequence[str]) -> bool:
    """Whether the row does not add up, or is blank at one end and filled otherwise."""
    blanks = [cell for cell in cells if values.get(cell) is None]
    if not any(values.get(cell) for cell in cells):
        return False
    if blanks:
        return blanks in ([cells[0]], [cells[-1]])
    return any(evaluate(relation, values).state is State.BROKEN for relation in rows)


def _readings(edition: Edition, figures: Values, cells: Sequence[str]) -> Iterator[_Reading]:
    """The other ways to read a row whose last cell is the total of the others."""
    printed = [figures.get(cell) for cell in cells]
    row = cells[0].rpartition(".")[0]
    for way, values in _ways(printed):
        numbers = [Decimal(0) if value is None else value for value in values]
        fitting = all(storable(edition.cells[cell], value) for cell, value in zip(cells, numbers, strict=True))
        if fitting and sum(numbers[:-1]) == numbers[-1] and numbers != printed:
            yield _Reading(row, way, dict(zip(cells, numbers, strict=True)))


def _ways(printed: Sequence[Decimal | None]) -> Iterator[tuple[Way, list[Decimal | None]]]:
    whole = [value or Decimal(0) for value in printed]
    if not whole[-1]:
        # One column to the left: the first value is lost, the total stands in the column before the last.
        yield "left", [whole[-2] - sum(whole[:-2]), *whole[:-1]]
    if not whole[0]:
        yield "right", [*whole[1:], Decimal(sum(whole[1:]))]
    for place in range(len(whole) - 1):
        first, second = whole[place], whole[place + 1]
        if first <= 0 or second < 0 or second >= 10 or first % 1 or second % 1 or printed[place + 1] is None:
            continue
        joined = first * 10 + second
        if place < len(whole) - 2:
            parts = [*whole[:place], joined, *whole[place + 2 :]]
            yield "split", [*parts, Decimal(sum(parts))]
            yield "split", [*whole[:place], joined, Decimal(0), *whole[place + 2 :]]


def _fits(own: Sequence[Relation], figures: Values, chosen: Sequence[_Reading]) -> bool:
    """Whether all equations of the rows hold when they are read so, and a column did not add up before."""
    cells = {cell: value for reading in chosen for cell, value in reading.cells.items()}
    touched = [relation for relation in own if not cells.keys().isdisjoint(relation.related)]
    before, after = scale_figures(figures), scale_figures({**figures, **cells})
    if any(evaluate(relation, after).state is not State.HOLDS for relation in touched):
        return False
    columns = [relation for relation in touched if not set(relation.related) <= cells.keys()]
    return any(evaluate(relation, before).state is State.BROKEN for relation in columns)


def _shift(chosen: Sequence[_Reading], figures: Values) -> Shift:
    changes = {cell: value for reading in chosen for cell, value in reading.cells.items() if figures.get(cell) != value}
    return Shift(tuple(reading.row for reading in chosen), tuple(reading.way for reading in chosen), changes)
