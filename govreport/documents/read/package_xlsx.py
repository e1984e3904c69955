"""工作簿的解析: the sheets of an XLSX file with their texts, formulas and merged cells, and its defined names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from govreport.documents.read import words
from govreport.documents.read.office import opened
from govreport.documents.read.styles_xlsx import Looks, RichText, looks_of, rich_text
from govreport.documents.read.told import phrase as _
from govreport.documents.read.xml import parsed
from govreport.documents.render.xlsx import NAME, format_float
from govreport.standards.document import DocumentError

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK, _LINKS, _STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"
_CELL: Final = re.compile(r"^'?([^'!]{1,40})'?!\$?([A-Z]{1,3})\$?([0-9]{1,7})$")
_PLACE: Final = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")
# Sheets of ours are no larger; what a person wrote beyond that is not a report.
_MOST_ROWS, _MOST_SHEETS, _MOST_MERGED, _MOST_COLUMNS = 20_000, 20, 5_000, 500
_MOST_TEXT: Final = 10_000_000  # characters of a sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """工作表: text of its cells by place (“C5”), which of them are formulas, and merged areas (“A1:C2”).

    ``struck`` are cells that are crossed out, ``unseen`` those in a colour or format in which nobody sees them; their
    texts are among ``texts``. ``crossed`` are pieces of texts that are crossed out, by place, which are not.
    """

    texts: Mapping[str, str]
    formulas: frozenset[str]
    merged: tuple[str, ...] = ()
    hidden: bool = False
    cut: bool = False
    struck: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    crossed: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def is_seen(self, place: str) -> bool:
        """Whether somebody who looks at the sheet sees what stands at a place."""
        shut = row_of(place) in self.hidden_rows or column_of(place) in self.hidden_columns
        return not (self.hidden or shut or place in self.unseen)


def workbook(data: bytes) -> tuple[dict[str, Sheet], dict[str, tuple[str, str]]]:
    """The sheets by name in their order, and the defined names of ours: address → (sheet, place).

    Raises ``DocumentError`` for a file that is broken or not to be opened.
    """
    try:
        return _workbook(data)
    except (ValueError, LookupError, ArithmeticError) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(_("Excel 文件已损坏，无法读取。")) from error


def _workbook(data: bytes) -> tuple[dict[str, Sheet], dict[str, tuple[str, str]]]:
    found = opened(data, _BOOK, _LINKS, _STRINGS, _STYLES)
    if _BOOK not in found or _LINKS not in found:
        raise DocumentError(_("Excel 文件已损坏，无法读取。"))
    book = parsed(found[_BOOK])
    targets = {link.get("Id"): str(link.get("Target")) for link in parsed(found[_LINKS])}
    listed = list(book.iter(f"{_MAIN}sheet"))[:_MOST_SHEETS]
    files = {str(sheet.get("name")): _file(targets[sheet.get(_RELATION)]) for sheet in listed}
    hidden = {str(sheet.get("name")) for sheet in listed if sheet.get("state") in ("hidden", "veryHidden")}
    strings, looks = _strings(found.get(_STRINGS, b"")), looks_of(found.get(_STYLES, b""))
    parts = opened(data, *files.values())
    sheets = {
        name: _sheet(parts[file], strings, looks, name in hidden) for name, file in files.items() if file in parts
    }
    return sheets, _names(book)


def _file(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _names(book: Any) -> dict[str, tuple[str, str]]:
    found = {}
    for name in book.iter(f"{_MAIN}definedName"):
        match = _CELL.match(name.text or "")
        if match and str(name.get("name")).startswith(NAME):
            found[str(name.get("name")).removeprefix(NAME)] = (match[1], match[2] + match[3])
    return found


def _strings(data: bytes) -> list[RichText]:
    if not data:
        return []
    return [rich_text(item) for item in parsed(data).iter(f"{_MAIN}si")]


def _sheet(data: bytes, strings: list[RichText], looks: Looks, hidden: bool) -> Sheet:
    texts: dict[str, str] = {}
    crossed: dict[str, str] = {}
    formulas, struck, unseen = set(), set(), set()
    cut, length = False, 0
    root = parsed(data)
    for cell in root.iter(f"{_MAIN}c"):
        place = str(cell.get("r", ""))
        match = _PLACE.match(place)
        if match is None or int(match[2]) > _MOST_ROWS:
            cut = True
            continue
        if cell.find(f"{_MAIN}f") is not None:
            formulas.add(place)
        found = _cell(cell, strings)
        if found.crossed:
            crossed[place] = found.crossed
        if not found.text:
            continue
        texts[place] = found.text
        style = _number(cell.get("s"))
        struck |= {place} if style in looks.struck else set()
        unseen |= {place} if style in looks.unseen else set()
        # One long string may stand in every cell: small in the file, without end in memory.
        length += len(found.text)
        if length > _MOST_TEXT:
            raise DocumentError(words.too_long())
    merged = [str(area.get("ref", "")) for area in root.iter(f"{_MAIN}mergeCell")]
    return Sheet(
        texts,
        frozenset(formulas),
        tuple(merged[:_MOST_MERGED]),
        hidden,
        cut,
        struck=frozenset(struck),
        unseen=frozenset(unseen),
        crossed=crossed,
        hidden_rows=frozenset(_number(row.get("r")) for row in root.iter(f"{_MAIN}row") if _is_shut(row, "ht")),
        hidden_columns=_hidden_columns(root),
    )


def _hidden_columns(root: Any) -> frozenset[int]:
    found = set[int]()
    for item in root.iter(f"{_MAIN}col"):
        if _is_shut(item, "width"):
            found |= set(range(_number(item.get("min")) - 1, min(_number(item.get("max")), _MOST_COLUMNS)))
    return frozenset(found)


def _is_shut(item: Any, measure: str) -> bool:
    """Whether a row or column is hidden, or has no height or width."""
    size = str(item.get(measure, "1"))
    return item.get("hidden") in ("1", "true") or not size.replace("0", "").replace(".", "")


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else 0


def _cell(cell: Any, strings: list[RichText]) -> RichText:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return rich_text(cell)
    value = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return strings[int(value)]
    if kind in ("str", "b", "e") or not value:
        return RichText(value)
    return RichText(format_float(float(value)))


def row_of(place: str) -> int:
    """The row of a place, from 1; 0 for what is none."""
    match = _PLACE.match(place)
    return int(match[2]) if match else 0


def column_of(place: str) -> int:
    """The column of a place, A being 0; -1 for what is none."""
    match = _PLACE.match(place)
    number = 0
    for letter in match[1] if match else "":
        number = number * 26 + ord(letter) - 64
    return number - 1


def letters_of(column: int) -> str:
    """The letters of a column, 0 being A."""
    tens, ones = divmod(column, 26)
    return (letters_of(tens - 1) if tens else "") + chr(ord("A") + ones)
