"""Cubic to quadratic outlines (曲线轮廓转换): an OpenType/CFF font becomes a TrueType font.

Why: WeasyPrint embeds a CID-keyed CFF so that viewers which obey its character set show the wrong or no
glyphs, while TrueType outlines look the same everywhere (ADR 0015).
"""

from collections.abc import Container, Iterator

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

# Largest distance between the old and the new curve, in font units (1000 to the em).
TOLERANCE = 1.0

# Fields of ``maxp`` that fontTools computes, or that stay zero without hints.
_COUNTS = (
    "maxPoints",
    "maxContours",
    "maxCompositePoints",
    "maxCompositeContours",
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
    "maxComponentDepth",
)


def wanted(code_point: int) -> bool:
    """Whether an official document may need this character: Latin, punctuation, hanzi, full-width forms."""
    return (
        code_point < 0x2700
        or 0x3000 <= code_point <= 0x30FF
        or 0x3200 <= code_point <= 0x9FFF
        or 0xFE30 <= code_point <= 0xFFEF
    )


def to_truetype(font: TTFont, keep: Container[str]) -> None:
    """Replace the CFF outlines of ``font`` by TrueType ones, in place; glyphs outside ``keep`` become empty."""
    glyphs = newTable("glyf")
    glyphs.glyphs = dict(_quadratic(font, keep))
    glyphs.glyphOrder = font.getGlyphOrder()
    font["loca"] = newTable("loca")
    font["glyf"] = glyphs
    font["maxp"] = _maximum_profile(font)
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"
    for tag in ("CFF ", "VORG", "GSUB"):
        if tag in font:
            del font[tag]


def _quadratic(font: TTFont, keep: Container[str]) -> Iterator[tuple[str, object]]:
    source = font.getGlyphSet()
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        if name in keep:
            source[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        yield name, pen.glyph()


def _maximum_profile(font: TTFont) -> object:
    """The ``maxp`` table of an unhinted font; the fields about contours are computed when it is written."""
    table = newTable("maxp")
    table.tableVersion = 0x00010000
    table.numGlyphs = len(font.getGlyphOrder())
    table.maxZones = 1
    for field in _COUNTS:
        setattr(table, field, 0)
    return table
