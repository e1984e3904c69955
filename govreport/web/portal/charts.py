"""小图: one indicator over the years as a small drawing, laid out here and drawn as SVG by the template."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import get_language

from govreport.publishing.series import Line, Point
from govreport.standards.numbers import format_number

# In units of the drawing; the page scales it.
WIDTH: Final = 320
HEIGHT: Final = 132
LEFT: Final = 14
RIGHT: Final = 58
TOP: Final = 24
BOTTOM: Final = 26
# Years that are named below the line; of more, the first and the last and some between.
MOST_NAMED: Final = 6


@dataclass(frozen=True, slots=True)
class Dot:
    """点: a figure in the drawing; ``year`` is empty where there is no room to name it."""

    x: float
    y: float
    year: str
    text: str
    last: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """小图: lines (only between figures that compare), dots, and where the way of counting changed."""

    line: Line
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]
    breaks: tuple[float, ...]
    base: float = HEIGHT - BOTTOM
    width: int = WIDTH
    height: int = HEIGHT
    right: int = WIDTH - RIGHT
    left: int = LEFT
    top: int = TOP

    @property
    def first(self) -> Dot:
        """The earliest figure."""
        return self.dots[0]

    @property
    def latest(self) -> Dot:
        """The newest figure, which the line is labelled with."""
        return self.dots[-1]


def chart(line: Line) -> Chart | None:
    """The drawing of an indicator; None with fewer than two figures or nothing but noughts: nothing is to be seen."""
    known = [point for point in line.points if point.value is not None]
    if len(known) < 2 or not any(point.value for point in known):
        return None
    years = [point.year for point in line.points]
    spots = {point.year: (_x(point.year, years), _y(point.value or Decimal(0), known)) for point in known}
    named = _named([point.year for point in known])
    dots = tuple(
        Dot(*spots[point.year], _year(point, named), format_number(point.value or Decimal(0)), point is known[-1])
        for point in known
    )
    breaks = tuple(_middle(point.year, years) for point in line.points if point.differs)
    return Chart(line, tuple(_paths(line.points, spots)), dots, breaks)


def _year(point: Point, named: set[int]) -> str:
    return str(point.year) if point.year in named else ""


def _named(years: Sequence[int]) -> set[int]:
    step = -(-len(years) // MOST_NAMED)
    return {*years[::-1][::step], *(years[:1] if len(years) <= MOST_NAMED else ())}


def _x(year: int, years: Sequence[int]) -> float:
    span = max(years) - min(years) or 1
    return round(LEFT + (year - min(years)) / span * (WIDTH - LEFT - RIGHT), 1)


def _y(value: Decimal, known: Sequence[Point]) -> float:
    """From nought: a drawing that begins elsewhere exaggerates."""
    top = max(point.value or Decimal(0) for point in known) or Decimal(1)
    share = float(max(value, Decimal(0)) / max(top, Decimal(1)))
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def _middle(year: int, years: Sequence[int]) -> float:
    before = [other for other in years if other < year]
    return round((_x(year, years) + _x(before[-1], years)) / 2, 1)


def _paths(points: Sequence[Point], spots: dict[int, tuple[float, float]]) -> list[str]:
    """One path per stretch of figures that follow one another and compare."""
    paths: list[list[str]] = []
    joined = False
    for point in points:
        if point.value is None:
            joined = False
            continue
        x, y = spots[point.year]
        if joined and not point.breaks:
            paths[-1].append(f"L{x} {y}")
        else:
            paths.append([f"M{x} {y}"])
        joined = True
    return ["".join(path) for path in paths if len(path) > 1]


def english() -> bool:
    """Whether the reader chose English: the concordance has its own English words."""
    return (get_language() or "").startswith("en")
