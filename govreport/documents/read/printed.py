"""印出的列: the columns of a table in the order in which its own heads name them, which need not be that of the form.

Words decide, sums only where words and place disagree: a converter may have torn the heads apart, and then the total
tells whether the figures themselves stand in the order of the form.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from govreport.documents.read import words
from govreport.documents.read.labels import alike, core
from govreport.documents.read.rows import RawRow
from govreport.standards.edition import Column, Table
from govreport.standards.numbers import parse_number

LIKE = 0.8
_SHORT = 4  # characters; shorter labels are contained in other words (其他, 其他组织)
_SAME = {"合计": "总计"}


@dataclass(frozen=True, slots=True)
class Printed:
    """印出的列: places of the columns in the form, in printed order; ``doubt`` says what a person should know of it."""

    columns: tuple[int, ...]
    doubt: str = ""


def label_of(text: str, labels: Sequence[str]) -> int | None:
    """The place of the label that a head is, among folded labels; None for other words."""
    found = core(text)
    found = _SAME.get(found, found)
    if found in labels:
        return labels.index(found)
    if len(found) < _SHORT:
        return None
    likeness, place = max((alike(found, label), place) for place, label in enumerate(labels))
    return place if likeness >= LIKE and len(labels[place]) >= _SHORT else None


def printed_columns(table: Table, heads: Sequence[RawRow], rows: Sequence[RawRow]) -> Printed:
    """The columns of table three as its heads print them; ``rows`` are its rows with figures."""
    official = tuple(range(len(table.columns)))
    found = _by_heads(table, heads, rows)
    if len(found.columns) < len(official):
        return found
    first = (official[-1], *official[:-1])
    own, others = _sums(table, found.columns, rows), [_sums(table, order, rows) for order in (official, first)]
    if max(others) > own and 2 * max(others) > sum(1 for raw in rows if _numbers(raw)):
        # The totals stand elsewhere than the heads say: a converter has torn the heads apart.
        return Printed(official, words.unclear_heads())
    return found


def _by_heads(table: Table, heads: Sequence[RawRow], rows: Sequence[RawRow]) -> Printed:
    official = tuple(range(len(table.columns)))
    named = [_Named.of(table, raw) for raw in heads]
    named = [item for item in named if item.tokens]
    if not any(item.columns for item in named):
        return Printed(official, words.no_heads())
    order = _order(table, named)
    if order is None:
        return Printed(official, words.unclear_heads())
    straight = order == tuple(sorted(order))
    if len(order) == len(official):
        return Printed(order, "" if straight else words.other_order())
    if _fits(named, rows, len(order)):
        return Printed(order, words.columns_left_out())
    whole = straight and not all(item.clean for item in named)
    return Printed(official, "" if whole else words.unclear_heads())


@dataclass(frozen=True, slots=True)
class _Named:
    """列名所在的行: the columns and headings of columns in a row, in order; ``clean`` if it has nothing else."""

    columns: tuple[int, ...]
    tokens: tuple[int | str, ...]
    tabular: bool
    clean: bool

    @classmethod
    def of(cls, table: Table, raw: RawRow) -> "_Named":
        columns, heads = [core(item.label) for item in table.columns], [core(item.label) for item in table.heads]
        tokens: list[int | str] = []
        others = 0
        for text in (raw.texts[place] for place in raw.words):
            head, place = label_of(text, heads), label_of(text, columns)
            if head is not None:
                tokens.append(table.heads[head].code)
            elif place is not None:
                tokens.append(place)
            elif core(text) != core(table.note) and not core(text).startswith("本列数据"):
                others += 1
        # A merged head that was written into each of its columns is one.
        tokens = [token for place, token in enumerate(tokens) if not place or tokens[place - 1] != token]
        return cls(
            tuple(token for token in tokens if isinstance(token, int)),
            tuple(tokens),
            raw.tabular,
            raw.tabular and not others,
        )


def _order(table: Table, named: Sequence[_Named]) -> tuple[int, ...] | None:
    """The columns in printed order as far as they are named; None where the heads contradict themselves."""
    whole = max((item.columns for item in named), key=len)
    inner = {place for place, column in enumerate(table.columns) if column.head != table.columns[0].head}
    if set(whole) & inner and set(whole) - inner:
        return whole if len(set(whole)) == len(whole) else None
    tabular = [item for item in named if item.tabular]
    found = _nested([item.tokens for item in tabular]) if tabular else None
    columns = found if found is not None else _loose(named, inner)
    return columns if columns and len(set(columns)) == len(columns) else None


def _nested(rows: Sequence[Sequence[int | str]]) -> tuple[int, ...] | None:
    """Row after row, the one heading of columns in a row stands above all that is in the next; None where none does."""
    found = list(rows[0])
    for row in rows[1:]:
        heads = [place for place, token in enumerate(found) if isinstance(token, str)]
        if len(heads) != 1:
            return None
        found[heads[0] : heads[0] + 1] = row
    return tuple(token for token in found if isinstance(token, int))


def _loose(named: Sequence[_Named], inner: set[int]) -> tuple[int, ...] | None:
    """The columns as the form has them, if nothing in the torn heads says otherwise."""
    inside = [token for item in named for token in item.columns if token in inner]
    runs = [inside, *(item.columns for item in named)]
    if any(list(run) != sorted(set(run)) for run in runs):
        return None
    return tuple(sorted({token for item in named for token in item.columns}))


def _fits(named: Sequence[_Named], rows: Sequence[RawRow], width: int) -> bool:
    """Whether nothing but so many columns is named, and no row has more figures."""
    return all(item.clean for item in named) and all(raw.tabular and len(raw.values) <= width for raw in rows)


def _sums(table: Table, order: Sequence[int], rows: Sequence[RawRow]) -> int:
    """In how many rows the total is the sum of the others, if the figures stand in this order."""
    total = order.index(next(place for place, column in enumerate(table.columns) if column.derived))
    lines = [values for raw in rows if len(values := _numbers(raw)) == len(order)]
    return sum(1 for values in lines if 2 * values[total] == sum(values))


def _numbers(raw: RawRow) -> list[Decimal]:
    """The figures of a row; nothing where all are 0, which adds up in any order."""
    values = [parse_number(raw.texts[place]).value or Decimal(0) for place in raw.values]
    return values if any(values) else []


def printed_band(columns: Sequence[Column], raw: RawRow, stub: str) -> tuple[int, Printed] | None:
    """Where the heads of a band of table two stand in a row and which columns they are; None if it is no such row."""
    labels = [core(column.label) for column in columns]
    official = tuple(range(len(columns)))
    texts = [core(text) for text in raw.texts]
    found = [_best(text, labels) for text in texts]
    places = [place for place, label in enumerate(found) if label is not None]
    order = tuple(label for label in found if label is not None)
    run = bool(places) and places == list(range(places[0], places[0] + len(places)))
    if run and len(set(order)) == len(order):
        if order == official:
            return places[0], Printed(official)
        if len(order) == len(official):
            return places[0], Printed(order, words.other_order())
        if raw.tabular and all(texts[place] == core(stub) for place in raw.words if place not in places):
            return places[0], Printed(order, words.columns_left_out())
    for place in range(len(texts) - len(labels) + 1):
        pairs = zip(texts[place : place + len(labels)], labels, strict=True)
        if all(alike(text, label) >= 0.6 for text, label in pairs):
            return place, Printed(official)
    return None


def _best(text: str, labels: Sequence[str]) -> int | None:
    """The label that a head is most like, if it is like one and clearly less like the others."""
    if not text:
        return None
    scores = sorted(((alike(text, label), place) for place, label in enumerate(labels)), reverse=True)
    clear = len(scores) == 1 or scores[0][0] - scores[1][0] > 0.1
    return scores[0][1] if scores[0][0] >= LIKE and clear else None
