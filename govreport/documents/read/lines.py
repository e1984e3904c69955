"""逐行整理: a text as lines, free of markup and page furniture, with the cells of those that are table rows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from govreport.documents.read.labels import fold
from govreport.documents.read.place import Place, Places

_PAGE = re.compile(r"(?:[-—–－―·]+\s*\d{1,3}\s*[-—–－―·]+|第?\s*\d{1,3}\s*页(?:\s*[/／,，、]?\s*共\s*\d{1,3}\s*页)?)")
_TAGS = re.compile(
    r"</?(?:b|i|u|em|strong|sup|sub|br|p|span|font|div|center|table|tbody|tr|td|th)\b[^<>]{0,200}>", re.I
)
_MARKED = re.compile(r"<(b|i|u|em|strong|sup|sub)>[^<>]{0,20}</\1>", re.I)
_LINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,500})>")
_STARS = re.compile(r"\*\*(?=\S)([^*\n]{1,2000}?)(?<=\S)\*\*")
_HEAD = re.compile(r"^\s{0,3}#{1,6}\s+")
_BULLET = re.compile(r"^\s*[-*+•·]\s+(?=\S)")
_IMAGE = re.compile(r"^!\[[^\]\n]*\]\([^)\n]*\)$")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")
_PIPE_RULE = re.compile(r"^[\s|:+=-]+$")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2002\u2003\u2009\u3000\u2028\u2029\v\f\r", " "))
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\x00", ""))


# What is set behind a figure to point at a note: raised or circled numbers, numbers in brackets, stars.
_NOTE_MARK = re.compile(
    r"(?P<number>[-+]?[0-9][0-9.,]*)\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]+|[①-⑳]|\[[0-9]{1,2}\]|〔[0-9]{1,2}〕|[*＊※†]+)"
)
_RAISED = str.maketrans("0123456789()[]（）［］+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁽⁾⁽⁾⁽⁾⁺⁻")


@dataclass(frozen=True, slots=True)
class Line:
    """行: one line; ``cells`` are its raw cells where it is a row of a table, else empty.

    ``marked`` tells a markdown heading, ``bullet`` a markdown list item; ``text`` is free of both. ``whole`` tells a
    paragraph that its file has as one, ``odd`` a row merged in another way than those around it, ``first`` the place in
    ``cells`` behind the label of a row, where its table tells it. ``place`` and ``places`` tell where in the source the
    line and each of its cells stand.
    """

    number: int
    text: str
    cells: tuple[str, ...] = ()
    marked: bool = False
    bullet: bool = False
    whole: bool = False
    odd: bool = False
    first: int | None = None
    place: Place | None = None
    places: Places = ()

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the line."""
        return not self.text


def lines_of(text: str) -> list[Line]:
    """All lines of a text; page numbers, rules and pictures are dropped, blank lines are kept."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    found = []
    for number, raw in _stitched(text.translate(_SPACES).split("\n")):
        line = _line(number, raw)
        if line is not None:
            found.append(line)
    return found


def _stitched(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; a row that begins with a stroke goes on until it ends with one."""
    begun, row = 0, ""
    for number, raw in enumerate(lines, 1):
        text = raw.strip()
        if row and "|" in text and (text == "|" or not text.startswith("|")):
            row += text if text == "|" or row.endswith("|") else f" | {text}"
            if text.endswith("|") and text != "|":
                yield begun, row
                row = ""
            continue
        if row:
            yield begun, row
            row = ""
        if text.startswith("|") and len(text) > 1 and not text.endswith("|") and "\t" not in raw:
            begun, row = number, text
        else:
            yield number, raw
    if row:
        yield begun, row


def _line(number: int, raw: str) -> Line | None:
    if "\t" in raw:
        cells = tuple(raw.split("\t"))
        if any(cell.strip() for cell in cells[1:]) or cells[0].strip():
            return _row(number, cells)
        return Line(number, "")
    stripped = raw.strip()
    if is_page_number(stripped) or _RULE.match(stripped) or _IMAGE.match(stripped):
        return None
    if stripped.startswith("|") or stripped.count("|") >= 2:
        if _PIPE_RULE.match(stripped):
            return None
        cells = tuple(stripped.removeprefix("|").removesuffix("|").split("|"))
        return _row(number, cells)
    unheaded = _HEAD.sub("", raw)
    unlisted = _BULLET.sub("", unheaded)
    return Line(number, unmarked(unlisted), (), unheaded != raw, unlisted != unheaded, place=Place(line=number))


def _row(number: int, cells: tuple[str, ...]) -> Line:
    places = tuple(Place(line=number, column=place) for place in range(1, len(cells) + 1))
    return Line(number, _joined(cells), cells, place=Place(line=number), places=places)


def spaced(text: str) -> str:
    """A text of a file without characters that nobody sees, its spaces single."""
    return " ".join(text.translate(_INVISIBLE).translate(_SPACES).split())


def _joined(cells: tuple[str, ...]) -> str:
    return " ".join(part for cell in cells if (part := unmarked(cell)))


def is_page_number(text: str) -> bool:
    """``— 4 —``, ``- 1 -``, ``第 3 页 共 7 页``; a bare number is no page number: it may be a figure."""
    return len(text) < 30 and _PAGE.fullmatch(text) is not None


def unmarked(text: str) -> str:
    """The text without emphasis, inline tags and the brackets of links; spaces are made single."""
    if "<" in text:
        text = _TAGS.sub("", _LINK.sub(r"\1", text))
    if "**" in text:
        text = _STARS.sub(r"\1", text)
    return " ".join(text.replace("&nbsp;", " ").split())


def without_marked(text: str) -> str:
    """The text without inline tags and what stands between them: marks of a converter inside a value cell."""
    return unmarked(_MARKED.sub(" ", text))


def raised(text: str) -> str:
    """Text in superscript as characters of that kind: the number of a note behind a figure is no digit of it."""
    return text.translate(_RAISED)


def without_note(text: str) -> str:
    """A figure without the mark of a note behind it; any other text as it is."""
    match = _NOTE_MARK.fullmatch(text)
    return match["number"] if match else text


def has_markup(text: str) -> bool:
    """Whether tags or emphasis stand in the text."""
    return bool(_TAGS.search(text)) or bool(_STARS.search(text))


def is_running_title(line: Line, title: str) -> bool:
    """Whether the line repeats the title of the report at the head of a page."""
    return bool(title) and not line.cells and fold(line.text) == fold(title)
