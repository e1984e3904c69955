"""导出汇总: every cell with its sum, one line each, and the agencies that are missing, as Excel or CSV."""

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import xlsxwriter
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreport.documents.render.text import printable
from govreport.reports.rollup import Rollup, rollup
from govreport.standards.numbers import format_number
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.spreadsheets import CSV, XLSX, csv_table
from govreport.web.oversight.batch_access import download
from govreport.web.oversight.rollup import asked

Line = Sequence[str | int | Decimal | None]
_WIDTHS: Final = (34, 60, 8, 16, 12, 16)
# A spreadsheet keeps fifteen digits of a number; longer ones are written as text.
_DIGITS: Final = 15


@require_safe
@signed_in
def rollup_file(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The sums as a file; ``kind`` is xlsx or csv. The same address parameters as the page."""
    found = asked(request, person(request))
    if kind not in ("xlsx", "csv"):
        raise Http404
    result = rollup(found.agencies, found.year, found.basis)
    place = found.here.agency.name if found.here else found.office.name
    name = _("%(place)s%(year)s年度数据汇总") % {"place": place, "year": found.year}
    missing = [agency.name for agency in found.missing]
    if kind == "csv":
        return download(_csv(result, missing), CSV, f"{name}.csv")
    return download(_xlsx(result, missing, name), XLSX, f"{name}.xlsx")


def _head() -> Sequence[str]:
    return _("单元格"), _("位置"), _("单位"), _("合计"), _("空白的份数"), _("各机关所填总计相加")


def _lines(result: Rollup) -> Iterator[Line]:
    for address, cell in result.edition.cells.items():
        if not cell.numeric:
            continue
        fee = cell.table == "fee"
        value = result.fee.get(cell.row) if fee else result.figures[address]
        blank = None if fee else result.blanks[address]
        yield address, cell.place, cell.unit, value, blank, result.stated.get(address)


def _facts(result: Rollup, missing: Sequence[str]) -> Iterator[Line]:
    yield _("计入的年报（份）"), result.reports
    yield _("缺少的年报（份）"), len(missing)


def _csv(result: Rollup, missing: Sequence[str]) -> bytes:
    """The missing agencies stand below the sums."""
    below: list[Line] = [(_("没有计入的机关"),), *((name,) for name in missing)] if missing else []
    return csv_table([*_facts(result, missing), _head(), *_lines(result), *below])


def _xlsx(result: Rollup, missing: Sequence[str], name: str) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": name})
    head = book.add_format({"bold": True, "bg_color": "#E8EDF3", "border": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"border": 1, "valign": "top"})
    sheet = book.add_worksheet(_("汇总"))
    for column, (word, width) in enumerate(zip(_head(), _WIDTHS, strict=True)):
        sheet.write_string(0, column, word, head)
        sheet.set_column(column, column, width)
    for number, line in enumerate(_lines(result), 1):
        for column, value in enumerate(line):
            _put(sheet, (number, column), value, cell)
    sheet.freeze_panes(1, 2)
    other = book.add_worksheet(_("没有计入的机关"))
    other.set_column(0, 0, 40)
    for number, fact in enumerate(_facts(result, missing)):
        for column, value in enumerate(fact):
            _put(other, (number, column), value, cell)
    for number, agency in enumerate(missing, 3):
        other.write_string(number, 0, printable(agency), cell)
    book.close()
    return target.getvalue()


def _put(sheet: xlsxwriter.worksheet.Worksheet, place: tuple[int, int], value: object, cell: object) -> None:
    row, column = place
    if value is None:
        sheet.write_blank(row, column, None, cell)
    elif isinstance(value, int | Decimal) and len(str(value)) <= _DIGITS:
        sheet.write_number(row, column, value, cell)
    else:
        text = format_number(value) if isinstance(value, Decimal) else str(value)
        sheet.write_string(row, column, text, cell)
