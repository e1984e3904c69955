"""校样: a finished PDF and the report it should print, read and compared once for all rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govreport.documents.layout.lattice import Fragment, fragments
from govreport.documents.layout.measures import BOTTOM
from govreport.documents.layout.runs import Run, find, runs
from govreport.documents.layout.sheet import Glyph, Sheet, read_sheets
from govreport.documents.layout.tables import PrintedTable, printed_tables
from govreport.documents.render.model import paper
from govreport.standards.document import Document

# Whatever stands below the text block and has a digit between marks, or alone, is meant to be a page number.
FOOT: Final = re.compile(r"[^\w]*\d+[^\w]*")


@dataclass(frozen=True, slots=True)
class Foot:
    """页码: what stands below the text block of a page."""

    page: int
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """Its characters from left to right."""
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Proof:
    """校样: ``body`` are the characters of each page that are neither in a table nor its number."""

    document: Document
    sheets: tuple[Sheet, ...]
    feet: tuple[Foot, ...]
    fragments: tuple[Fragment, ...]
    body: tuple[tuple[Glyph, ...], ...]
    runs: tuple[Run, ...]
    tables: tuple[PrintedTable, ...]


def proof(pdf: bytes, document: Document) -> Proof:
    """Read a PDF that should print a report; raises ``pypdfium2.PdfiumError`` when it is no PDF."""
    printed = paper(document)
    sheets = read_sheets(pdf)
    feet = tuple(_foot(sheet) for sheet in sheets)
    pieces = [fragments(sheet) for sheet in sheets]
    body = tuple(_body(*page) for page in zip(sheets, feet, pieces, strict=True))
    expected = runs(printed)
    find(expected, [glyph for page in body for glyph in page])
    every = tuple(fragment for page in pieces for fragment in page)
    official = [part.table for part in printed.parts if part.table]
    return Proof(document, sheets, feet, every, body, tuple(expected), tuple(printed_tables(official, every)))


def _foot(sheet: Sheet) -> Foot:
    """The lowest line of a page, if it stands below the text block and reads as a number."""
    below = sorted((g for g in sheet.glyphs if g.box.top > BOTTOM), key=lambda g: g.baseline)
    lowest = [glyph for glyph in below if abs(glyph.baseline - below[-1].baseline) < 1]
    line = tuple(sorted(lowest, key=lambda glyph: glyph.box.left))
    text = "".join(glyph.text for glyph in line)
    return Foot(sheet.number, line if FOOT.fullmatch(text) else ())


def _body(sheet: Sheet, foot: Foot, tables: Sequence[Fragment]) -> tuple[Glyph, ...]:
    taken = {id(glyph) for fragment in tables for glyph in fragment.glyphs} | {id(glyph) for glyph in foot.glyphs}
    return tuple(glyph for glyph in sheet.glyphs if id(glyph) not in taken)
