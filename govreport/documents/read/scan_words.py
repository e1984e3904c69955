"""扫描页的识字: what tesseract makes out on a page, table cells apart from running text.

Cells are cut out and set one below the other without their lines, because a lone figure between lines is often missed.
Figures are read a second time by themselves; what both readings do not agree on is not known.
"""

import io
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

from govreport.documents.read.pdf_page import Character
from govreport.documents.read.place import Box
from govreport.documents.read.scan_lines import inked
from govreport.documents.read.told import phrase as _
from govreport.standards.document import DocumentError

PROGRAM: Final = "tesseract"
UNSURE: Final = "？"
"""Stands for a figure that was not made out; no report prints it in a table."""
_CHINESE, _FIGURES = "chi_sim", "eng"
_DIGITS: Final = "0123456789.-/"
_FIGURE: Final = re.compile(r"\d{1,12}(?:\.\d{1,6})?")
_HANZI: Final = re.compile(r"[\u3400-\u9fff]")
_LIKE: Final = str.maketrans(
    {"O": "0", "o": "0", "〇": "0", "。": "0", "○": "0", "l": "1", "I": "1", "|": "1", "，": ","}
)
_PAGE, _BLOCK = 4, 6  # how tesseract is to look: one column of text, one block of it
_TEXT: Final = 2 / 3  # of the size of the picture: letters of thirty dots are made out best
_SURE: Final = 60.0  # of 100: what tesseract says of its own reading
_EDGE: Final = 6  # dots cut off at each side of a cell, where its lines were
_APART: Final = 4  # dots without ink between two lines
_GAP: Final = 34  # dots between cells that are set together
_ROOM: Final = 40  # dots around them
_LEAST: Final = 14  # dots of ink that are more than dust
_SHEET: Final = 3_000  # dots: the height of what is recognised at once


@dataclass(frozen=True, slots=True)
class Word:
    """一词: what was made out, how sure that is (0 to 100), its box in dots, and the line it stands in."""

    text: str
    sure: float
    box: Box
    line: tuple[str, ...] = ()


class Engine:
    """识别程序: tesseract, found on the machine when it is first needed; stops at a moment given beforehand."""

    def __init__(self, until: float) -> None:
        self.until = until

    def words(self, image: Image.Image, language: str, mode: int, *options: str) -> list[Word]:
        """The words on a picture. Raises ``DocumentError`` when the time is over."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise DocumentError(_("扫描件的文字识别用时过长，已停止。请转成 Word 文件后重试，或者分成几个文件。"))
        held = io.BytesIO()
        image.save(held, "PNG", dpi=(300, 300), compress_level=1)
        command = [
            shutil.which(PROGRAM) or PROGRAM,
            "stdin",
            "stdout",
            "-l",
            language,
            "--psm",
            str(mode),
            *options,
            "tsv",
        ]
        try:
            # Our own words only; the picture comes by the pipe.
            done = subprocess.run(  # noqa: S603
                command, input=held.getvalue(), capture_output=True, timeout=left, check=True, env=_alone()
            )
        except subprocess.TimeoutExpired as error:
            raise DocumentError(
                _("扫描件的文字识别用时过长，已停止。请转成 Word 文件后重试，或者分成几个文件。")
            ) from error
        return list(_words(done.stdout.decode("utf-8", "replace")))


def _alone() -> dict[str, str]:
    """The surroundings of the program: one core for one file, others are served meanwhile."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


def _words(table: str) -> Iterable[Word]:
    for line in table.splitlines()[1:]:
        fields = line.split("\t")
        if len(fields) == 12 and fields[0] == "5" and fields[11].strip():
            left, top, width, height = (float(value) for value in fields[6:10])
            yield Word(
                fields[11].strip(), float(fields[10]), (left, top, left + width, top + height), tuple(fields[1:5])
            )


@dataclass(frozen=True, slots=True)
class Table:
    """表格: its box on the page and those of its cells, in dots."""

    box: Box
    cells: tuple[Box, ...]


def characters_of(image: Image.Image, tables: Sequence[Table], engine: Engine) -> list[Character]:
    """Everything made out on a straight page, in dots."""
    clean = image.filter(ImageFilter.MedianFilter(3))  # without the dust of the glass
    found = list(_of_cells(clean, [box for table in tables for box in table.cells], engine))
    text = clean.copy()
    draw = ImageDraw.Draw(text)
    for table in tables:
        draw.rectangle((table.box[0] - 8, table.box[1] - 8, table.box[2] + 8, table.box[3] + 8), fill=255)
    if _has_ink(inked(text)):
        lines = _lines(engine.words(_smaller(text, _TEXT), _CHINESE, _PAGE))
        for number, line in enumerate(lines, len(found)):
            found += _spread(line.text, _scaled(line.box, 1 / _TEXT), number)
    return found


def _lines(words: Iterable[Word]) -> Iterable[Word]:
    """The words of each line as one, because their boxes overlap."""
    for _line, group in groupby(words, key=lambda word: word.line):
        own = list(group)
        lefts, tops, rights, lows = zip(*(word.box for word in own), strict=True)
        box = (min(lefts), min(tops), max(rights), max(lows))
        yield Word("".join(word.text for word in own), min(word.sure for word in own), box, own[0].line)


def _scaled(box: Box, factor: float) -> Box:
    return box[0] * factor, box[1] * factor, box[2] * factor, box[3] * factor


def _smaller(image: Image.Image, scale: float) -> Image.Image:
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS)


@dataclass(frozen=True, slots=True)
class _Piece:
    """一格的图: where it stands on the page and what is on it."""

    box: Box
    picture: Image.Image
    lines: int


def _of_cells(plain: Image.Image, boxes: Iterable[Box], engine: Engine) -> Iterable[Character]:
    """The texts of cells; a blank cell is seen to be blank and not recognised."""
    ink = inked(plain)
    pieces = [piece for box in boxes if (piece := _piece(plain, ink, box))]
    first = _together(pieces, engine, _CHINESE)
    figures = [number for number, text in enumerate(first) if not _HANZI.search(text.text)]
    own = [pieces[number] for number in figures]
    again = dict(
        zip(figures, _together(own, engine, _FIGURES, "-c", f"tessedit_char_whitelist={_DIGITS}"), strict=True)
    )
    for number, piece in enumerate(pieces):
        text = first[number].text if number not in again else _agreed(first[number], again[number])
        if number in again and piece.lines > 1:
            text = UNSURE  # the line between two rows was not seen
        yield from _spread(text, piece.box, number)


@dataclass(frozen=True, slots=True)
class _Read:
    text: str = ""
    sure: float = 0.0


def _agreed(one: _Read, other: _Read) -> str:
    """A figure that both readings gave; otherwise it is not known."""
    first = re.sub(r"\s", "", one.text).translate(_LIKE)
    second = re.sub(r"\s", "", other.text)
    same = first == second or (not first and len(second) == 1)
    return second if same and other.sure >= _SURE and _FIGURE.fullmatch(second) else UNSURE


def _piece(plain: Image.Image, ink: Image.Image, box: Box) -> _Piece | None:
    edges = (round(box[0]) + _EDGE, round(box[1]) + _EDGE, round(box[2]) - _EDGE, round(box[3]) - _EDGE)
    if edges[2] - edges[0] < 8 or edges[3] - edges[1] < 8:
        return None
    own = ink.crop(edges)
    inside = own.getbbox()
    if inside is None or not _has_ink(own):
        return None
    where = (edges[0] + inside[0], edges[1] + inside[1], edges[0] + inside[2], edges[1] + inside[3])
    place = (float(where[0]), float(where[1]), float(where[2]), float(where[3]))
    return _Piece(place, plain.crop(where), _lines_in(own.crop(inside)))


def _lines_in(ink: Image.Image) -> int:
    """How many lines of text stand one below the other."""
    rows = ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()
    filled = [any(rows[y : y + _APART]) for y in range(0, len(rows), _APART)]
    return sum(now and not before for before, now in pairwise([False, *filled]))


def _has_ink(ink: Image.Image) -> bool:
    return ink.histogram()[255] >= _LEAST


def _together(pieces: Sequence[_Piece], engine: Engine, language: str, *options: str) -> list[_Read]:
    """What is made out on each piece, many of them recognised at once."""
    found: list[_Read] = []
    for sheet in _sheets(pieces):
        width = max(piece.picture.width for piece in sheet) + 2 * _ROOM
        height = sum(piece.picture.height + _GAP for piece in sheet) + 2 * _ROOM
        paper = Image.new("L", (width, height), 255)
        slots, y = [], _ROOM
        for piece in sheet:
            paper.paste(piece.picture, (_ROOM, y))
            slots.append((y - _GAP / 2, y + piece.picture.height + _GAP / 2))
            y += piece.picture.height + _GAP
        words = engine.words(paper, language, _BLOCK, *options)
        found += [_in_slot(words, slot) for slot in slots]
    return found


def _sheets(pieces: Sequence[_Piece]) -> Iterable[list[_Piece]]:
    sheet: list[_Piece] = []
    height = 0
    for piece in pieces:
        if sheet and height + piece.picture.height + _GAP > _SHEET:
            yield sheet
            sheet, height = [], 0
        sheet.append(piece)
        height += piece.picture.height + _GAP
    if sheet:
        yield sheet


def _in_slot(words: Iterable[Word], slot: tuple[float, float]) -> _Read:
    own = [word for word in words if slot[0] <= (word.box[1] + word.box[3]) / 2 < slot[1]]
    return _Read("".join(word.text for word in own), min((word.sure for word in own), default=0.0))


def _spread(text: str, box: Box, run: int) -> Iterable[Character]:
    """The characters of a text, the ``run``-th of the page, over its box; of several lines one line is made."""
    if not text:
        return
    width = (box[2] - box[0]) / len(text)
    size = min(box[3] - box[1], 2 * width) if len(text) > 1 else box[3] - box[1]
    middle = (box[1] + box[3]) / 2
    for number, character in enumerate(text):
        x0 = box[0] + number * width
        yield Character(character, x0, x0 + width, middle + 0.36 * size, max(size, 1.0), run)
