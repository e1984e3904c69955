"""更正内容: what a new version says otherwise than the one it replaced, cell by cell and paragraph by paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from govreport.documents.render.model import paper
from govreport.documents.render.tables import cell_text
from govreport.standards.document import Document
from govreport.standards.edition import Cell


@dataclass(frozen=True, slots=True)
class CellChange:
    """更正的一格: texts as they are printed; a blank is empty."""

    cell: Cell
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """更正的一处文字: ``part`` is the code of the section or ``title``; ``old`` is empty where paragraphs were added,
    ``new`` where they were taken out; neighbouring paragraphs are one change.
    """

    part: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """更正内容: all of it, in the order of the form."""

    cells: tuple[CellChange, ...] = ()
    texts: tuple[TextChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cells or self.texts)


def changes(old: Document, new: Document) -> Changes:
    """What differs between two versions of one report."""
    cells = tuple(
        CellChange(cell, before, after)
        for address, cell in new.format.figure_cells.items()
        if (before := cell_text(old, address)) != (after := cell_text(new, address))
    )
    return Changes(cells, tuple(_texts(old, new)))


def _texts(old: Document, new: Document) -> Sequence[TextChange]:
    before, after = _paragraphs(old), _paragraphs(new)
    found = []
    for part in dict.fromkeys((*after, *before)):
        was, now = before.get(part, ()), after.get(part, ())
        for kind, first, last, begin, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if kind != "equal":
                found.append(TextChange(part, was[first:last], now[begin:end]))
    return found


def _paragraphs(document: Document) -> dict[str, tuple[str, ...]]:
    printed = paper(document)
    found: dict[str, tuple[str, ...]] = {"title": (printed.title,)}
    for part in printed.parts:
        found[part.code] = tuple(paragraph.lead_in + paragraph.text for paragraph in part.paragraphs)
    return found
