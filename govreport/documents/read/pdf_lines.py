"""PDF 的文字行: words on a page as lines, and lines as paragraphs by where they begin and end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from govreport.documents.read.blocks import Paragraph, joined
from govreport.documents.read.narrative import is_heading, is_start

_INDENT: Final = 0.8  # of a character: a line that begins further right begins a paragraph
_SHORT: Final = 2.5  # characters: a line that ends so much earlier ends one
_COLUMN: Final = 1.5  # characters between two words that are not one text


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """一行: its text and place on the page, in points from the top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    page: int
    page_height: float


def lines_of_words(printed: Sequence[dict[str, Any]], page: int, height: float) -> list[PrintedLine]:
    """Words that stand at one height as lines, from top to bottom."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(printed, key=lambda word: ((word["top"] + word["bottom"]) / 2, word["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if rows and rows[-1][0]["top"] <= middle <= rows[-1][0]["bottom"]:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_line(sorted(row, key=lambda word: word["x0"]), page, height) for row in rows]


def _line(row: Sequence[dict[str, Any]], page: int, height: float) -> PrintedLine:
    size = max(word["size"] for word in row)
    text = row[0]["text"]
    for before, word in pairwise(row):
        gap = word["x0"] - before["x1"]
        text = f"{text}  {word['text']}" if gap > _COLUMN * size else joined([text, word["text"]])
    top = min(word["top"] for word in row)
    return PrintedLine(text, row[0]["x0"], row[-1]["x1"], top, size, page, height)


def flow(items: Sequence[Any]) -> list[Any]:
    """Lines joined into paragraphs, tables as they are; a page that breaks a paragraph leaves it one."""
    lines = [item for item in items if isinstance(item, PrintedLine)]
    left, right = _margins(lines)
    indented = sum(1 for line in lines if line.x0 > left + _INDENT * line.size)
    if 10 * indented < len(lines):
        # Nothing stands in: paragraphs cannot be told by their beginning, only by their words.
        return [Paragraph(item.text, whole=False) if isinstance(item, PrintedLine) else item for item in items]
    found: list[Any] = []
    open_: list[PrintedLine] = []
    for item in items:
        if isinstance(item, PrintedLine):
            if open_ and _continues(open_[-1], item, left, right):
                open_.append(item)
                continue
            found += _ended(open_)
            open_ = [item]
        else:
            found += [*_ended(open_), item]
            open_ = []
    return [*found, *_ended(open_)]


def _ended(lines: Sequence[PrintedLine]) -> list[Paragraph]:
    return [Paragraph(joined([line.text for line in lines]) if len(lines) > 1 else lines[0].text)] if lines else []


def _margins(lines: Sequence[PrintedLine]) -> tuple[float, float]:
    """Where most lines begin furthest left, and end furthest right."""
    starts = Counter(round(line.x0) for line in lines)
    often = [start for start, count in starts.items() if count >= max(2, len(lines) // 20)]
    ends = sorted(line.x1 for line in lines)
    return float(min(often or starts, default=0)), ends[int(0.9 * (len(ends) - 1))] if ends else 0.0


def _continues(before: PrintedLine, line: PrintedLine, left: float, right: float) -> bool:
    if line.x0 > left + _INDENT * line.size or before.x1 < right - _SHORT * before.size:
        return False
    if abs(before.size - line.size) > 1.5 or is_start(line.text) or is_heading(before.text):
        return False
    return before.page != line.page or line.top - before.top < 3 * before.size
