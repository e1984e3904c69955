"""统计表的读取: tables two and three and the 2014 statistical table, row by row (``standard.md`` §10)."""

from collections.abc import Sequence

from govreport.documents.read import misprints, words
from govreport.documents.read.align import CLEAR, Alignment, Match, align
from govreport.documents.read.cells import Harvest, read_row, swallowed_number
from govreport.documents.read.labels import alike, core
from govreport.documents.read.missing import extra_rows, missing_row, missing_table
from govreport.documents.read.place import Places, around, at
from govreport.documents.read.rows import RawRow
from govreport.documents.read.strays import stray_words, words_below
from govreport.documents.read.window import Body, Columns, Placement, body_of
from govreport.standards.edition import Cell, Column, Edition, Row, Table


def read_table(harvest: Harvest, edition: Edition, table: Table, rows: Sequence[RawRow]) -> None:
    """Read the rows of a section into the cells of its table; everything repaired or left out becomes a doubt."""
    alignment = align(table, rows)
    # A form with all its labels and no figures is there, only blank.
    if not any(match.raw.values for match in alignment.matches) and 2 * len(alignment.matches) < len(table.rows):
        missing_table(harvest, table)
        return
    units = frozenset({row.unit for row in table.rows if row.unit}) if table.layout == "list" else frozenset()
    bodies = [body_of(match, units) for match in alignment.matches]
    harvest.found(table.code, around(place for body in bodies for place in body.match.raw.places))
    for own in _by_width(table, bodies):
        columns = Columns(own, len(cells_of(edition, table, own[0].match)))
        for body in own:
            _read_body(harvest, edition, table, body, columns, _head(table, body, alignment))
    for row in alignment.missing:
        missing_row(harvest, table, row)
    taken = words_below(harvest, table, alignment)
    rest = [raw for raw in alignment.left_over if raw.number not in taken]
    extra_rows(harvest, table, rest)
    misprints.labels(harvest, table, alignment)
    misprints.subtotals(harvest, table, alignment)
    stray_words(harvest, table, rest)


def _by_width(table: Table, bodies: Sequence[Body]) -> list[list[Body]]:
    widths: dict[int, list[Body]] = {}
    for body in bodies:
        widths.setdefault(len(columns_of(table, row_of(body.match))), []).append(body)
    return list(widths.values())


def row_of(match: Match) -> Row:
    """The row of the form that a match speaks of."""
    if match.official.row is None:
        raise ValueError("a band has no cells")
    return match.official.row


def columns_of(table: Table, row: Row) -> list[Column]:
    """The columns in which a row has values; none in a list, where a row is one cell."""
    return [column for column in table.columns if row.band is None or row.band in column.bands]


def cells_of(edition: Edition, table: Table, match: Match) -> list[Cell]:
    """The cells of a row of the form, in printed order."""
    row = row_of(match)
    columns = columns_of(table, row)
    addresses = [f"{table.code}.{row.code}.{column.code}" for column in columns] or [f"{table.code}.{row.code}"]
    return [edition.cells[address] for address in addresses]


def _head(table: Table, body: Body, alignment: Alignment) -> int | None:
    """The column of the first column label above a row of table two."""
    columns = columns_of(table, row_of(body.match))
    if table.layout != "bands" or len(columns) < 2:
        return None
    above = [raw for raw in alignment.left_over if raw.number < body.match.raw.number]
    for raw in reversed(above):
        texts = raw.texts
        for place in range(len(texts) - len(columns) + 1):
            pairs = zip(texts[place : place + len(columns)], columns, strict=True)
            if all(alike(core(text), core(column.label)) >= 0.6 for text, column in pairs):
                return place
    return None


def _read_body(
    harvest: Harvest, edition: Edition, table: Table, body: Body, columns: Columns, head: int | None
) -> None:
    cells, raw, names = cells_of(edition, table, body.match), body.match.raw, body.match.official.names
    place = f"{table.code}.{row_of(body.match).code}"
    harvest.found(place, around(raw.places))
    placement = columns.place(body, head)
    _doubt_shape(harvest, place, body, columns, placement)
    swallowed = swallowed_number(raw.cells[body.label], names) if body.label >= 0 else None
    if body.filled and placement.start is None:
        harvest.doubt(place, words.unplaced("、".join(raw.texts[index] for index in body.filled)))
        _found_in_row(harvest, cells, raw)
        return
    texts, places = _texts(raw, placement, len(cells)), _places(raw, placement)
    if swallowed is not None and not texts[0] and (body.filled or len(cells) == 1):
        texts[0] = swallowed
        places = (at(raw.places, body.label), *places[1:])
        if raw.tabular:
            harvest.doubt(cells[0].address, words.swallowed(raw.texts[body.label], swallowed))
    elif swallowed is not None:
        harvest.doubt(place, words.unplaced(swallowed))
    read_row(harvest, cells, texts, names, places)
    _found_in_row(harvest, cells, raw)


def _found_in_row(harvest: Harvest, cells: Sequence[Cell], raw: RawRow) -> None:
    """Of cells whose own place is not known, the row is."""
    for cell in cells:
        harvest.found(cell.address, around(raw.places))


def _texts(raw: RawRow, placement: Placement, width: int) -> list[str]:
    if placement.start is None:
        return [""] * width
    return [raw.cells[index] if index < len(raw.cells) else "" for index in placement.columns]


def _places(raw: RawRow, placement: Placement) -> Places:
    return () if placement.start is None else tuple(at(raw.places, index) for index in placement.columns)


def _doubt_shape(harvest: Harvest, place: str, body: Body, columns: Columns, placement: Placement) -> None:
    """Doubts about how a row was recognised and where its values stand."""
    match = body.match
    if not match.raw.words:
        harvest.doubt(place, words.lost_label())
    elif match.likeness < CLEAR:
        harvest.doubt(place, words.misread_label(match.raw.texts[body.label], row_of(match).label))
    if match.raw.tabular and match.raw.broken:
        harvest.doubt(place, words.broken_row())
    given = None if match.raw.first is None else len(match.raw.cells) - match.raw.first
    if match.raw.odd or given not in (None, columns.width):
        harvest.doubt(place, words.merged_cells())
    if body.split:
        harvest.doubt(place, words.split_label())
    if placement.loose:
        harvest.doubt(place, words.loose_columns())
    elif match.raw.tabular and match.raw.words and not body.split and _is_shifted(body, columns, placement.start):
        harvest.doubt(place, words.shifted())


def _is_shifted(body: Body, columns: Columns, start: int | None) -> bool:
    """Whether label or values stand in another column than in most rows of the same depth."""
    usual = columns.usual(body.match.official.depth)
    if usual is None or not body.filled or columns.width == 1:
        return False
    return (body.label, usual[1] if start is None else start) != usual
