"""本系统 Excel 文件的读取: a report from a workbook of ours, as it stands now: filled in, corrected or untouched.

Cells are found by their defined names. Text that is just what was written comes back exactly as the hidden sheet has
it; whatever a person has changed is read as typed. Sums that add up by themselves are computed, never read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from lxml import etree

from govreport.documents.office.package import safe_parser
from govreport.documents.read.office import opened
from govreport.documents.read.own import read_json
from govreport.documents.render.tables import cell_text
from govreport.documents.render.xlsx import DATA, MORE, NAME, TEXTS, cover_lines, format_float, text_rows
from govreport.standards.cell_rules import storable
from govreport.standards.characters import clean
from govreport.standards.derive import computed
from govreport.standards.document import CELL_LIMIT, Document, DocumentError
from govreport.standards.numbers import Kind, parse_number

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK, _LINKS, _STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_CELL: Final = re.compile(r"^'?([^'!]{1,40})'?!\$?([A-Z]{1,3})\$?([0-9]{1,7})$")
_PLACE: Final = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Sheets of ours are no larger; what a person wrote beyond that is not a report.
_MOST_ROWS, _MOST_SHEETS = 20_000, 20


@dataclass(frozen=True, slots=True)
class _Sheet:
    """工作表: text of its cells by place (“C5”), and which of them are formulas."""

    texts: Mapping[str, str]
    formulas: frozenset[str]


def read_xlsx(data: bytes) -> Document:
    """A document from a workbook that this system wrote; raises ``DocumentError`` for others."""
    try:
        sheets, names = _workbook(data)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(_("Excel 文件已损坏，无法读取。")) from error
    if DATA not in sheets or not names:
        raise DocumentError(_("这个 Excel 文件不是本系统生成的，暂不能读取。请另存为文本文件后重试。"))
    rows = sorted(sheets[DATA].texts.items(), key=lambda item: _row(item[0]))
    base = read_json("".join(text for _place, text in rows))
    changed = _figures(base, sheets, names)
    changed = _cover(changed, sheets, names)
    return _sections(changed, sheets.get(TEXTS, _Sheet({}, frozenset())))


# --- 工作簿 --------------------------------------------------------------------------------------------------


def _workbook(data: bytes) -> tuple[dict[str, _Sheet], dict[str, tuple[str, str]]]:
    """The sheets by name, and the defined names of ours: address → (sheet, place)."""
    found = opened(data, _BOOK, _LINKS, _STRINGS)
    if _BOOK not in found or _LINKS not in found:
        raise DocumentError(_("这个 Excel 文件不是本系统生成的，暂不能读取。请另存为文本文件后重试。"))
    book = etree.fromstring(found[_BOOK], parser=safe_parser())
    targets = {
        link.get("Id"): str(link.get("Target")) for link in etree.fromstring(found[_LINKS], parser=safe_parser())
    }
    files = {
        str(sheet.get("name")): "xl/" + targets[sheet.get(_RELATION)].removeprefix("/xl/")
        for sheet in list(book.iter(f"{_MAIN}sheet"))[:_MOST_SHEETS]
    }
    strings = _strings(found.get(_STRINGS, b""))
    parts = opened(data, *files.values())
    sheets = {name: _sheet(parts[file], strings) for name, file in files.items() if file in parts}
    return sheets, _names(book)


def _names(book: Any) -> dict[str, tuple[str, str]]:
    found = {}
    for name in book.iter(f"{_MAIN}definedName"):
        match = _CELL.match(name.text or "")
        if match and str(name.get("name")).startswith(NAME):
            found[str(name.get("name")).removeprefix(NAME)] = (match[1], match[2] + match[3])
    return found


def _strings(data: bytes) -> list[str]:
    if not data:
        return []
    return [_text(item) for item in etree.fromstring(data, parser=safe_parser()).iter(f"{_MAIN}si")]


def _text(item: Any) -> str:
    """The text of a string item; phonetic runs, which repeat it, are left out."""
    pieces = [
        text.text or ""
        for text in item.iter(f"{_MAIN}t")
        if text.getparent().tag != f"{_MAIN}rPh"
    ]  # fmt: skip
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), "".join(pieces))


def _sheet(data: bytes, strings: list[str]) -> _Sheet:
    texts: dict[str, str] = {}
    formulas = set()
    for cell in etree.fromstring(data, parser=safe_parser()).iter(f"{_MAIN}c"):
        place = str(cell.get("r", ""))
        match = _PLACE.match(place)
        if match is None or int(match[2]) > _MOST_ROWS:
            continue
        if cell.find(f"{_MAIN}f") is not None:
            formulas.add(place)
        if text := _cell(cell, strings):
            texts[place] = text
    return _Sheet(texts, frozenset(formulas))


def _cell(cell: Any, strings: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return strings[int(value)]
    if kind in ("str", "b", "e") or not value:
        return value
    return format_float(float(value))


def _row(place: str) -> int:
    match = _PLACE.match(place)
    return int(match[2]) if match else 0


# --- 内容 ----------------------------------------------------------------------------------------------------


def _figures(base: Document, sheets: Mapping[str, _Sheet], names: Mapping[str, tuple[str, str]]) -> Document:
    """The cells as they stand: unchanged ones from the data, changed ones as typed, sums that the workbook makes."""
    values: dict[str, Decimal | None] = {}
    printed = dict(base.printed)
    sums = set()
    for address, cell in base.format.figure_cells.items():
        if address not in names or names[address][0] not in sheets:
            continue
        sheet, place = sheets[names[address][0]], names[address][1]
        if place in sheet.formulas:
            sums.add(address)
            continue
        text = clean(sheet.texts.get(place, "")).strip()[:CELL_LIMIT]
        if text == cell_text(base, address):
            continue
        printed.pop(address, None)
        number = parse_number(text) if cell.numeric else None
        if number and number.kind is Kind.NUMBER and number.value is not None and storable(cell, number.value):
            values[address] = number.value
            if not number.plain:
                printed[address] = text
        else:
            values[address] = None
            if text:
                printed[address] = text
    figures = base.figures.replace(values)
    totals = computed(base.edition, figures)
    return base.replace(figures=figures.replace({item: totals[item] for item in sums & set(totals)}), printed=printed)


def _cover(base: Document, sheets: Mapping[str, _Sheet], names: Mapping[str, tuple[str, str]]) -> Document:
    """Title, agency, year and fee statement as they stand on the cover."""
    fee = dict(base.fee)
    changes: dict[str, Any] = {}
    for name, _label, before in cover_lines(base):
        if name not in names or names[name][0] not in sheets:
            continue
        text = clean(sheets[names[name][0]].texts.get(names[name][1], "")).strip()
        if text == before.strip():
            continue
        if name == "title":
            changes["title"] = text[:200]
        elif name.startswith("fee."):
            reading = parse_number(text)
            fee[name.removeprefix("fee.")] = reading.value if reading.kind is Kind.NUMBER else None
    return base.replace(fee=fee, **changes)


def _sections(base: Document, sheet: _Sheet) -> Document:
    """The texts as they stand; a section of which no row was changed comes back exactly."""
    now = _by_section(_rows(sheet))
    before = _by_section((code, text) for code, _title, text in text_rows(base))
    sections = dict(base.sections)
    for section in base.format.sections:
        code = section.code
        if section.kind != "table" and now.get(code, "") != before.get(code, ""):
            sections[code] = clean(now.get(code, "")).strip("\n")
    return base.replace(sections=sections)


def _rows(sheet: _Sheet) -> Iterator[tuple[str, str]]:
    """Code and text of every row; a row that somebody put in belongs to the section above it."""
    last = ""
    for row in range(1, max((_row(place) for place in sheet.texts), default=0) + 1):
        last = sheet.texts.get(f"A{row}", "") or last.removesuffix(MORE)
        if last:
            yield last, sheet.texts.get(f"C{row}", "")


def _by_section(rows: Iterator[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, text in rows:
        own = code.removesuffix(MORE)
        joint = "" if code.endswith(MORE) or own not in found else "\n"
        found[own] = found.get(own, "") + joint + text
    return found
