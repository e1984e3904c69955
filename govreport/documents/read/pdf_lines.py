"""PDF 的文字行: characters on a page as lines, and lines as paragraphs by where they begin and end."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from govreport.documents.read.blocks import Paragraph, joined
from govreport.documents.read.lines import raised
from govreport.documents.read.narrative import is_heading, is_start
from govreport.documents.read.pdf_page import Character, PrintedPage
from govreport.documents.read.place import Place, around, rounded
from govreport.documents.read.rows import is_value

_INDENT: Final = 0.8  # of a character: a line that begins further right begins a paragraph
_SHORT: Final = 2.5  # characters: a line that ends so much earlier ends one
_COLUMN: Final = 1.5  # characters between two words that are not one text
_APART: Final = 3.0  # points between the characters of two words
_LEVEL: Final = 0.4  # of a character: what stands further down is on another line
_SMALL: Final = 0.8  # of the size of the line: characters of notes are smaller
_RAISED: Final = 0.12  # of the size of the line, at least, by which they stand above it
_FIGURES: Final = 3  # words that are figures make a line a row of a table


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
    bottom: float = 0.0
    page_width: float = 0.0

    @property
    def place(self) -> Place:
        """Where the line stands."""
        box = rounded((self.x0, self.top, self.x1, self.bottom))
        return Place(page=self.page, box=box, size=(self.page_width, self.page_height))


def lines_of_characters(printed: Iterable[Character], page: PrintedPage) -> list[PrintedLine]:
    """Characters that stand at one height as lines, from top to bottom."""
    rows: list[list[Character]] = []
    for character in sorted(printed, key=lambda character: (character.middle[1], character.x0)):
        first = rows[-1][0] if rows else character
        if rows and abs(first.middle[1] - character.middle[1]) <= _LEVEL * max(first.size, character.size):
            rows[-1].append(character)
        else:
            rows.append([character])
    lines = (_line(sorted(row, key=lambda character: character.x0), page) for row in rows)
    return [line for line in lines if line is not None]


def _line(row: Sequence[Character], page: PrintedPage) -> PrintedLine | None:
    shown = [character for character in row if character.text != " "]
    if not shown:
        return None
    size = max(character.size for character in shown)
    base = max(character.base for character in shown if character.size == size)
    row = [_noted(character, size, base) for character in row]
    return PrintedLine(
        text=_text(row, size),
        x0=shown[0].x0,
        x1=shown[-1].x1,
        top=min(character.top for character in shown),
        size=size,
        page=page.number,
        page_height=page.height,
        bottom=max(character.bottom for character in shown),
        page_width=page.width,
    )


def _noted(character: Character, size: float, base: float) -> Character:
    """A small character set above the line, as the number of a note is, told as one."""
    if character.size > _SMALL * size or base - character.base < _RAISED * size:
        return character
    return replace(character, text=raised(character.text))


def _text(row: Sequence[Character], size: float) -> str:
    """The words of a line; those of Chinese run on however they are spaced, unless a column lies between."""
    words = _words(row, size)
    is_row = sum(1 for _gap, word in words if is_value(word)) >= _FIGURES
    text = ""
    for gap, word in words:
        wide = text and (gap > _COLUMN * size or (is_row and gap > _APART))
        text = f"{text}  {word}" if wide else joined([text, word])
    return text


def _words(row: Sequence[Character], size: float) -> list[tuple[float, str]]:
    """The words of a line, each with the gap before it."""
    found: list[tuple[float, str]] = []
    end, parted = row[0].x0, True
    for character in row:
        if character.text == " ":
            parted = True
            continue
        gap = character.x0 - end
        if parted or gap > _APART:
            found.append((gap, character.text))
        else:
            found[-1] = (found[-1][0], found[-1][1] + character.text)
        end, parted = character.x1, False
    return found


def flow(items: Sequence[Any]) -> list[Any]:
    """Lines joined into paragraphs, tables as they are; a page that breaks a paragraph leaves it one."""
    lines = [item for item in items if isinstance(item, PrintedLine)]
    left, right = _margins(lines)
    indented = sum(1 for line in lines if line.x0 > left + _INDENT * line.size)
    if 10 * indented < len(lines):
        # Nothing stands in: paragraphs cannot be told by their beginning, only by their words.
        return [
            Paragraph(item.text, whole=False, place=item.place) if isinstance(item, PrintedLine) else item
            for item in items
        ]
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
    if not lines:
        return []
    text = joined([line.text for line in lines]) if len(lines) > 1 else lines[0].text
    return [Paragraph(text, place=around(line.place for line in lines))]


def _margins(lines: Sequence[PrintedLine]) -> tuple[float, float]:
    """Where most lines begin furthest left, and end furthest right."""
    starts = Counter(round(line.x0) for line in lines)
    often = [start for start, count in starts.items() if count >= max(2, len(lines) // 20)]
    ends = sorted(line.x1 for line in lines)
    return float(min(often or starts, default=0)), ends[int(0.9 * (len(ends) - 1))] if ends else 0.0


def _continues(before: PrintedLine, line: PrintedLine, left: float, right: float) -> bool:
    if line.x0 > left + _INDENT * line.size or before.x1 < right - _SHORT * before.size:
        return False
    if "  " in before.text or "  " in line.text:  # columns of a table without lines
        return False
    if abs(before.size - line.size) > 1.5 or is_start(line.text) or is_heading(before.text):
        return False
    return before.page != line.page or line.top - before.top < 3 * before.size
