"""单元格读数: the texts of one printed row as exact numbers, printed words and doubts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from govreport.documents.read import figure_words
from govreport.documents.read.labels import alike, core, fold, is_fragment
from govreport.documents.read.lines import has_markup, unmarked, without_marked, without_note
from govreport.documents.read.place import Place, Places, at
from govreport.documents.read.result import Doubt
from govreport.documents.read.unclear import doubt_about
from govreport.standards.edition import Cell, CellType
from govreport.standards.finding import Finding
from govreport.standards.numbers import Kind, Reading, format_number, parse_number

_SWALLOWED = re.compile(r"(?P<label>.*[^-+0-9.,，\s])\s*(?P<number>[-+]?[0-9][0-9.,，]*)")
_FIGURE = re.compile(r"[-+]?[0-9](?:[0-9.,]*[0-9])?")


@dataclass
class Harvest:
    """读得: what has been read of a report so far, and where; blank cells are absent from ``values``."""

    values: dict[str, Decimal] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def doubt(self, place: str, message: str) -> None:
        """Note a doubt, once for each place and sentence."""
        if (entry := Doubt(place, message)) not in self.doubts:
            self.doubts.append(entry)

    def found(self, name: str, place: Place | None) -> None:
        """Note where something stands, once; nothing where the source does not tell."""
        if place is not None:
            self.places.setdefault(name, place)


def read_row(
    harvest: Harvest, cells: Sequence[Cell], raw: Sequence[str], names: Sequence[str], places: Places = ()
) -> None:
    """Read the raw texts of a row into its cells.

    ``names`` are the folded labels of the row, ``places`` tell where the texts stand.
    """
    texts = [unmarked(text) for text in raw]
    shared = _shared(texts)
    for place, cell in enumerate(cells):
        harvest.found(cell.address, at(places, shared[place][0] if place in shared else place))
        if place in shared:
            source, value = shared[place]
            harvest.values[cell.address] = value
            if source == place:
                harvest.printed[cell.address] = texts[place]
            harvest.doubt(cell.address, figure_words.shared_cell(texts[source], format_number(value)))
        else:
            _read_cell(harvest, cell, raw[place], names)
            if cell.numeric and (_doubtful_space(texts, place) or parse_number(texts[place]).candidates):
                neighbours = {place - 1, place + 1} & set(range(len(texts)))
                for other in sorted(neighbours):
                    if not texts[other]:
                        harvest.doubt(cells[other].address, figure_words.spaced_number(texts[place]))


def _shared(texts: Sequence[str]) -> dict[int, tuple[int, Decimal]]:
    """Cells whose numbers are printed together in one cell: place → (where it is printed, number).

    ``11 36`` beside one blank cell is 11 and 36 in the order of the columns; with blanks on both sides, or none,
    nothing is decided.
    """
    found: dict[int, tuple[int, Decimal]] = {}
    for place, text in enumerate(texts):
        numbers = parse_number(text).candidates
        if not numbers:
            continue
        after = list(range(place, place + len(numbers)))
        before = list(range(place - len(numbers) + 1, place + 1))
        fitting = [
            places
            for places in (before, after)
            if min(places) >= 0
            and max(places) < len(texts)
            and not any(texts[other] for other in places if other != place)
        ]
        if len(fitting) == 1 and not any(other in found for other in fitting[0]):
            found |= {other: (place, number) for other, number in zip(fitting[0], numbers, strict=True)}
    return found


def _doubtful_space(texts: Sequence[str], place: int) -> bool:
    """``1 234`` beside a blank cell may be two numbers."""
    text = texts[place]
    if " " not in text or parse_number(text).kind is not Kind.NUMBER or not text.replace(" ", "").isdigit():
        return False
    return any(not texts[other] for other in (place - 1, place + 1) if 0 <= other < len(texts))


def _read_cell(harvest: Harvest, cell: Cell, raw: str, names: Sequence[str]) -> None:
    text = unmarked(raw)
    if not text:
        return
    if not cell.numeric:
        harvest.printed[cell.address] = text
        return
    reading = parse_number(text)
    if reading.kind is Kind.TEXT and (rescued := _rescued(raw, names)):
        text, reading = rescued
        harvest.doubt(cell.address, figure_words.cleaned(unmarked(raw), text))
    elif reading.kind is Kind.TEXT and (number := without_note(text)) != text:
        harvest.doubt(cell.address, figure_words.noted(text, number))
        text, reading = number, parse_number(number)
    elif has_markup(raw):
        harvest.doubt(cell.address, figure_words.cleaned(raw.strip(), text))
    if unclear := doubt_about(text, reading):
        harvest.doubt(cell.address, unclear)
    if reading.kind is Kind.NUMBER and reading.value is not None:
        harvest.values[cell.address] = reading.value
    if not is_plain(cell, reading):
        harvest.printed[cell.address] = text


def is_plain(cell: Cell, reading: Reading) -> bool:
    """Whether the number alone says all that was printed; a sign belongs only where a change is counted."""
    signed = reading.sign == "+" and cell.type is not CellType.SIGNED
    return reading.plain and not reading.normalised and not signed


def _rescued(raw: str, names: Sequence[str]) -> tuple[str, Reading] | None:
    """The one number of a cell into which pieces of the row's own label, or marks of a converter, have slipped."""
    parts = [(part, parse_number(part)) for part in without_marked(raw).split()]
    kept = [
        (part, reading)
        for part, reading in parts
        if reading.kind is Kind.NUMBER or not any(is_fragment(fold(part), name) for name in names)
    ]
    return kept[0] if len(kept) == 1 and kept[0][1].kind is Kind.NUMBER else None


def swallowed_number(text: str, names: Sequence[str]) -> str | None:
    """The number printed in one cell with the label of its row (``行政处罚 3``, ``行政处罚3``), or None."""
    match = _SWALLOWED.fullmatch(unmarked(text))
    if not match or parse_number(match["number"]).kind is not Kind.NUMBER:
        return None
    return match["number"] if any(alike(core(match["label"]), name) > 0.85 for name in names) else None


def numbers_within(texts: Sequence[str]) -> list[str]:
    """Numbers that stand among the words of a row: their cells may have run into its label."""
    return [word for text in texts for word in unmarked(text).split() if _FIGURE.fullmatch(word)]
