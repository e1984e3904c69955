"""改动: what is different from the last round and from last year, with names and ways, as the review page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language

from govreport.checks.places import section_of
from govreport.reports.comparing import Changes, ParagraphChange, Piece, changes
from govreport.reports.models import Version
from govreport.standards.document import Document, DocumentError, from_json
from govreport.web.desk.panel import section_name
from govreport.workflow.anchors import lines_of
from govreport.workflow.models import RoundContent


@dataclass(frozen=True, slots=True)
class CellLine:
    """一格: its place, before and now; ``url`` leads to it."""

    address: str
    place: str
    was: str
    now: str
    url: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """一段: its part, the pieces, and the way to it."""

    place: str
    spot: str
    pieces: tuple[Piece, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """改动一览: ``count`` of all of them; ``round`` is the number of the round compared with."""

    cells: tuple[CellLine, ...]
    texts: tuple[TextLine, ...]
    title: tuple[Piece, ...]
    round: int = 0

    @property
    def count(self) -> int:
        """How many cells and paragraphs, and the title."""
        return len(self.cells) + len(self.texts) + bool(self.title)


def since_last_round(version: Version, document: Document) -> Shown | None:
    """What the author changed since the report was submitted before; None in the first round."""
    contents = RoundContent.objects.filter(round__version=version).select_related("round").order_by("-round__number")
    found = list(contents[:2])
    # While it lies with the author, what counts is what has changed since the last submission.
    before = found[0] if found and version.editable else found[1] if len(found) > 1 else None
    if before is None:
        return None
    try:
        earlier = from_json(before.document)
    except DocumentError:
        return None
    return shown(changes(earlier, document), document, before.round.number)


def since_last_year(document: Document, previous: Document | None) -> Shown | None:
    """What is different from last year's report, the title left out; None without one."""
    if previous is None:
        return None
    found = changes(previous, document)
    return shown(Changes(found.cells, found.texts), document)


def shown(found: Changes, document: Document, number: int = 0) -> Shown:
    """Changes with their names and ways within the page."""
    edition = document.format
    english = (get_language() or "").startswith("en")
    cells = []
    for cell in found.cells:
        own = edition.cells[cell.address]
        part = section_of(cell.address, edition)
        place = own.place_en if english else own.place
        cells.append(CellLine(cell.address, place, cell.was, cell.now, f"#part-{part}"))
    texts = [
        _text(text.section, section_name(edition, text.section), paragraph, document)
        for text in found.texts
        for paragraph in text.paragraphs
    ]
    return Shown(tuple(cells), tuple(texts), found.title, number)


def _text(code: str, place: str, paragraph: ParagraphChange, document: Document) -> TextLine:
    lines = lines_of(document.sections.get(code, ""))
    number = next((line.number for line in lines if line.start <= paragraph.start <= line.start + len(line.text)), 0)
    spot = f"{code}:{number}" if number else code
    return TextLine(place, spot, _cut(paragraph.pieces), f"#p-{code}-{number}" if number else f"#part-{code}")


# So much of what stayed is shown around a change.
_AROUND = 24


def _cut(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same with long stretches that stayed shortened to what stands next to a change."""
    found = list(pieces)
    result = []
    for index, piece in enumerate(found):
        text = piece.text
        if piece.kind == "same" and len(text) > 2 * _AROUND + 4:
            head = text[:_AROUND] if index else ""
            tail = text[-_AROUND:] if index < len(found) - 1 else ""
            text = f"{head}…{tail}"
        result.append(Piece(piece.kind, text))
    return tuple(result)
