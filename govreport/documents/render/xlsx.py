"""年报数据表（Excel）: the official tables of a report as a workbook, and the same workbook blank, to be filled in.

Every cell of the standard has a defined name (``govreport.t3.new_received.total``), so that it is found again wherever
it stands. A hidden sheet carries the exchange format; a cell that nobody changed comes back exactly as it was.
"""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from govreport.documents.office.package import settled
from govreport.documents.render.json import script_data
from govreport.documents.render.model import paper
from govreport.documents.render.places import placed
from govreport.documents.render.tables import OfficialTable, TableCell, cell_text, official_table
from govreport.documents.render.text import printable
from govreport.standards.derive import derivations
from govreport.standards.document import Document
from govreport.standards.edition import Edition
from govreport.standards.numbers import format_number

NAME: Final = "govreport."
COVER, TEXTS, DATA = "封面", "文字", "数据"
# A cell of a workbook holds 32,767 characters; longer paragraphs go on in the next row.
PIECE: Final = 30_000
# A number of a workbook is exact to fifteen digits; longer ones are written as text.
EXACT_DIGITS: Final = 15
MORE: Final = "+"
_NEVER = datetime(1980, 1, 1)
# Column widths in characters by the way a table is drawn: the first columns, then all others.
_WIDTHS: Final = {"bands": (30, 22), "matrix": (8, 14, 44, 11), "blocks": (10,), "list": (62, 8, 18)}


def render_xlsx(document: Document) -> bytes:
    """The report as a workbook; the same report gives the same bytes."""
    return _workbook(document, template=False)


def filling_template(document: Document) -> bytes:
    """填报模板: the same workbook for filling in: totals add up by themselves, labels are locked, figures checked.

    ``document`` is a blank report of the year, with the agency's name and what is known already.
    """
    return _workbook(document, template=True)


def _workbook(document: Document, *, template: bool) -> bytes:
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": printable(document.title)[:200], "created": _NEVER, "company": ""})
    styles = _styles(book)
    own = document.format
    _cover(book, styles, document, template=template)
    for table in own.tables:
        _table(book, styles, document, table.code, template=template)
    _texts(book, styles, document, template=template)
    _data(book, document)
    book.close()
    return settled(target.getvalue())


def _styles(book: Any) -> dict[str, Any]:
    edge = {"border": 1, "valign": "vcenter", "text_wrap": True}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "label": book.add_format({**edge, "bg_color": "#F3F4F6", "indent": 1}),
        "head": book.add_format({**edge, "bg_color": "#E8EDF3", "align": "center"}),
        "figure": book.add_format({**edge, "align": "center", "num_format": "General", "locked": False}),
        "total": book.add_format({**edge, "align": "center", "bg_color": "#F3F4F6", "num_format": "General"}),
        "words": book.add_format({**edge, "align": "left", "locked": False}),
        "text": book.add_format({"text_wrap": True, "valign": "top", "locked": False}),
        "note": book.add_format({"font_color": "#5B6470", "text_wrap": True, "valign": "top"}),
    }


# --- 封面 ----------------------------------------------------------------------------------------------------


def cover_lines(document: Document) -> Iterator[tuple[str, str, str]]:
    """Name, label and text of each line of the cover: what the report is, and its fee statement."""
    yield "title", "标题", printable(document.title)
    yield "agency", "机关全称", printable(document.agency.name)
    yield "year", "年度", str(document.year or "")
    for item in document.format.fee:
        value = document.fee.get(item.code)
        yield f"fee.{item.code}", f"{item.label}（{item.unit}）", "" if value is None else format_number(value)


def _cover(book: Any, styles: dict[str, Any], document: Document, *, template: bool) -> None:
    sheet = book.add_worksheet(COVER)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 70)
    sheet.write_string(0, 0, paper(document).title, styles["title"])
    for row, (name, label, text) in enumerate(cover_lines(document), 2):
        sheet.set_row(row, 22)
        sheet.write_string(row, 0, label, styles["label"])
        _value(sheet, row, 1, text, styles["figure" if name.startswith("fee.") else "words"])
        _name(book, name, COVER, row, 1)
    row += 2
    sheet.write_string(row, 0, f"格式依据：{document.format.instrument}", styles["note"])
    if template:
        hint = "请在白色格中填写，没有的填 0；合计自动计算。填好后在系统中选择“从文件开始”。"
        sheet.write_string(row + 1, 0, hint, styles["note"])
        sheet.protect()
    _print(sheet)


# --- 表 ------------------------------------------------------------------------------------------------------


def _table(book: Any, styles: dict[str, Any], document: Document, code: str, *, template: bool) -> None:
    official = official_table(document, code)
    sheet_name = document.format.table(code).name
    sheet = book.add_worksheet(sheet_name)
    widths = _columns(sheet, official)
    sheet.write_string(0, 0, official.layout.title, styles["title"])
    where: dict[str, tuple[int, int]] = {}
    lines: Counter[int] = Counter()
    for y, x, shown in placed((*official.head, *official.body), len(official.columns)):
        row, span = y + 2, shown.cell
        if span.address is None and span.rowspan == 1:
            lines[row] = max(lines[row], _lines(shown, widths[x : x + span.colspan]))
        style = styles[_style(shown, document.format)]
        if span.rowspan > 1 or span.colspan > 1:
            sheet.merge_range(row, x, row + span.rowspan - 1, x + span.colspan - 1, "", style)
        if span.address is None:
            sheet.write_string(row, x, shown.text, style)
            continue
        where[span.address] = (row, x)
        _value(sheet, row, x, cell_text(document, span.address), style)
        _name(book, span.address, sheet_name, row, x)
    for row, count in lines.items():
        sheet.set_row(row, 6 + 14 * count)
    if template:
        _make_fillable(sheet, styles, document.format, where)
    sheet.freeze_panes(2 + len(official.head), 0)
    if official.layout.layout in ("matrix", "blocks"):
        sheet.set_landscape()
    _print(sheet)


def _style(shown: TableCell, own: Edition) -> str:
    if shown.cell.address is None:
        return "head" if shown.tag == "th" and shown.cell.kind != "stub" else "label"
    cell = own.figure_cells[shown.cell.address]
    if not cell.numeric:
        return "words"
    return "total" if cell.derived else "figure"


def _columns(sheet: Any, official: OfficialTable) -> list[int]:
    """Set the widths of the columns; returns them."""
    known = _WIDTHS[official.layout.layout]
    widths = [known[min(column, len(known) - 1)] for column in official.columns]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    return widths


def _lines(shown: TableCell, widths: Sequence[int]) -> int:
    """How many lines a label needs in columns of these widths; programs do not find it where cells are merged."""
    return -(-2 * len(shown.text) // max(sum(widths) - 1, 1))


def _value(sheet: Any, row: int, column: int, text: str, style: Any) -> None:
    """A plain number as a number, everything else as text, nothing as a blank cell."""
    if not text:
        sheet.write_blank(row, column, None, style)
    elif _plain(text):
        sheet.write_number(row, column, float(text), style)
    else:
        sheet.write_string(row, column, text[:PIECE], style)


def _plain(text: str) -> bool:
    digits = text.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit() and len(digits) <= EXACT_DIGITS and text == format_float(float(text))


def format_float(value: float) -> str:
    """A number of a workbook as plain digits."""
    whole = int(value) if value == int(value) else None
    return str(whole) if whole is not None else format(value, "f").rstrip("0") if "e" in repr(value) else repr(value)


def _make_fillable(sheet: Any, styles: dict[str, Any], own: Edition, where: dict[str, tuple[int, int]]) -> None:
    """Totals as sums, figures that must be numbers, labels that cannot be changed by mistake."""
    sums = dict(derivations(own.code))
    for address, (row, column) in where.items():
        cell = own.figure_cells[address]
        parts = sums[address].addresses if address in sums else ()
        if parts:
            terms = ",".join(xl_rowcol_to_cell(*where[part]) for part in parts)
            sheet.write_formula(row, column, f"=SUM({terms})", styles["total"])
        elif cell.numeric:
            kind = "integer" if cell.type == "int" else "decimal"
            least = {"criteria": ">=", "value": 0} if cell.type != "signed" else {"criteria": ">=", "value": -(10**9)}
            sheet.data_validation(
                row,
                column,
                row,
                column,
                {
                    "validate": kind,
                    **least,
                    "error_type": "warning",
                    "error_title": "请核对",
                    "error_message": f"{cell.place}应填{'整数' if kind == 'integer' else '数字'}，没有请填 0。"[:255],
                },
            )
    sheet.protect()


# --- 文字 ----------------------------------------------------------------------------------------------------


def text_rows(document: Document) -> Iterator[tuple[str, str, str]]:
    """Code, title and text of every row of the sheet of texts: a row a paragraph, long ones in several."""
    for section in document.format.sections:
        if section.kind == "table":
            continue
        text = printable_lines(document.sections.get(section.code, ""))
        for number, line in enumerate(text.split("\n")):
            for start in range(0, max(len(line), 1), PIECE):
                title = (section.title or section.name) if not number and not start else ""
                yield section.code + (MORE if start else ""), title, line[start : start + PIECE]


def printable_lines(text: str) -> str:
    """The text as it can be shown, line by line."""
    return "\n".join(printable(line) for line in text.split("\n"))


def _texts(book: Any, styles: dict[str, Any], document: Document, *, template: bool) -> None:
    sheet = book.add_worksheet(TEXTS)
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 2, 110)
    for row, (code, title, text) in enumerate(text_rows(document)):
        sheet.write_string(row, 0, code)
        sheet.write_string(row, 1, title, styles["note"])
        sheet.write_string(row, 2, text, styles["text"])
    if template:
        sheet.write_comment(0, 2, "一段一行；可以插入行。")
    _print(sheet)


def _data(book: Any, document: Document) -> None:
    sheet = book.add_worksheet(DATA)
    data = script_data(document)
    for row, start in enumerate(range(0, len(data), PIECE)):
        sheet.write_string(row, 0, data[start : start + PIECE])
    sheet.very_hidden()


def _name(book: Any, name: str, sheet: str, row: int, column: int) -> None:
    cell = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
    book.define_name(f"{NAME}{name}", f"='{sheet}'!{cell}")


def _print(sheet: Any) -> None:
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
