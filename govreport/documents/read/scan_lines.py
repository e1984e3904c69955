"""扫描页的摆正与表线: how far a scanned page was laid askew, and the ruling lines in its picture."""

from array import array
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from PIL import Image

from govreport.documents.read.pdf_page import Stroke

_WIDTH: Final = 900  # dots: enough to see how far a page is turned
_WIDEST: Final = 4.0  # degrees
_LONG: Final = 0.36  # inches: no stroke of a character is as long as the shortest level line
_TALL: Final = 0.2  # inches: the height of the lowest row
_STEP: Final = 0.08  # inches
_FULL: Final = 0.75  # of a step that is ink where a line runs
_THICK: Final = 0.04  # inches: what is thicker is no line
_INK: Final = 255


def upright(image: Image.Image) -> Image.Image:
    """The page turned so that its lines of text are level."""
    angle = skew(image)
    if abs(angle) < 0.04:
        return image
    return image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)


def skew(image: Image.Image) -> float:
    """Degrees by which the page must be turned; the angle at which rows of dots differ most."""
    small = image.resize((_WIDTH, max(1, round(image.height * _WIDTH / image.width))), Image.Resampling.BOX)
    best = max(_angles(0.0, _WIDEST, 0.5), key=lambda angle: _contrast(small, angle))
    best = max(_angles(best, 0.5, 0.1), key=lambda angle: _contrast(small, angle))
    return max(_angles(best, 0.1, 0.02), key=lambda angle: _contrast(small, angle))


def _angles(middle: float, width: float, step: float) -> list[float]:
    count = round(width / step)
    return [middle + step * number for number in range(-count, count + 1)]


def _contrast(image: Image.Image, angle: float) -> float:
    turned = image.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=255)
    rows = array("f", turned.convert("F").resize((1, turned.height), Image.Resampling.BOX).tobytes())
    return sum((one - other) ** 2 for one, other in pairwise(rows))


def inked(image: Image.Image) -> Image.Image:
    """The page in two values: 255 where there is ink, 0 on the paper, parted where its histogram parts (Otsu)."""
    counts = image.histogram()
    total, whole = sum(counts), sum(value * count for value, count in enumerate(counts))
    best, level, below, weight = 0.0, 128, 0, 0
    for value, count in enumerate(counts):
        below += count
        weight += value * count
        if not below or below == total:
            continue
        spread = (whole * below / total - weight) ** 2 / (below * (total - below))
        if spread > best:
            best, level = spread, value
    return image.point([_INK if value <= level else 0 for value in range(256)])


def ruling(image: Image.Image, dpi: int) -> tuple[Stroke, ...]:
    """The level and upright lines, in dots."""
    ink = inked(image)
    level = [Stroke(start, middle, end, middle) for middle, start, end in _runs(ink, dpi, _LONG)]
    turned = ink.transpose(Image.Transpose.TRANSPOSE)
    down = [Stroke(middle, start, middle, end) for middle, start, end in _runs(turned, dpi, _TALL)]
    return (*level, *down)


def _runs(ink: Image.Image, dpi: int, shortest: float) -> Iterable[tuple[float, float, float]]:
    """Level lines as middle, start and end: rows of dots that are ink step after step, thin together."""
    step = max(2, round(_STEP * dpi))
    columns = ink.width // step
    packed = ink.crop((0, 0, columns * step, ink.height)).resize((columns, ink.height), Image.Resampling.BOX).tobytes()
    least = max(2, round(shortest * dpi / step) - 1)
    full = _FULL * _INK
    groups: list[_Group] = []
    for y in range(ink.height):
        row = packed[y * columns : (y + 1) * columns]
        if max(row, default=0) < full:
            continue
        for start, end in _filled(row, full):
            if end - start >= least or any(group.near(y, start, end) for group in groups[-200:]):
                _add(groups, y, start, end)
    for group in groups:
        length = (group.end - group.start) * step
        if length >= (shortest * dpi - 2 * step) and group.low - group.top <= _THICK * dpi:
            left, right = _grown(ink, group, step)
            if right - left >= shortest * dpi:
                yield group.middle, left, right


class _Group:
    """一条线: rows of dots that belong together; ``start`` and ``end`` in steps."""

    def __init__(self, y: int, start: int, end: int) -> None:
        self.top = self.low = y
        self.start, self.end = start, end

    def near(self, y: int, start: int, end: int) -> bool:
        """Whether a run goes on with this line."""
        return y - self.low <= 2 and start <= self.end + 1 and end >= self.start - 1

    @property
    def middle(self) -> float:
        """Its height."""
        return (self.top + self.low + 1) / 2


def _add(groups: list[_Group], y: int, start: int, end: int) -> None:
    for group in reversed(groups[-200:]):
        if group.near(y, start, end):
            group.low = y
            group.start, group.end = min(group.start, start), max(group.end, end)
            return
    groups.append(_Group(y, start, end))


def _filled(row: bytes, full: float) -> Iterable[tuple[int, int]]:
    start = -1
    for place, value in enumerate(row):
        if value >= full and start < 0:
            start = place
        elif value < full and start >= 0:
            yield start, place
            start = -1
    if start >= 0:
        yield start, len(row)


def _grown(ink: Image.Image, group: _Group, step: int) -> tuple[float, float]:
    """The ends of a line to the dot: on from its whole steps as long as there is ink."""
    dots = ink.load()
    rows = range(max(0, group.top - 1), min(ink.height, group.low + 2))

    def dark(x: int) -> bool:
        return 0 <= x < ink.width and dots is not None and any(dots[x, y] for y in rows)

    start, end = group.start * step, group.end * step
    for _dot in range(2 * step):
        if not dark(start - 1):
            break
        start -= 1
    for _dot in range(2 * step):
        if not dark(end):
            break
        end += 1
    return float(start), float(end)
