"""表格网格: the rows of a table whose spans are known, each as the list of its cells, figures under figures.

Files of all makers merge cells as they like, and split columns only to align them. Within a run of rows (up to a row
that is one cell wide, such as a heading inside the table) the places of the figures are taken from the rows that agree;
a row that is merged in another way is placed by them and marked, and the mark becomes a doubt.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from govreport.documents.read.place import Place, Places
from govreport.documents.read.rows import is_value


@dataclass(frozen=True, slots=True)
class GridCell:
    """网格中的一格: its text, first column, number of columns.

    ``below`` where it continues a cell of the row above; ``bare`` where it is only a gap between other cells.
    """

    text: str
    start: int
    span: int = 1
    below: bool = False
    bare: bool = False
    place: Place | None = None


GridRow = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """成列的行: the texts of a row, each cell once; ``odd`` where its cells are not those of the rows around it.

    ``first`` is the place behind the label, where the cells for figures begin; None in a row without figures.
    ``places`` tell where in the source each cell stands.
    """

    texts: tuple[str, ...]
    odd: bool = False
    first: int | None = None
    places: Places = ()


def listed(rows: Sequence[GridRow]) -> list[Listed]:
    """The rows of a table in order."""
    found: list[Listed] = []
    run: list[GridRow] = []
    width = max((_end(row) for row in rows), default=0)
    for row in rows:
        if len(row) < 2:
            # A heading is as wide as its table; a label alone has lost its cells.
            found += [*_listed_run(run, width), _plain(row, _end(row) < width)]
            run = []
        else:
            run.append(row)
    return [*found, *_listed_run(run, width)]


def _end(row: GridRow) -> int:
    return row[-1].start + row[-1].span if row else 0


def _plain(row: GridRow, odd: bool = False, first: int | None = None) -> Listed:
    return Listed(tuple(cell.text for cell in row), odd, first, tuple(cell.place for cell in row))


def _listed_run(run: Sequence[GridRow], width: int) -> list[Listed]:
    first = {place: start for place, row in enumerate(run) if (start := _first_value(row)) is not None}
    parts = {place: run[place][start:] for place, start in first.items()}
    usual = _usual([tuple(cell.start for cell in part) for part in parts.values()])
    found = []
    head: GridRow = ()
    for place, row in enumerate(run):
        if place not in parts:
            # A row that ends before the others has lost its cell there.
            found.append(_plain(row, _end(row) < width or any(cell.bare for cell in row)))
            head = row
        elif len(parts[place]) == len(usual):
            odd = any(cell.below or cell.bare for cell in parts[place]) or _is_unlike(row, head)
            found.append(_plain(row, odd or not _in_columns(parts[place], usual), first[place]))
        else:
            found.append(_placed(row, usual))
    return found


def _is_unlike(row: GridRow, head: GridRow) -> bool:
    """Whether a row of figures has as many cells as the heads above it, but in other columns."""
    return len(row) == len(head) and [cell.start for cell in row] != [cell.start for cell in head]


def trimmed(run: Sequence[GridRow]) -> list[GridRow]:
    """The rows without columns at the right end in which nothing stands: a sheet is as wide as its widest table."""
    end = max((cell.start + cell.span for row in run for cell in row if cell.text), default=0)
    return [tuple(cell for cell in row if cell.start < end) for row in run]


def _first_value(row: GridRow) -> int | None:
    """The place in the row of its first cell behind the label; None in a row without figures."""
    values = [place for place, cell in enumerate(row) if is_value(cell.text)]
    if not values:
        return None
    words = [place for place, cell in enumerate(row[: values[0]]) if cell.text]
    return words[-1] + 1 if words else 0


def _usual(starts: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Where the cells of most rows stand; of equal numbers the wider rows, whose columns are not merged."""
    counts = Counter(starts)
    by_length = Counter(map(len, starts))
    return max(counts, key=lambda item: (by_length[len(item)], len(item), counts[item], item), default=())


def _placed(row: GridRow, usual: Sequence[int]) -> Listed:
    """A row with another number of cells: placed by the columns of the usual rows as far as they tell."""
    label = [cell for cell in row if cell.start < usual[0]]
    own = [cell for cell in row if cell.start >= usual[0]]
    if [cell.start for cell in own] == list(usual):
        return _plain(row, any(cell.below or cell.bare for cell in own), len(label))
    places = [_column(cell.start, usual) for cell in own]
    overlong = any(cell.start + cell.span > usual[0] and is_value(cell.text) for cell in label)
    if overlong or len(set(places)) < len(places):
        return _plain(row, odd=True)
    cells: list[GridCell | None] = [*label, *[None] * len(usual)]
    for place, cell in zip(places, own, strict=True):
        cells[len(label) + place] = cell
    texts = tuple(cell.text if cell else "" for cell in cells)
    return Listed(texts, True, len(label), tuple(cell.place if cell else None for cell in cells))


def _in_columns(cells: Sequence[GridCell], usual: Sequence[int]) -> bool:
    """Whether cells as many as the usual ones stand each in its column."""
    return cells[0].start >= usual[0] and [_column(cell.start, usual) for cell in cells] == list(range(len(usual)))


def _column(start: int, usual: Sequence[int]) -> int:
    return max(place for place, column in enumerate(usual) if column <= start)
