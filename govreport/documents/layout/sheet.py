"""校样: the pages of a finished PDF as marks with measures, read by PDFium and not by what wrote them.

Lengths are millimetres from the upper left corner of the page, sizes of letters points.
"""

import ctypes
import math
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from govreport.documents.layout.measures import MM

# A straight piece of a path is a border when it is this near to level or upright.
_SLANT = 0.1
_INVISIBLE = 3

# PDFium serves one thread at a time.
one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Box:
    """框: left, top, right and bottom edge."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Glyph:
    """字: one printed character with the box of its ink; ``cut`` when a clipping path hides a part of it."""

    page: int
    text: str
    box: Box
    baseline: float
    size: float
    font: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """页: one page, numbered from 1; ``strokes`` are level and upright lines, ``shapes`` all other drawing."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Box, ...]
    shapes: tuple[Box, ...]


def read_sheets(pdf: bytes) -> tuple[Sheet, ...]:
    """Every page of a PDF file. Raises ``pypdfium2.PdfiumError`` when it is none."""
    with one_at_a_time, closing(pypdfium2.PdfDocument(pdf)) as file:
        return tuple(_sheet(file, number) for number in range(len(file)))


def _sheet(file: Any, index: int) -> Sheet:
    with closing(file[index]) as page, closing(page.get_textpage()) as text:
        width, height = page.get_size()
        reader = _Reader(page, text, index + 1, height)
        boxes = list(reader.paths())
        strokes = tuple(box for box in boxes if _is_stroke(box))
        shapes = tuple(box for box in boxes if not _is_stroke(box))
        return Sheet(index + 1, width * MM, height * MM, tuple(reader.glyphs()), strokes, shapes)


def _is_stroke(box: Box) -> bool:
    return min(box.right - box.left, box.bottom - box.top) <= _SLANT


class _Reader:
    """读页: PDFium's answers about one page, in our measures."""

    def __init__(self, page: Any, text: Any, number: int, height: float) -> None:
        self.page, self.text, self.number, self.height = page, text, number, height
        self.fonts: dict[int, str] = {}
        self.objects: dict[int, tuple[str, Box | None, bool]] = {}

    def paths(self) -> Iterator[Box]:
        """Every straight piece of every path, whether a path draws one border or all of a table; curves as wholes."""
        for index in range(raw.FPDFPage_CountObjects(self.page)):
            found = raw.FPDFPage_GetObject(self.page, index)
            if raw.FPDFPageObj_GetType(found) == raw.FPDF_PAGEOBJ_PATH:
                yield from self._pieces(found)

    def _pieces(self, path: Any) -> Iterator[Box]:
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(path, matrix)
        x, y = ctypes.c_float(), ctypes.c_float()
        begun = last = (0.0, 0.0)
        for index in range(raw.FPDFPath_CountSegments(path)):
            segment = raw.FPDFPath_GetPathSegment(path, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                begun = last = point
                continue
            yield self._piece(last, point)
            last = point
            if raw.FPDFPathSegment_GetClose(segment) and last != begun:
                yield self._piece(last, begun)
                last = begun

    def _piece(self, one: tuple[float, float], other: tuple[float, float]) -> Box:
        across, up = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return self._box(across[0], across[1], up[0], up[1])

    def glyphs(self) -> Iterator[Glyph]:
        """Every character that is printed; spaces are none."""
        edges = [ctypes.c_double() for _ in range(4)]
        x, y = ctypes.c_double(), ctypes.c_double()
        matrix = raw.FS_MATRIX()
        high = 0
        for index in range(raw.FPDFText_CountChars(self.text)):
            code = raw.FPDFText_GetUnicode(self.text, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            if raw.FPDFText_IsGenerated(self.text, index) or chr(code).isspace() or code < 32:
                continue
            font, clip, shown = self._object(raw.FPDFText_GetTextObject(self.text, index))
            if not shown:
                continue
            raw.FPDFText_GetCharBox(self.text, index, *edges)
            raw.FPDFText_GetCharOrigin(self.text, index, x, y)
            box = self._box(*(edge.value for edge in edges))
            raw.FPDFText_GetMatrix(self.text, index, matrix)
            size = raw.FPDFText_GetFontSize(self.text, index) * math.hypot(matrix.c, matrix.d)
            baseline = (self.height - y.value) * MM
            yield Glyph(self.number, chr(code), box, baseline, size, font, _cut(box, clip))

    def _box(self, left: float, right: float, bottom: float, top: float) -> Box:
        return Box(left * MM, (self.height - top) * MM, right * MM, (self.height - bottom) * MM)

    def _object(self, found: Any) -> tuple[str, Box | None, bool]:
        """Font, clipping box and visibility of a text object; asked for once for all its characters."""
        key = ctypes.addressof(found.contents) if found else 0
        if key not in self.objects:
            shown = not found or raw.FPDFTextObj_GetTextRenderMode(found) != _INVISIBLE
            self.objects[key] = (self._font(found), self._clip(found), shown)
        return self.objects[key]

    def _font(self, found: Any) -> str:
        """The name of the font without the mark of its embedded part."""
        font = raw.FPDFTextObj_GetFont(found) if found else None
        if not font:
            return ""
        key = ctypes.addressof(font.contents)
        if key not in self.fonts:
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(font, buffer, 256)
            self.fonts[key] = buffer.value.decode("utf-8", "replace").split("+")[-1]
        return self.fonts[key]

    def _clip(self, found: Any) -> Box | None:
        """The box in which a text object shows, where a clipping path makes one."""
        clip = raw.FPDFPageObj_GetClipPath(found) if found else None
        boxes = [self._outline(clip, path) for path in range(raw.FPDFClipPath_CountPaths(clip))] if clip else []
        if not boxes:
            return None
        return Box(
            max(box.left for box in boxes),
            max(box.top for box in boxes),
            min(box.right for box in boxes),
            min(box.bottom for box in boxes),
        )

    def _outline(self, clip: Any, path: int) -> Box:
        x, y = ctypes.c_float(), ctypes.c_float()
        points = []
        for index in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, index), x, y)
            points.append((x.value, y.value))
        across, up = [point[0] for point in points], [point[1] for point in points]
        return self._box(min(across), max(across), min(up), max(up))


def _cut(box: Box, clip: Box | None) -> bool:
    """Whether a clipping box hides more of the ink than the rounding of its edges."""
    if clip is None:
        return False
    slack = 0.2
    return (
        box.left < clip.left - slack
        or box.top < clip.top - slack
        or box.right > clip.right + slack
        or box.bottom > clip.bottom + slack
    )
