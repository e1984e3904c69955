"""字符覆盖: which characters the document fonts can draw, and which of a text they cannot.

A character that no font has would be printed as the font's sign for "missing", which PDF/A forbids and which tells a
reader nothing; such a character is printed as □ instead, and its author is told.
"""

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from defusedxml import ElementTree
from fontTools.ttLib import TTCollection, TTFont, TTLibError

from govreport.documents.fonts import active_config

MISSING: Final = "□"
_SUFFIXES: Final = (".ttf", ".otf", ".ttc", ".otc")
# Spaces, joiners, variation selectors: nothing of them is drawn.
_UNDRAWN: Final = ("Zs", "Zl", "Zp", "Cc", "Cf")
_SELECTORS: Final = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def missing_in(text: Iterable[str]) -> tuple[str, ...]:
    """The characters that no font of the documents has, each once, in the order of the text.

    Nothing is said while the fonts are not built, or when the administrator chose a font configuration of their own:
    what the host can draw is then not known here.
    """
    config = active_config()
    if config is None:
        return ()
    wanted = [character for character in dict.fromkeys(text) if character > "~" and not _undrawn(character)]
    if not wanted:
        return ()
    return tuple(character for character in wanted if not any(_draws(font, character) for font in _fonts(config)))


def visible(text: str) -> str:
    """The text with □ for every character that no font has."""
    missing = missing_in(text)
    return text.translate({ord(character): MISSING for character in missing}) if missing else text


def _undrawn(character: str) -> bool:
    return unicodedata.category(character) in _UNDRAWN or any(ord(character) in codes for codes in _SELECTORS)


def _draws(font: Path, character: str) -> bool:
    """Whether a font file has a character, or, of a letter with an accent, both."""
    if ord(character) in _codes(font):
        return True
    parts = unicodedata.normalize("NFD", character)
    return parts != character and all(ord(part) in _codes(font) for part in parts)


@cache
def _fonts(config: Path) -> tuple[Path, ...]:
    """The font files in the folders of a fontconfig file, in the order in which they are named there."""
    folders = [Path(element.text) for element in ElementTree.parse(config).iter("dir") if element.text]
    return tuple(file for folder in folders for file in sorted(folder.rglob("*")) if file.suffix.lower() in _SUFFIXES)


@cache
def _codes(file: Path) -> frozenset[int]:
    """The code points of a font file; a file that is no font has none. Read once in a process, and only when asked."""
    try:
        collection = file.suffix.lower() in (".ttc", ".otc")
        fonts = TTCollection(file, lazy=True).fonts if collection else [TTFont(file, lazy=True)]
        # The faces of a collection share their tables.
        tables = {font.reader.tables["cmap"].offset: font for font in fonts}
        return frozenset(code for font in tables.values() for code in _mapped(font.reader["cmap"]))
    except (TTLibError, KeyError, OSError, struct.error):
        return frozenset()


def _mapped(cmap: bytes) -> Iterator[int]:
    """The code points of a ``cmap`` table (OpenType, formats 4 and 12), without reading names of glyphs."""
    (count,) = struct.unpack_from(">2xH", cmap)
    for offset in {struct.unpack_from(">4xI", cmap, 4 + 8 * number)[0] for number in range(count)}:
        (kind,) = struct.unpack_from(">H", cmap, offset)
        if kind == 12:
            (groups,) = struct.unpack_from(">I", cmap, offset + 12)
            for first, last, _ in struct.iter_unpack(">III", cmap[offset + 16 : offset + 16 + 12 * groups]):
                yield from range(first, last + 1)
        elif kind == 4:
            (double,) = struct.unpack_from(">H", cmap, offset + 6)
            lasts = struct.unpack_from(f">{double // 2}H", cmap, offset + 14)
            firsts = struct.unpack_from(f">{double // 2}H", cmap, offset + 16 + double)
            for first, last in zip(firsts, lasts, strict=True):
                # The last segment only says that the table ends.
                yield from range(first, last + 1 if last < 0xFFFF else last)
