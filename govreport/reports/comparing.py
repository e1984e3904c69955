"""比对: what is different between two texts of one report, cell by cell and word by word; pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govreport.reports.anchoring import Stretch, unchanged
from govreport.reports.services.cells import shown
from govreport.standards.document import Document

# Single characters that stayed between two changed stretches are noise: 的, 件.
_ISLAND = 2
_FIGURES = "0123456789."
_LEADING = re.compile(r"[0-9.]*")
_TRAILING = re.compile(r"[0-9.]*\Z")


@dataclass(frozen=True, slots=True)
class CellChange:
    """一格的变化: what stood there, and what stands there now; empty for blank."""

    address: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Piece:
    """一段文字的一截: ``kind`` is same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """一个自然段的变化, in pieces; ``start`` is where the paragraph begins in the text now."""

    pieces: tuple[Piece, ...]
    start: int


@dataclass(frozen=True, slots=True)
class TextChange:
    """一个部分的文字变化: the paragraphs that are not as they were."""

    section: str
    paragraphs: tuple[ParagraphChange, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """两稿之间的变化: cells in the order of the form, texts in the order of the parts, the title."""

    cells: tuple[CellChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    title: tuple[Piece, ...] = ()

    @property
    def count(self) -> int:
        """How many cells and paragraphs changed, and the title."""
        return len(self.cells) + sum(len(text.paragraphs) for text in self.texts) + bool(self.title)


def changes(before: Document, now: Document) -> Changes:
    """What changed; cells that one of the two formats does not have are left out."""
    common = [address for address in now.format.cells if address in before.format.cells]
    cells = ((address, shown(before, address), shown(now, address)) for address in common)
    codes = [section.code for section in now.format.sections if section.table is None]
    texts = (TextChange(code, paragraph_changes(*_texts(before, now, code))) for code in codes)
    return Changes(
        cells=tuple(CellChange(*cell) for cell in cells if cell[1] != cell[2]),
        texts=tuple(text for text in texts if text.paragraphs),
        title=tuple(pieces(before.title, now.title)) if before.title != now.title else (),
    )


def _texts(before: Document, now: Document, code: str) -> tuple[str, str]:
    def text(sections: Mapping[str, str]) -> str:
        return sections.get(code, "")

    return text(before.sections), text(now.sections)


def paragraph_changes(old: str, new: str) -> tuple[ParagraphChange, ...]:
    """The paragraphs in which something is gone or new; those that stayed are left out."""
    if old == new:
        return ()
    found = []
    for line in _by_lines(pieces(old, new)):
        if any(piece.kind != "same" for piece in line.pieces):
            found.append(line)
    return tuple(found)


def pieces(old: str, new: str) -> Iterator[Piece]:
    """Both texts in one: what stayed, what is gone, what is new, in the order in which people read it."""
    a = b = 0
    for start, place, length in _without_islands(unchanged(old, new), old, new):
        yield from _between(old[a:start], new[b:place])
        if length:
            yield Piece("same", new[place : place + length])
        a, b = start + length, place + length
    yield from _between(old[a:], new[b:])


def _between(gone: str, come: str) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", gone)
    if come:
        yield Piece("new", come)


def _without_islands(stretches: list[Stretch], old: str, new: str) -> Iterator[Stretch]:
    """Stretches that are read as what stayed: whole numbers, and no single characters except at both ends."""
    for start, place, length in stretches:
        head, tail = _digits(old, new, start, place), _digits(old, new, start + length, place + length)
        first = _LEADING.match(old, start, start + length) if head else None
        skip = len(first[0]) if first else 0
        last = _TRAILING.search(old[start + skip : start + length]) if tail else None
        left = length - skip - (len(last[0]) if last else 0)
        edge = start == place == 0 or (start + length == len(old) and place + length == len(new))
        if left >= _ISLAND or (left > 0 and edge):
            yield start + skip, place + skip, left


def _digits(old: str, new: str, at: int, place: int) -> bool:
    """Whether a place where the texts part lies within a number of one of them."""
    return any(
        0 < where < len(text) and text[where - 1] in _FIGURES and text[where] in _FIGURES
        for text, where in ((old, at), (new, place))
    )


def _by_lines(found: Iterator[Piece]) -> Iterator[ParagraphChange]:
    """The pieces by paragraphs of the new text; line feeds that are gone do not begin one."""
    line: list[Piece] = []
    place = start = 0
    for piece in found:
        parts = piece.text.split("\n")
        for number, part in enumerate(parts):
            if part:
                line.append(Piece(piece.kind, part))
            if piece.kind != "gone":
                place += len(part)
            if number < len(parts) - 1:
                if piece.kind == "gone":
                    line.append(Piece("gone", "↵"))
                    continue
                if piece.kind == "new":
                    line.append(Piece("new", "↵"))
                yield ParagraphChange(tuple(line), start)
                place += 1
                line, start = [], place
    if line:
        yield ParagraphChange(tuple(line), start)
