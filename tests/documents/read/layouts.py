"""Reports whose tables are laid out in another way than the form: columns and rows moved, merged, left out."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from govreport.documents.read import ReadResult
from govreport.standards.edition import Edition
from tests.documents.read.foreign import Cell, Part, Rows, parts
from tests.documents.read.test_flattened import Figures, unexplained

SEVEN, FIVE = 7, 5


@dataclass(frozen=True)
class Layout:
    """What became of the tables; every chance is between 0 and 1, drawn anew for each table or row."""

    seed: int = 0
    order: float = 0.0  # the columns of a table stand in another order, their heads with them
    one_head: float = 0.0  # the heads of table three are one row
    left_out: float = 0.0  # columns in which every figure is 0 are left out, their heads too
    no_head: float = 0.0  # the heads of a table are gone; the order is that of the form
    moved: float = 0.0  # the figures of a row stand one column further right or left
    lost: float = 0.0  # a cell is gone from a row
    merged: float = 0.0  # two figures stand in one cell
    again: float = 0.0  # a row stands twice, the second time with other figures
    swapped: float = 0.0  # two rows have changed places
    head_again: float = 0.0  # the heads stand again in the middle, as on a new page


def untold(own: Edition, figures: Figures, result: ReadResult) -> list[str]:
    """Cells whose figure differs and about which, or about whose table, the reader says nothing."""
    told = {doubt.place for doubt in result.doubts}
    told |= {address for finding in result.findings for address in finding.addresses}
    return [address for address in unexplained(own, figures, result) if own.cells[address].table not in told]


def laid_out(own: Edition, figures: Figures, layout: Layout) -> list[Part]:
    """A whole report with its tables laid out so."""
    chance = random.Random(layout.seed)
    return [part if isinstance(part, str) else _table(part, layout, chance) for part in parts(own, figures)]


def with_empty_columns(own: Edition, figures: Figures, seed: int) -> Figures:
    """The figures with some columns of table three 0 throughout."""
    chance = random.Random(seed)
    empty = {column.code for column in own.table("t3").columns if chance.random() < 0.4} if _has_matrix(own) else set()
    return {
        address: Decimal(0) if address.startswith("t3.") and address.rpartition(".")[2] in empty else value
        for address, value in figures.items()
    }


def _has_matrix(own: Edition) -> bool:
    return any(table.code == "t3" for table in own.tables)


def _table(rows: Rows, layout: Layout, chance: random.Random) -> Rows:
    width = max(sum(1 for cell in row if cell.value) for row in rows)
    if width == SEVEN:
        rows = _matrix(rows, layout, chance)
    elif width == 3 * FIVE:
        rows = _blocks(rows, layout, chance)
    elif any(row[0].text == "信息内容" for row in rows):
        rows = _bands(rows, layout, chance)
    return _rows(rows, layout, chance)


def _shuffled(count: int, chance: random.Random) -> list[int]:
    """Another order than that of the form, where there is one."""
    order = chance.sample(range(count), count)
    return order if order != sorted(order) else order[::-1]


def _matrix(rows: Rows, layout: Layout, chance: random.Random) -> Rows:
    """Table three: ``outer`` is the order of 自然人, organisations and 总计, ``inner`` that of the organisations."""
    body = rows[3:]
    if chance.random() < layout.no_head:
        return body
    flat = chance.random() < layout.one_head
    outer, inner = list(range(3)), list(range(5))
    if chance.random() < layout.order:
        outer, inner = _shuffled(3, chance), _shuffled(5, chance)
    order = [column for item in outer for column in ([place + 1 for place in inner] if item == 1 else [6 * (item > 1)])]
    if flat and chance.random() < layout.order:
        order = _shuffled(SEVEN, chance)
    if chance.random() < layout.left_out:
        values = [[cell for cell in row if cell.value] for row in body]
        order = [place for place in order if any(line[place].text not in ("0", "") for line in values)] or order
    labels = [rows[1][0].text, *(cell.text for cell in rows[2]), rows[1][2].text]
    found = _flat_head(rows, labels, order) if flat else _deep_head(rows, labels, outer, order)
    for row in body:
        own = [cell for cell in row if cell.value]
        found.append([*(cell for cell in row if not cell.value), *(own[place] for place in order)])
    return found


def _flat_head(rows: Rows, labels: Sequence[str], order: Sequence[int]) -> Rows:
    return [[replace(rows[0][0], rows=1), *(Cell(labels[place]) for place in order)]]


def _deep_head(rows: Rows, labels: Sequence[str], outer: Sequence[int], order: Sequence[int]) -> Rows:
    inner = [place for place in order if 0 < place < SEVEN - 1]
    ends = {0: 0, 2: SEVEN - 1}
    middle = [
        replace(rows[1][1], columns=len(inner)) if item == 1 else Cell(labels[ends[item]], 2)
        for item in outer
        if (inner if item == 1 else ends[item] in order)
    ]
    head = [[rows[0][0], replace(rows[0][1], columns=len(order))], middle]
    if inner:
        return [*head, [Cell(labels[place]) for place in inner]]
    head[0] = [replace(rows[0][0], rows=2), head[0][1]]
    return [head[0], [replace(cell, rows=1) for cell in middle]]


def _bands(rows: Rows, layout: Layout, chance: random.Random) -> Rows:
    found: Rows = []
    order: list[int] = []
    for row in rows:
        if row[0].text == "信息内容":
            order = _shuffled(len(row) - 1, chance) if chance.random() < layout.order else list(range(len(row) - 1))
            spans = [cell.columns for cell in row[1:]]
            heads = [replace(row[1 + place], columns=span) for place, span in zip(order, spans, strict=True)]
            if chance.random() >= layout.no_head or order != sorted(order):
                found.append([row[0], *heads])
        elif len(row) == len(order) + 1 and row[-1].value:
            cells = zip(order, [cell.columns for cell in row[1:]], strict=True)
            found.append([row[0], *(replace(row[1 + place], columns=span) for place, span in cells)])
        else:
            found.append(row)
    return found


def _blocks(rows: Rows, layout: Layout, chance: random.Random) -> Rows:
    if chance.random() < layout.no_head:
        return rows[3:]
    if chance.random() >= layout.order:
        return rows
    order = _shuffled(FIVE, chance)
    turn = chance.random() < 0.5
    review, direct, after = ([rows[3][start + place] for place in order] for start in range(0, 3 * FIVE, FIVE))
    columns = [rows[2][place] for place in order]
    own = [rows[1][place] for place in order]
    if turn:
        head = [[rows[0][1], rows[0][0]], [rows[1][6], rows[1][5], *own], [*columns, *columns]]
        return [*head, [*after, *direct, *review]]
    return [rows[0], [*own, *rows[1][5:]], [*columns, *columns], [*review, *direct, *after]]


def _rows(rows: Rows, layout: Layout, chance: random.Random) -> Rows:
    found: Rows = []
    first = next((place for place, row in enumerate(rows) if any(cell.value for cell in row)), 0)
    for row in rows:
        values = [place for place, cell in enumerate(row) if cell.value]
        if not values:
            found.append(row)
            continue
        # Two faults in one row may cancel each other, and then nothing is left to tell.
        moved = _moved(row, values[0], layout, chance)
        filled = [place for place in values if row[place].text]
        if moved is not row:
            row = moved
        elif len(filled) > 2 and chance.random() < layout.lost:
            gone = chance.choice(filled)
            row = [*row[:gone], *row[gone + 1 :]]
        elif len(filled) > 1 and values[-1] > filled[0] and chance.random() < layout.merged:
            place = chance.choice([place for place in filled if place < values[-1]])
            both = [row[place].text, row[place + 1].text]
            row = [*row[:place], Cell(" ".join(filter(None, both)), 1, 2, True), *row[place + 2 :]]
        found.append(row)
        if len(values) < 3 * FIVE and chance.random() < layout.again and all(cell.rows == 1 for cell in row):
            found.append([replace(cell, text=str(chance.randrange(9))) if cell.value else cell for cell in row])
    plain = [
        place
        for place, row in enumerate(found)
        if all(cell.rows == 1 for cell in row) and any(cell.value for cell in row)
    ]
    places = [place for place in plain if place + 1 in plain and len(found[place]) == len(found[place + 1])]
    if places and chance.random() < layout.swapped:
        place = chance.choice(places)
        found[place : place + 2] = [found[place + 1], found[place]]
    elif len(found) > 20 and first and chance.random() < layout.head_again:
        # A new page begins above a row that no cell reaches into.
        places = [place for place, row in enumerate(found) if place > first and sum(c.columns for c in row) >= 10]
        if places:
            place = chance.choice(places)
            found[place:place] = found[:first]
    return found


def _moved(row: list[Cell], start: int, layout: Layout, chance: random.Random) -> list[Cell]:
    if start == 0 or chance.random() >= layout.moved:
        return row
    label = row[start - 1]
    if chance.random() < 0.5 and label.columns > 1:
        return [*row[: start - 1], replace(label, columns=label.columns - 1), *row[start:], Cell("", value=True)]
    return [*row[:start], Cell("", value=True), *row[start:]]
