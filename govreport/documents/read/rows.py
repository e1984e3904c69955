"""表格行: the lines of a table's section as rows of cells, whether separated by tabs, strokes, spaces or line ends."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from govreport.documents.read.labels import core, number
from govreport.documents.read.lines import Line, unmarked, without_note
from govreport.documents.read.place import Places, at
from govreport.documents.read.unclear import is_like_figure
from govreport.standards.numbers import UNITS, Kind, parse_number

_LATIN_DIGIT = re.compile(r"[0-9０-９]")
# Two numbers on a line of their own may be two cells that ran together; three are a row.
_SPACED = re.compile(r"^(?P<label>.*?\S(?=\s)|)(?P<values>(?:(?:^|\s)[-+]?[0-9][0-9.,]*){2,})$")
_FIRST = re.compile(r"^(?P<values>(?:[-+]?[0-9][0-9.,]*\s+){2,})(?P<label>\S.*[^\s0-9.,].*)$")
_WITH_UNIT = re.compile(rf"^(?P<label>.*\S(?=\s)|)\s*(?P<values>(?:{UNITS})\s[-+]?[0-9][0-9.,]*)$")
_UNITS = frozenset(UNITS.split("|"))
_SEVERAL_WORDS = 400  # longer cells are running text


@dataclass(frozen=True)
class RawRow:
    """行: the cells of one row as they stood; ``broken`` when its values stood on lines of their own.

    ``above`` holds the words of the lines just before a broken row: its label may be spread over several lines;
    ``odd`` tells that its cells are merged in another way than those of the rows around it, ``first`` where the cells
    for its figures begin; ``places`` where in the source each cell stands.
    """

    number: int
    cells: tuple[str, ...]
    tabular: bool = True
    broken: bool = False
    above: tuple[str, ...] = ()
    odd: bool = False
    first: int | None = None
    places: Places = ()

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The cells without markup."""
        return tuple(unmarked(cell) for cell in self.cells)

    @cached_property
    def values(self) -> tuple[int, ...]:
        """Places of the cells that hold a figure, a stroke for one, or several figures."""
        return tuple(place for place, cell in enumerate(self.texts) if is_value(cell))

    @cached_property
    def words(self) -> tuple[int, ...]:
        """Places of the cells that hold words."""
        return tuple(place for place, cell in enumerate(self.texts) if cell and not is_value(cell))


def is_value(text: str) -> bool:
    """Whether a cell holds something that a person wrote as a figure; 三 or 一 alone is a piece of a label."""
    if not text or len(text) > 60:
        return False
    reading = parse_number(without_note(text))
    if reading.kind is Kind.NUMBER:
        return bool(_LATIN_DIGIT.search(text))
    return reading.kind in (Kind.MANY, Kind.MARK) or (reading.kind is Kind.TEXT and is_like_figure(text))


def rows_of(lines: list[Line]) -> list[RawRow]:
    """The rows of a table's section in order; lines of words alone are rows with one cell."""
    found: list[RawRow] = []
    for line in lines:
        if line.blank:
            continue
        if line.cells:
            found.append(RawRow(line.number, line.cells, odd=line.odd, first=line.first, places=line.places))
            continue
        cells = _spaced(line.text)
        places = (line.place,) * len(cells)
        if found and not found[-1].tabular and all(is_value(cell) or cell in _UNITS for cell in cells):
            last = found[-1]
            found[-1] = RawRow(
                last.number,
                (*last.cells, *cells),
                tabular=False,
                broken=True,
                above=last.above,
                places=(*last.places, *places),
            )
        else:
            found.append(RawRow(line.number, cells, tabular=False, above=_words_above(found), places=places))
    return found


def _spaced(text: str) -> tuple[str, ...]:
    """A line as label and values where spaces part them; the whole line where they do not."""
    if parse_number(text).kind is Kind.MANY and text.count(" ") == 1:
        return (text,)
    if len(text) <= _SEVERAL_WORDS and (match := _SPACED.match(text) or _WITH_UNIT.match(text)):
        return tuple(filter(None, (match["label"].strip(), *match["values"].split())))
    if len(text) <= _SEVERAL_WORDS and (match := _FIRST.match(text)):
        return (*match["values"].split(), match["label"])
    return (text,)


def _words_above(found: list[RawRow]) -> tuple[str, ...]:
    """The last lines of words that no value has followed yet."""
    words: list[str] = []
    for row in reversed(found[-4:]):
        if row.tabular or len(row.cells) != 1:
            break
        words.insert(0, row.cells[0])
    return tuple(words)


def merged(rows: list[RawRow], is_label: Callable[[RawRow], bool]) -> list[RawRow]:
    """A row label alone on its line and the values alone on the next are put together into one broken row."""
    found: list[RawRow] = []
    for row in rows:
        last = found[-1] if found else None
        if last is not None and _is_rest(last, row) and is_label(last):
            # The values keep their columns: the label fills the empty cells before them.
            cells = tuple(
                last.cells[place] if place < len(last.cells) and last.cells[place].strip() else cell
                for place, cell in enumerate(row.cells)
            )
            filled = {place for place, cell in enumerate(last.cells) if cell.strip()}
            places = tuple(at(last.places if place in filled else row.places, place) for place in range(len(cells)))
            found[-1] = RawRow(last.number, cells, broken=True, odd=last.odd or row.odd, places=places)
        else:
            found.append(row)
    return found


def _is_rest(row: RawRow, following: RawRow) -> bool:
    if not (row.tabular and following.tabular) or row.values or following.words or not following.values:
        return False
    return bool(row.words) and max(row.words) < min(following.values)


def label_variants(row: RawRow, until: int | None = None) -> tuple[str, ...]:
    """What may be the label of a row: its last cell of words, all of them, and with the lines above."""
    texts = row.texts
    places = [place for place in row.words if until is None or place < until]
    words = [texts[place] for place in places if len(texts[place]) <= _SEVERAL_WORDS]
    if not words:
        return ()
    variants = [words[-1], "".join(words)]
    # Lines above a label that begins with its number are the end of the label before it.
    for length in range(1, 1 if number(words[0]) else len(row.above) + 1):
        variants.append("".join((*row.above[-length:], *words)))
    return tuple(dict.fromkeys(variant for variant in variants if core(variant)))
