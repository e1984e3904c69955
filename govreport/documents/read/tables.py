"""统计表的读取: tables two and three and the 2014 statistical table, row by row (``standard.md`` §10)."""

from collections.abc import Sequence
from dataclasses import dataclass

from govreport.documents.read import figure_words, misprints, words
from govreport.documents.read.align import CLEAR, Alignment, Match, align
from govreport.documents.read.cells import Harvest, numbers_within, read_row, swallowed_number
from govreport.documents.read.labels import core
from govreport.documents.read.missing import blank_rows, extra_rows, missing_row, missing_table
from govreport.documents.read.place import Places, around, at
from govreport.documents.read.printed import Printed, printed_band, printed_columns
from govreport.documents.read.rows import RawRow
from govreport.documents.read.strays import stray_figures, stray_words, words_below
from govreport.documents.read.window import Body, Columns, Placement, body_of
from govreport.standards.edition import Cell, Column, Edition, Row, Table
from govreport.standards.numbers import parse_number


@dataclass(frozen=True, slots=True)
class _Laid:
    """排布: a row with its figures, the columns it prints (by their place in the form), where their heads begin.

    ``completed`` tells that lines of words below it complete its label.
    """

    body: Body
    columns: tuple[int, ...]
    head: int | None = None
    completed: bool = False


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
    if _figures_first(table, bodies, alignment):
        for place in (table.code, *(f"{table.code}.{row.code}" for row in table.rows)):
            harvest.doubt(place, words.figures_first())
        return
    for own in _by_width(_laid_out(harvest, table, bodies, alignment)):
        columns = Columns([laid.body for laid in own], len(own[0].columns))
        for laid in own:
            _read_body(harvest, edition, table, laid, columns)
    for row in alignment.missing:
        missing_row(harvest, table, row)
    taken = words_below(harvest, table, alignment)
    rest = [raw for raw in alignment.left_over if raw.number not in taken]
    if 2 * sum(1 for raw in rest if raw.values and raw.words) > len(table.rows) > 1:
        harvest.doubt(table.code, words.table_twice())
    extra_rows(harvest, table, rest)
    blank_rows(harvest, table, alignment.matches, rest)
    _lonely_blanks(harvest, edition, table, alignment)
    _doubt_all(harvest, table, alignment)
    misprints.labels(harvest, table, alignment)
    misprints.subtotals(harvest, table, alignment)
    stray_words(harvest, table, rest)
    stray_figures(harvest, table, alignment, rest)


def _lonely_blanks(harvest: Harvest, edition: Edition, table: Table, alignment: Alignment) -> None:
    """A doubt about a row of table three without any figure where most rows have some: it may have lost them."""
    if table.layout != "matrix":
        return
    told = {doubt.place for doubt in harvest.doubts}
    blank = [
        place
        for match in alignment.matches
        if (place := f"{table.code}.{row_of(match).code}") not in told
        and not any(cell.address in {*harvest.values, *harvest.printed} for cell in cells_of(edition, table, match))
    ]
    if 2 * len(blank) < len(alignment.matches):
        for place in blank:
            harvest.doubt(place, words.blank_row())


def _doubt_all(harvest: Harvest, table: Table, alignment: Alignment) -> None:
    """A doubt about every row of table three where most of its rows have one: a table in pieces is read by luck."""
    if table.layout != "matrix":
        return
    own = {f"{table.code}.{row_of(match).code}" for match in alignment.matches}
    told = own & {doubt.place for doubt in harvest.doubts}
    if 2 * (len(told) + len(alignment.missing)) > len(table.rows):
        for place in own - told:
            harvest.doubt(place, words.mostly_doubted())


def _figures_first(table: Table, bodies: Sequence[Body], alignment: Alignment) -> bool:
    """Whether the figures of each row stand above its label: then each label would take those of the next."""
    if table.layout != "matrix" or any(body.match.raw.tabular for body in bodies):
        return False
    first = min(bodies, key=lambda body: body.match.raw.number).match.raw.number
    last = max(bodies, key=lambda body: body.match.raw.number)
    above = [raw for raw in alignment.left_over if raw.number < first and len(raw.values) >= len(table.columns)]
    return bool(above) and not last.filled


def _by_width(rows: Sequence[_Laid]) -> list[list[_Laid]]:
    widths: dict[int, list[_Laid]] = {}
    for laid in rows:
        widths.setdefault(len(laid.columns), []).append(laid)
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


def _laid_out(harvest: Harvest, table: Table, bodies: Sequence[Body], alignment: Alignment) -> list[_Laid]:
    """The rows, each with the columns that the heads above it print."""
    rows = [body.match.raw for body in bodies if body.match.raw.values]
    if table.layout == "matrix" and rows:
        first = min(raw.number for raw in rows)
        heads = [raw for raw in alignment.left_over if raw.number < first and not raw.values]
        printed = printed_columns(table, heads, rows)
        if printed.doubt:
            harvest.doubt(table.code, printed.doubt)
        return [_Laid(body, printed.columns, completed=alignment.is_completed(body.match)) for body in bodies]
    found = []
    for body in bodies:
        columns = columns_of(table, row_of(body.match))
        official = tuple(range(max(1, len(columns))))
        place, printed = _band(table, columns, body, alignment) or (None, Printed(official))
        if printed.doubt:
            harvest.doubt(table.code, printed.doubt)
        found.append(_Laid(body, printed.columns, place, alignment.is_completed(body.match)))
    return found


def _band(table: Table, columns: Sequence[Column], body: Body, alignment: Alignment) -> tuple[int, Printed] | None:
    """Where the heads above a row of table two begin, and which columns they are; None where they tell nothing."""
    if table.layout != "bands" or len(columns) < 2:
        return None
    raw = body.match.raw
    above = [other for other in alignment.left_over if other.number < raw.number and not other.values]
    for other in reversed(above):
        if (found := printed_band(columns, other, table.stub_head)) is None:
            continue
        _place, printed = found
        return found if len(printed.columns) in (len(columns), len(raw.values)) else None
    return None


def _read_body(harvest: Harvest, edition: Edition, table: Table, laid: _Laid, columns: Columns) -> None:
    body, official = laid.body, cells_of(edition, table, laid.body.match)
    cells, raw, names = [official[place] for place in laid.columns], body.match.raw, body.match.official.names
    place = f"{table.code}.{row_of(body.match).code}"
    # Without the labels of groups, which reach over other rows.
    harvest.found(place, around(raw.places[max(body.label, 0) :]))
    placement = columns.place(body, laid.head)
    _doubt_shape(harvest, table, place, laid, columns, placement)
    swallowed = swallowed_number(raw.cells[body.label], names) if body.label >= 0 else None
    if (body.filled or raw.values) and placement.start is None and not (swallowed and not body.filled):
        told = body.filled or raw.values
        harvest.doubt(place, words.unplaced("、".join(raw.texts[index] for index in told)))
        _found_in_row(harvest, cells, place)
        return
    if not (body.filled or swallowed) and (lost := numbers_within(raw.texts)):
        harvest.doubt(place, words.unplaced("、".join(lost)))
    if beside := [raw.texts[index] for index in raw.values if index < body.label or index not in placement.columns]:
        harvest.doubt(place, words.unplaced("、".join(beside)))
    texts, places = _texts(raw, placement, len(cells)), _places(raw, placement)
    if swallowed is not None and not texts[0] and (body.filled or len(cells) == 1):
        texts[0] = swallowed
        places = (at(raw.places, body.label), *places[1:])
        if raw.tabular:
            harvest.doubt(cells[0].address, figure_words.swallowed(raw.texts[body.label], swallowed))
    elif swallowed is not None:
        harvest.doubt(place, words.unplaced(swallowed))
    if body.filled and _is_open(table, raw, texts, columns):
        harvest.doubt(place, words.edge_blank())
    read_row(harvest, cells, texts, names, places)
    _found_in_row(harvest, cells, place)


def _is_open(table: Table, raw: RawRow, texts: Sequence[str], columns: Columns) -> bool:
    """Whether a blank at an end of a row may mean that its figures moved; table three ends with its total."""
    if columns.width < 2 or (texts[0].strip() and texts[-1].strip()):
        return False
    if not texts[-1].strip() or table.layout == "bands":
        return True
    values = [parse_number(text).value or 0 for text in texts]
    several = sum(1 for text in texts if not text.strip()) > 1
    uncertain = raw.first is not None or several or not columns.steady()
    return sum(values) > 2 * values[-1] or (uncertain and columns.mostly_full())


def _found_in_row(harvest: Harvest, cells: Sequence[Cell], row: str) -> None:
    """Of cells whose own place is not known, the row is."""
    for cell in cells:
        harvest.found(cell.address, harvest.places.get(row))


def _texts(raw: RawRow, placement: Placement, width: int) -> list[str]:
    if placement.start is None:
        return [""] * width
    return [raw.cells[index] if index < len(raw.cells) else "" for index in placement.columns]


def _places(raw: RawRow, placement: Placement) -> Places:
    return () if placement.start is None else tuple(at(raw.places, index) for index in placement.columns)


def _is_another(table: Table, body: Body) -> bool:
    """Whether the label of a row is word for word that of another row of the form."""
    label = core(body.match.raw.texts[body.label])
    return label not in body.match.official.names and any(core(row.label) == label for row in table.rows)


def _doubt_shape(
    harvest: Harvest, table: Table, place: str, laid: _Laid, columns: Columns, placement: Placement
) -> None:
    """Doubts about how a row was recognised and where its values stand."""
    body = laid.body
    match = body.match
    if not match.raw.words:
        harvest.doubt(place, words.lost_label())
    elif (match.likeness < CLEAR and not laid.completed) or _is_another(table, body):
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
