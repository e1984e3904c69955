"""本系统 Excel 文件的读取: a report from a workbook of ours, as it stands now: filled in, corrected or untouched.

Cells are found by their defined names. Text that is just what was written comes back exactly as the hidden sheet has
it; whatever a person has changed is read as typed. Sums that add up by themselves are computed, never read.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from govreport.documents.read import sheet_words
from govreport.documents.read.blocks import Blocks, Carried
from govreport.documents.read.own import read_json
from govreport.documents.read.package_xlsx import Sheet, row_of, workbook
from govreport.documents.read.result import Doubt
from govreport.documents.read.sheets import blocks_of_sheets
from govreport.documents.render.tables import cell_text
from govreport.documents.render.xlsx import DATA, MORE, TEXTS, cover_lines, text_rows
from govreport.standards.cell_rules import storable
from govreport.standards.characters import clean
from govreport.standards.derive import computed
from govreport.standards.document import CELL_LIMIT, Document
from govreport.standards.numbers import Kind, parse_number


def read_xlsx(data: bytes) -> Carried | Blocks:
    """A document from a workbook that this system wrote, from others what stands in their sheets.

    Raises ``DocumentError`` for a file that is broken or not to be opened.
    """
    sheets, names = workbook(data)
    if DATA not in sheets or not names:
        return blocks_of_sheets(sheets)
    rows = sorted(sheets[DATA].texts.items(), key=lambda item: row_of(item[0]))
    base = read_json("".join(text for _place, text in rows))
    changed = _figures(base, sheets, names)
    changed = _cover(changed, sheets, names)
    whole = _sections(changed, sheets.get(TEXTS, Sheet({}, frozenset())))
    return Carried(whole, tuple(_unseen(whole, sheets, names)))


# --- 内容 ----------------------------------------------------------------------------------------------------


def _figures(base: Document, sheets: Mapping[str, Sheet], names: Mapping[str, tuple[str, str]]) -> Document:
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


def _unseen(document: Document, sheets: Mapping[str, Sheet], names: Mapping[str, tuple[str, str]]) -> Iterator[Doubt]:
    """Doubts about cells that somebody has crossed out or hidden: their figures are read all the same."""
    for address in document.format.figure_cells:
        name, place = names.get(address, ("", ""))
        sheet = sheets.get(name)
        if sheet is None or not (text := cell_text(document, address)):
            continue
        if place in sheet.struck:
            yield Doubt(address, sheet_words.struck_but_read(text))
        elif crossed := sheet.crossed.get(place, ""):
            yield Doubt(address, sheet_words.struck_in_cell(crossed, name, place))
        if not sheet.is_seen(place):
            yield Doubt(address, sheet_words.hidden_but_read(text))


def _cover(base: Document, sheets: Mapping[str, Sheet], names: Mapping[str, tuple[str, str]]) -> Document:
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


def _sections(base: Document, sheet: Sheet) -> Document:
    """The texts as they stand; a section of which no row was changed comes back exactly."""
    now = _by_section(_rows(sheet))
    before = _by_section((code, text) for code, _title, text in text_rows(base))
    sections = dict(base.sections)
    for section in base.format.sections:
        code = section.code
        if section.kind != "table" and now.get(code, "") != before.get(code, ""):
            sections[code] = clean(now.get(code, "")).strip("\n")
    return base.replace(sections=sections)


def _rows(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Code and text of every row; a row that somebody put in belongs to the section above it."""
    last = ""
    for row in range(1, max((row_of(place) for place in sheet.texts), default=0) + 1):
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
