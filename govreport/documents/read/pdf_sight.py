"""PDF 中看不见的文字: what stands on a page of a PDF so that nobody who looks at it sees it, told by PDFium."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

import pypdfium2.raw as raw

Way = tuple[float, float, float, float, float, float]
MEASURED: Final = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
"""Kinds of objects that have a matrix of their own in which they are measured."""

_UNPRINTED: Final = (3, 7)  # ways to write text that puts nothing on the page
_STROKED: Final = 1
_SMALLEST: Final = 3.0  # points
_WHITE: Final = 250  # of 255
_CLEAR: Final = 10  # of 255
_MOST_CORNERS: Final = 6


class Seen(Enum):
    """可见: whether a character is seen; ``UNPRINTED`` is text that is there for those who search in it."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    UNPRINTED = "unprinted"


@dataclass(frozen=True, slots=True)
class _Ground:
    """底色: something with a surface, in the measures of the page, ``order``-th from below."""

    order: int
    box: tuple[float, float, float, float]
    white: bool
    covers: bool

    def holds(self, point: tuple[float, float]) -> bool:
        return self.box[0] <= point[0] <= self.box[2] and self.box[1] <= point[1] <= self.box[3]


@dataclass(frozen=True, slots=True)
class _Looks:
    """文字的样子: of a text object; ``covers`` are drawn over it, ``below`` are the grounds on which white is seen."""

    seen: Seen
    white: bool = False
    covers: Sequence[_Ground] = ()
    below: Sequence[_Ground] = ()


class Sight:
    """可见性: of the characters of one page; ``drawn`` is everything on it from below, each with its way there."""

    def __init__(self, drawn: Sequence[tuple[Any, Way]]) -> None:
        self.order = {_key(found): order for order, (found, _way) in enumerate(drawn)}
        grounds = (_ground(order, found, way) for order, (found, way) in enumerate(drawn))
        self.grounds = [ground for ground in grounds if ground is not None]
        self.covers = [ground for ground in self.grounds if ground.covers]
        self.looks: dict[int, _Looks] = {}

    def of(self, text: Any, middle: tuple[float, float], size: float) -> Seen:
        """Whether a character of a text object is seen, by its middle and its size in points."""
        if not text:
            return Seen.SHOWN
        key = _key(text)
        if key not in self.looks:
            self.looks[key] = self._looks(text, self.order.get(key, len(self.order)))
        own = self.looks[key]
        if own.seen is not Seen.SHOWN:
            return own.seen
        if size < _SMALLEST or any(ground.holds(middle) for ground in own.covers):
            return Seen.HIDDEN
        if own.white and not any(ground.holds(middle) for ground in own.below):
            return Seen.HIDDEN
        return Seen.SHOWN

    def _looks(self, text: Any, order: int) -> "_Looks":
        """How a text object looks, the ``order``-th of the page from below."""
        mode = raw.FPDFTextObj_GetTextRenderMode(text)
        if mode in _UNPRINTED:
            return _Looks(Seen.UNPRINTED)
        colour = _colour(text, raw.FPDFPageObj_GetStrokeColor if mode == _STROKED else raw.FPDFPageObj_GetFillColor)
        if colour is not None and colour[3] <= _CLEAR:
            return _Looks(Seen.HIDDEN)
        white = colour is not None and min(colour[:3]) >= _WHITE
        covers = [ground for ground in self.covers if ground.order > order]
        below = [ground for ground in self.grounds if white and not ground.white and ground.order < order]
        return _Looks(Seen.SHOWN, white, covers, below)


def _key(found: Any) -> int:
    return ctypes.addressof(found.contents) if found else 0


def _colour(found: Any, ask: Any) -> tuple[int, int, int, int] | None:
    """Red, green, blue and opacity of an object, each of 255; None where it has a pattern or the like."""
    parts = [ctypes.c_uint() for _part in range(4)]
    if not ask(found, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _ground(order: int, found: Any, way: Way) -> _Ground | None:
    kind = raw.FPDFPageObj_GetType(found)
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        return _Ground(order, _box([(0, 0), (1, 0), (0, 1), (1, 1)], way), white=False, covers=False)
    if kind == raw.FPDF_PAGEOBJ_SHADING:
        return _Ground(order, (-1e6, -1e6, 1e6, 1e6), white=False, covers=False)
    if kind != raw.FPDF_PAGEOBJ_PATH or not _drawn(found)[0]:
        return None
    corners, straight = _corners(found)
    colour = _colour(found, raw.FPDFPageObj_GetFillColor)
    if not corners or (colour is not None and colour[3] <= _CLEAR):
        return None
    white = colour is not None and min(colour[:3]) >= _WHITE
    # A white sheet over something; one of another colour may let it shine through, as a marker does.
    covers = white and straight and colour is not None and colour[3] >= _WHITE
    return _Ground(order, _box(corners, way), white, covers)


def _corners(path: Any) -> tuple[list[tuple[float, float]], bool]:
    """The points of a path, and whether it is a simple shape of straight sides."""
    count = raw.FPDFPath_CountSegments(path)
    x, y = ctypes.c_float(), ctypes.c_float()
    found, straight = [], 0 < count <= _MOST_CORNERS
    for index in range(min(count, 100)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        straight = straight and raw.FPDFPathSegment_GetType(segment) != raw.FPDF_SEGMENT_BEZIERTO
        if raw.FPDFPathSegment_GetPoint(segment, x, y):
            found.append((x.value, y.value))
    return found, straight


def _box(points: Sequence[tuple[float, float]], way: Way) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = way
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


# --- 页面上的图形 --------------------------------------------------------------------------------------------


def is_path(found: Any) -> bool:
    """Whether an object is a line or shape."""
    return bool(raw.FPDFPageObj_GetType(found) == raw.FPDF_PAGEOBJ_PATH)


def is_drawn(path: Any) -> bool:
    """Whether a path leaves anything on the page."""
    return any(_drawn(path))


def _drawn(path: Any) -> tuple[bool, bool]:
    """Whether a path is filled, and whether its line is drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def matrix_of(found: Any) -> Way:
    """The way from the measures of an object to those of what it stands in."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(found, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def then(first: Way, second: Way) -> Way:
    """One way after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
