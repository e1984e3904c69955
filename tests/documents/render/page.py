"""The pages of a PDF, measured in millimetres."""

import io
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pdfplumber

MM = 25.4 / 72


@dataclass(frozen=True)
class Line:
    """One printed line: its characters from left to right, its left and right edge and its baseline."""

    text: str
    left: float
    right: float
    baseline: float
    fonts: frozenset[str]
    sizes: frozenset[float]


@dataclass(frozen=True)
class Page:
    """One page: size, running lines from top to bottom, tables as texts of cells."""

    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[list[list[str | None]], ...]

    def line(self, text: str) -> Line:
        """The first line with this text in it."""
        return next(line for line in self.lines if text in line.text)


def pages(data: bytes) -> list[Page]:
    """All pages of a PDF file."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [_page(page) for page in pdf.pages]


def _page(page: Any) -> Page:
    by_baseline: dict[float, list[Any]] = defaultdict(list)
    for char in page.chars:
        if char["matrix"][1] == 0:  # not turned, as the mark of a draft is
            by_baseline[round(char["matrix"][5], 1)].append(char)
    lines = [_line(page, chars) for _, chars in sorted(by_baseline.items(), reverse=True)]
    tables = [table.extract() for table in page.find_tables()]
    return Page(page.width * MM, page.height * MM, tuple(lines), tuple(tables))


def _line(page: Any, chars: list[Any]) -> Line:
    chars = sorted(chars, key=lambda char: char["x0"])
    return Line(
        text="".join(char["text"] for char in chars),
        left=chars[0]["x0"] * MM,
        right=chars[-1]["x1"] * MM,
        baseline=(float(page.height) - chars[0]["matrix"][5]) * MM,
        fonts=frozenset(char["fontname"].split("+")[-1] for char in chars),
        sizes=frozenset(round(char["size"], 1) for char in chars),
    )
