"""校核结果清单（Excel）: one sheet of findings with a frozen head and filters, one line that says what it is of."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from govreport.documents.findings import Line, Listing
from govreport.documents.office.package import settled
from govreport.standards.finding import Severity

# Widths in characters: 序号, 级别, 位置, 问题, 两个数, 相差, 依据, 规则.
_WIDTHS = (6, 9, 24, 58, 9, 9, 8, 32, 8)
# Points of one line of text; a row is as high as its fullest cell, for not every program works that out itself.
_LINE, _MOST_POINTS = 17, 425
_FILLS = {Severity.ERROR: "#FBE9E7", Severity.WARNING: "#FFF6E0", Severity.HINT: "#F3F4F6"}
# A workbook states when it was made; ours must not depend on the clock.
NEVER = datetime(1980, 1, 1)


def findings_xlsx(listings: Sequence[Listing]) -> bytes:
    """One workbook, a sheet a report; the same findings give the same bytes.

    Nothing in it is a formula: text that begins like one is written as text.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": NEVER, "title": _("校核结果清单")})
    names: set[str] = set()
    for number, item in enumerate(listings, 1):
        _sheet(book, _sheet_name(item, number, names), item)
    book.close()
    return settled(target.getvalue())


def headings() -> tuple[str, ...]:
    """The columns of the list."""
    return (_("序号"), _("级别"), _("位置"), _("问题"), _("数一"), _("数二"), _("相差"), _("依据或理由"), _("规则"))


def _sheet_name(item: Listing, number: int, taken: set[str]) -> str:
    """At most 31 characters, none that Excel forbids, each once."""
    base = "".join(character for character in item.agency if character not in "[]:*?/\\'")[:24]
    name = base or _("校核结果")
    if name in taken:
        name = f"{name} {number}"
    taken.add(name)
    return name


def _sheet(book: Any, name: str, item: Listing) -> None:
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bg_color": "#E8EDF3", "border": 1, "text_wrap": True, "valign": "vcenter"})
    sheet.write_string(0, 0, _("《%(title)s》校核结果") % {"title": item.title}, heading)
    sheet.write_string(1, 0, summary(item))
    sheet.write_string(2, 0, item.caution)
    for column, (words, width) in enumerate(zip(headings(), _WIDTHS, strict=True)):
        sheet.write_string(3, column, words, head)
        sheet.set_column(column, column, width)
    fills = {
        severity: book.add_format({"bg_color": colour, "border": 1, "text_wrap": True, "valign": "top"})
        for severity, colour in _FILLS.items()
    }
    for place, line in enumerate(item.lines, 4):
        sheet.set_row(place, _height(_texts(line)))
        for column, text in enumerate(_texts(line)):
            sheet.write_string(place, column, text, fills[line.severity])
    if item.lines:
        sheet.autofilter(3, 0, 3 + len(item.lines), len(_WIDTHS) - 1)
    sheet.freeze_panes(4, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)


def _height(texts: Sequence[str]) -> int:
    """Points of a row: a Chinese character takes two places of a column, anything else one; some remain free."""
    lines = max(
        -(-sum(1 + (character > "\u2000") for character in text) // (width - 3))
        for text, width in zip(texts, _WIDTHS, strict=True)
    )
    return min(max(lines, 1) * _LINE, _MOST_POINTS)


def _texts(line: Line) -> tuple[str, ...]:
    return (
        str(line.number),
        line.word,
        line.place,
        line.message,
        line.left,
        line.right,
        line.difference,
        line.ground,
        line.rule,
    )


def summary(item: Listing) -> str:
    """须更正 2 项，须说明 1 项，提示 3 项；or that there is nothing."""
    if not item.lines:
        return _("没有发现问题。")
    return _("须更正 %(errors)s 项，须说明 %(warnings)s 项，提示 %(hints)s 项。") % {
        "errors": item.count(Severity.ERROR),
        "warnings": item.count(Severity.WARNING),
        "hints": item.count(Severity.HINT),
    }
