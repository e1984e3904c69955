"""缺字: the characters of a report that no font can draw, each with the place where it stands first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from govreport.documents.fonts.coverage import MISSING, missing_in
from govreport.documents.render.text import printable
from govreport.standards.document import Document

# So many characters are quoted on either side.
_AROUND: Final = 8


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """缺字: a character; ``place`` is the official name of the part or cell, ``around`` the words on paper."""

    character: str
    place: str
    place_en: str
    around: str

    @property
    def code(self) -> str:
        """Its number in Unicode, by which a font can be looked for: “U+A000”."""
        return f"U+{ord(self.character):04X}"

    def __str__(self) -> str:
        """The character, which a screen can draw as little as the PDF; hence with its number."""
        return f"{self.character}（{self.code}）"


def missing_glyphs(document: Document) -> tuple[MissingGlyph, ...]:
    """Each once, in the order of the report; they are printed as □."""
    texts = [(printable(text), place, english) for text, place, english in _texts(document)]
    missing = missing_in(character for text, *_ in texts for character in text)
    gone = {ord(character): MISSING for character in missing}
    found = []
    for character in missing:
        text, place, english = next(item for item in texts if character in item[0])
        found.append(MissingGlyph(character, place, english, _around(text, text.index(character)).translate(gone)))
    return tuple(found)


def _texts(document: Document) -> Iterator[tuple[str, str, str]]:
    """All texts of a report with the names of their places."""
    yield document.title, "标题", "Title"
    yield document.agency.name, "机关名称", "Name of the agency"
    for code, text in document.sections.items():
        section = document.format.section(code)
        yield text, section.title or section.name, section.english
    for address, text in document.printed.items():
        cell = document.format.cells[address]
        yield text, cell.place, cell.place_en


def _around(text: str, at: int) -> str:
    """The words around a character, cut at the end of its line."""
    begin, end = max(0, at - _AROUND), at + 1 + _AROUND
    before, after = text[begin:at].rpartition("\n")[2], text[at:end].partition("\n")[0]
    left = "…" if begin and len(before) == _AROUND else ""
    right = "…" if end < len(text) and len(after) == 1 + _AROUND else ""
    return f"{left}{before}{after}{right}"
