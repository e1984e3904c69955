"""年报体检: a file from outside as it was read and checked; it is kept nowhere, and travels with the page, signed.

The public check shows and prints it, the supervising office makes letters of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.core import signing
from django.utils.translation import get_language

from govreport.checks.proposals import proposals
from govreport.documents.findings import Listing, listing
from govreport.documents.pipeline import all_findings
from govreport.documents.plain import place_name
from govreport.documents.read.bounded import from_plain, to_plain
from govreport.documents.read.result import ReadResult
from govreport.documents.render.tables import cell_text
from govreport.documents.render.text import printable
from govreport.standards.document import Document, DocumentError, from_json
from govreport.standards.edition import Edition
from govreport.standards.finding import Finding, Severity
from govreport.standards.numbers import format_number

SALT: Final = "govreport.check"
HOURS: Final = 12 * 60 * 60
# More characters than a page can carry back; twenty long reports need a third of it.
LARGEST: Final = 4 * 1024 * 1024
# Above this many ways to put a report right, a list helps nobody.
MOST_WAYS: Final = 12
# A doubt of more places than this is told once, with their number.
MANY: Final = 8


@dataclass(frozen=True, slots=True)
class Place:
    """一处: a cell or part of the report by name, and what is said of it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """一种疑点: a text with all the places of which it is said."""

    text: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """改一格: what stands in a cell now (empty for a blank) and what it would become."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Checked:
    """一份受检的年报: ``name`` is the file's, ``note`` says how last year's report was used where that needs saying."""

    name: str
    result: ReadResult
    findings: tuple[Finding, ...]
    previous: Document | None = None
    note: str = ""

    @property
    def document(self) -> Document:
        """The report as it was read."""
        return self.result.document

    @property
    def cells(self) -> int:
        """How many cells the tables of the form have."""
        return len(self.document.format.figure_cells)

    @property
    def filled(self) -> int:
        """How many of them have a number or a text."""
        own = self.document
        return sum(own.figures.get(cell) is not None or bool(own.printed.get(cell)) for cell in own.format.figure_cells)

    def count(self, severity: Severity) -> int:
        """How many findings are of one severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def listing(self, language: str | None = None) -> Listing:
        """The findings as lines, in the reader's language unless another is given."""
        found = listing(self.document, self.findings, language or get_language() or "zh-hans")
        return replace(found, caution=self.caution)

    @property
    def caution(self) -> str:
        """What has to be known before anything of it is believed: that all was made out on pictures; usually empty."""
        whole = (doubt.message for doubt in self.result.doubts if doubt.place == "file")
        return printable(next(whole, "")) if self.result.recognised else ""

    @property
    def doubts(self) -> tuple[Place, ...]:
        """What was repaired or could not be read, each with its place."""
        own = self.document.format
        return tuple(Place(where(own, doubt.place), printable(doubt.message)) for doubt in self.result.doubts)

    @property
    def said(self) -> tuple[Said, ...]:
        """The same doubts, each text once where it is said of many places; what stands in ``caution`` is left out."""
        places: dict[str, list[str]] = {}
        for doubt in self.doubts:
            if doubt.text != self.caution:
                places.setdefault(doubt.text, []).append(doubt.name)
        found = (
            [Said(text, tuple(names))] if len(names) > MANY else [Said(text, (name,)) for name in names]
            for text, names in places.items()
        )
        # What is particular to a place comes before what is said of many.
        return tuple(sorted((item for items in found for item in items), key=lambda item: len(item.names) > 1))

    @property
    def inferred(self) -> tuple[Place, ...]:
        """Cells that were blank in the file and have only one possible value."""
        own = self.document
        return tuple(Place(where(own.format, cell), cell_text(own, cell)) for cell in self.result.inferred)

    @property
    def ways(self) -> tuple[tuple[Change, ...], ...]:
        """可能的更正: each way as the cells it changes; the first few where there are many."""
        own = self.document
        found = proposals(own, self.previous)[:MOST_WAYS]
        return tuple(
            tuple(
                Change(where(own.format, cell), cell_text(own, cell), format_number(value))
                for cell, value in way.changes.items()
            )
            for way in found
        )


def checked(name: str, result: ReadResult, previous: Document | None = None, note: str = "") -> Checked:
    """The report with what the rules say of it."""
    return Checked(printable(name)[:120], result, tuple(all_findings(result, previous)), previous, note)


def where(own: Edition, place: str) -> str:
    """A cell or part of the report in the reader's language; parts that have no English name stay Chinese."""
    cell = own.cells.get(place)
    return cell.place_en if cell and (get_language() or "").startswith("en") else place_name(own, place)


def worst_first(items: Iterable[Checked]) -> list[Checked]:
    """The reports in the order in which they deserve attention: most errors, then most warnings, then by name."""
    return sorted(
        items,
        key=lambda item: (-item.count(Severity.ERROR), -item.count(Severity.WARNING), item.document.agency.name),
    )


def pack(items: Sequence[Checked]) -> str:
    """What was read as signed text for the page to carry; empty when it is more than a page can carry."""
    data = [_data(item) for item in items]
    try:
        # What is longer than the exchange format allows would not be read back.
        for item in data:
            from_json(item["result"]["document"])
    except DocumentError:
        return ""
    packed = signing.dumps(data, salt=SALT, compress=True)
    return packed if len(packed) <= LARGEST else ""


def unpack(packed: str) -> list[Checked]:
    """The same reports, checked again; raises ``signing.BadSignature`` for anything not packed here today."""
    return [_item(data) for data in signing.loads(packed, salt=SALT, max_age=HOURS)]


def _data(item: Checked) -> dict[str, Any]:
    return {
        "name": item.name,
        "result": to_plain(item.result),
        "previous": item.previous.to_json() if item.previous else None,
        "note": item.note,
    }


def _item(data: Mapping[str, Any]) -> Checked:
    previous = from_json(data["previous"]) if data["previous"] else None
    return checked(data["name"], from_plain(data["result"]), previous, data["note"])
