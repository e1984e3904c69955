"""PDF 页面: every page as printed characters and ruling lines, told by PDFium.

Measures are points from the upper left corner of the page as it is looked at: a page that is turned, by its setting
or because everything on it is written sideways, is turned upright.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as raw

from govreport.documents.layout.sheet import one_at_a_time
from govreport.documents.read.pdf_sight import MEASURED, Seen, Sight, Way, is_drawn, is_path, matrix_of, then
from govreport.documents.read.told import phrase as _
from govreport.standards.document import DocumentError

UNKNOWN: Final = "\ufffd"
"""Stands for a character whose code the file does not tell."""
_MOST_MARKS: Final = 20_000  # lines and shapes on a page
_MOST_CHARACTERS: Final = 100_000  # on a page
_DEEPEST: Final = 8  # drawings within drawings
_SLANT: Final = 1.0  # points by which a ruling line may slant
_SHORTEST: Final = 1.0  # points: shorter ones are the ends of thick lines
_ASCENT, _DESCENT = 0.86, 0.14  # of the size of a letter, above and below its base line
_MOST_OBJECTS: Final = 200_000  # of all kinds on a page
_MOSTLY: Final = 4  # times as many characters that are not printed make a page one that was recognised
_JOINED: Final = 0.6  # of the size of a letter: a wider gap parts two runs; letters may be spaced
_TWICE: Final = 0.5  # points: a character printed again so near is one, printed twice for boldness
_SOFT: Final = "\u00ad\ufeff\u200b"
_HYPHEN: Final = (2, 0xFFFE)  # how PDFium tells a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Character:
    """字: one printed character or space, with the box of its place in the line and its size in points.

    Characters of one ``run`` were written one after the other without a gap.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    run: int = 0

    @property
    def top(self) -> float:
        """Upper edge of the line at this character."""
        return self.base - _ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.base + _DESCENT * self.size

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.x0 + self.x1) / 2, self.base - (_ASCENT - _DESCENT) / 2 * self.size


@dataclass(frozen=True, slots=True)
class Stroke:
    """线: a level or upright straight line."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """页: number from 1, what stands on it; ``recognised`` where (almost) only text stands there that is not shown.

    Such text lies under the picture of a scanned page, for those who search in it. On other pages what nobody sees is
    left out; ``hidden`` is that text.
    """

    number: int
    width: float
    height: float
    characters: tuple[Character, ...]
    strokes: tuple[Stroke, ...]
    recognised: bool = False
    hidden: str = ""


def pages_of_pdf(data: bytes) -> Iterator[PrintedPage]:
    """The pages of a PDF one after the other. Raises ``pypdfium2.PdfiumError`` for what is none."""
    with one_at_a_time, closing(pypdfium2.PdfDocument(data)) as file:
        for index in range(len(file)):
            with closing(file[index]) as page, closing(page.get_textpage()) as text:
                yield _Reader(page, text, index + 1).page()


def _too_many(page: int) -> DocumentError:
    return DocumentError(_("PDF 第 %(page)s 页的图形过多，无法读取。请另存为文本文件后重试。") % {"page": page})


class _Reader:
    """读页: PDFium's answers about one page."""

    def __init__(self, page: Any, text: Any, number: int) -> None:
        self.sheet, self.text, self.number = page, text, number
        self.left, self.low, self.right, self.high = page.get_bbox()
        # One more than is allowed tells that there are too many.
        everything = self._drawn(None, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
        self.drawn = list(islice(everything, _MOST_OBJECTS + 1))
        if len(self.drawn) > _MOST_OBJECTS:
            raise _too_many(number)
        self.sight = Sight(self.drawn)

    def page(self) -> PrintedPage:
        """The page, turned upright."""
        every = list(self.characters())
        shown = [(turn, character) for turn, character, seen in every if seen is Seen.SHOWN]
        unprinted = sum(seen is Seen.UNPRINTED for _turn, _character, seen in every)
        recognised = bool(every) and (not shown or unprinted > _MOSTLY * len(shown))
        printed = [(turn, character) for turn, character, _seen in every] if recognised else shown
        turns = Counter(turn for turn, _character in printed).most_common(1)
        quarter = turns[0][0] if turns else 0
        width, height = self.right - self.left, self.high - self.low
        # What is written across the direction of the page, as a watermark is, is no text of the report.
        characters = _once([character for turn, character in printed if turn == quarter])
        strokes = tuple(self._turned(stroke, quarter) for stroke in self.strokes())
        if quarter % 2:
            width, height = height, width
        inside = tuple(item for item in characters if 0 <= item.middle[0] <= width and 0 <= item.middle[1] <= height)
        left_out = [item for turn, item, seen in every if turn == quarter and seen is not Seen.SHOWN]
        hidden = _unseen(inside, left_out, characters) if not recognised else ""
        return PrintedPage(self.number, width, height, inside, strokes, recognised, hidden)

    def _place(self, x: float, y: float, quarter: int) -> tuple[float, float]:
        """From the lower left corner of the page to the upper left one of the page turned by quarters."""
        if quarter == 1:  # written upwards
            return y - self.low, x - self.left
        if quarter == 2:
            return self.right - x, y - self.low
        if quarter == 3:  # written downwards
            return self.high - y, self.right - x
        return x - self.left, self.high - y

    def _turned(self, stroke: Stroke, quarter: int) -> Stroke:
        one = self._place(stroke.x0, stroke.top, quarter)
        other = self._place(stroke.x1, stroke.bottom, quarter)
        (x0, x1), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return Stroke(x0, top, x1, bottom)

    def characters(self) -> Iterator[tuple[int, Character, Seen]]:
        """Characters, level or upright, each with the quarter turns of its direction and whether it is seen."""
        count = raw.FPDFText_CountChars(self.text)
        if count > _MOST_CHARACTERS:
            raise DocumentError(
                _("PDF 第 %(page)s 页的文字过多，无法读取。请另存为文本文件后重试。") % {"page": self.number}
            )
        x, y = ctypes.c_double(), ctypes.c_double()
        matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
        run, last = 0, (0, 0.0, 0.0)
        for index, text in self._codes(count):
            owner = raw.FPDFText_GetTextObject(self.text, index)
            raw.FPDFText_GetMatrix(self.text, index, matrix)
            angle = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
            quarter = round(angle)
            if abs(angle - quarter) > 0.05:
                continue
            raw.FPDFText_GetCharOrigin(self.text, index, x, y)
            if not raw.FPDFText_GetLooseCharBox(self.text, index, box):
                continue
            size = raw.FPDFText_GetFontSize(self.text, index) * math.hypot(matrix.c, matrix.d)
            quarter %= 4
            one, other = self._place(box.left, box.bottom, quarter), self._place(box.right, box.top, quarter)
            base = self._place(x.value, y.value, quarter)[1]
            x0, x1 = min(one[0], other[0]), max(one[0], other[0])
            key = ctypes.addressof(owner.contents) if owner else 0
            run += last[0] != key or abs(last[1] - base) > _TWICE or abs(x0 - last[2]) > _JOINED * size
            last = key, base, x1
            middle = (box.left + box.right) / 2, (box.bottom + box.top) / 2
            yield quarter, Character(text, x0, x1, base, size, run), self.sight.of(owner, middle, size)

    def _codes(self, count: int) -> Iterator[tuple[int, str]]:
        """Place and text of every character that the file itself has."""
        high = 0
        for index in range(count):
            code = raw.FPDFText_GetUnicode(self.text, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            if raw.FPDFText_IsGenerated(self.text, index) == 1:
                continue
            text = "-" if code in _HYPHEN else chr(code)
            if text in _SOFT:
                continue
            if text.isspace():
                yield index, " "
            elif (code < 32 and text != "-") or raw.FPDFText_HasUnicodeMapError(self.text, index) == 1:
                yield index, UNKNOWN
            else:
                yield index, text

    def strokes(self) -> Iterator[Stroke]:
        """Every level or upright straight piece of every path that is drawn, in the measures of the file."""
        paths = [(item, way) for item, way in self.drawn if is_path(item) and is_drawn(item)]
        if len(paths) > _MOST_MARKS:
            raise _too_many(self.number)
        for path, way in paths:
            yield from _pieces(path, way)

    def _drawn(self, form: Any, way: Way, depth: int) -> Iterator[tuple[Any, Way]]:
        """What is drawn on the page and in the drawings on it, in order, each with the way to the page's measures."""
        owner = self.sheet if form is None else form
        count, get = (
            (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
            if form is None
            else (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
        )
        for index in range(count(owner)):
            found = get(owner, index)
            kind = raw.FPDFPageObj_GetType(found)
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                yield from self._drawn(found, then(matrix_of(found), way), depth + 1)
            else:
                yield found, then(matrix_of(found), way) if kind in MEASURED else way


def _pieces(path: Any, way: Way) -> Iterator[Stroke]:
    a, b, c, d, e, f = way
    x, y = ctypes.c_float(), ctypes.c_float()
    begun = last = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(path), _MOST_MARKS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = last = point
            continue
        if kind == raw.FPDF_SEGMENT_LINETO:
            yield from _straight(last, point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _straight(last, begun)
            last = begun


def _straight(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Stroke]:
    across, up = abs(one[0] - other[0]), abs(one[1] - other[1])
    if min(across, up) <= _SLANT and max(across, up) > _SHORTEST:
        yield Stroke(one[0], one[1], other[0], other[1])


def _unseen(inside: Sequence[Character], left_out: Sequence[Character], printed: Sequence[Character]) -> str:
    """The text that was left out, but for what is printed at the same place as well, and what stands off the page."""
    apart = _once([*printed, *left_out])[len(printed) :]
    kept = set(inside)
    return "".join(item.text for item in (*apart, *(item for item in printed if item not in kept))).strip()


def _once(characters: list[Character]) -> list[Character]:
    """The characters without those printed twice for boldness."""
    found: dict[tuple[str, int, int], Character] = {}
    for item in characters:
        x, y = round(item.x0 / _TWICE), round(item.base / _TWICE)
        near = ((item.text, x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1))
        if item.text == " " or not any(key in found for key in near):
            found[item.text, x, y] = item
    return list(found.values())
