"""批量检查结果（Excel）: every file of a batch in a row, and every finding of all of them in another sheet."""

import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

import xlsxwriter
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from govreport.batches.models import Batch, Reading
from govreport.documents.findings import Line
from govreport.documents.findings.xlsx import NEVER, headings
from govreport.documents.office.package import settled
from govreport.documents.render.text import printable

_FILES: Final = (6, 34, 10, 30, 10, 8, 8, 8, 8, 12, 44, 40)
_FINDINGS: Final = (30, 8, 10, 26, 60, 12, 12, 10, 34, 10)


def batch_workbook(batch: Batch) -> bytes:
    """All results of a batch, worst first; the same results give the same bytes. Nothing in it is a formula."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": NEVER, "title": printable(batch.name)})
    head = book.add_format({"bold": True, "bg_color": "#E8EDF3", "border": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"border": 1, "valign": "top"})
    readings = batch.readings.select_related("agency").order_by("-weight", "name", "pk")
    _sheet(
        book,
        _("各文件"),
        _FILES,
        _file_head(),
        (_file_row(n, item) for n, item in enumerate(readings, 1)),
        (head, cell),
    )
    rows = (row for item in readings.iterator(chunk_size=50) for row in _finding_rows(item))
    _sheet(book, _("全部问题"), _FINDINGS, _finding_head(), rows, (head, cell))
    book.close()
    return settled(target.getvalue())


def _sheet(
    book: Any,
    name: str,
    widths: Sequence[int],
    head: Sequence[str],
    rows: Iterable[Sequence[str | int]],
    formats: tuple[Any, Any],
) -> None:
    sheet = book.add_worksheet(name)
    for column, (word, width) in enumerate(zip(head, widths, strict=True)):
        sheet.write_string(0, column, word, formats[0])
        sheet.set_column(column, column, width)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(last, column, value, formats[1])
            else:
                sheet.write_string(last, column, printable(value)[:32_000], formats[1])
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, last, len(head) - 1)


def _file_head() -> Sequence[str]:
    return (
        _("序号"),
        _("机关"),
        _("年度"),
        _("文件"),
        _("读取"),
        _("须更正"),
        _("须说明"),
        _("提示"),
        _("疑点"),
        _("机关和年度"),
        _("需要确认的事项"),
        _("读不了的原因"),
    )


def _file_row(number: int, item: Reading) -> Sequence[str | int]:
    return (
        number,
        item.agency.name if item.agency else item.read_agency,
        item.year or item.read_year or "",
        item.name,
        str(item.get_state_display()),
        item.errors,
        item.warnings,
        item.hints,
        item.doubts,
        _("已确认") if item.confirmed_at else _("未确认"),
        item.note,
        item.why,
    )


def _finding_head() -> Sequence[str]:
    return (_("机关"), _("年度"), *headings()[1:])


def _finding_rows(item: Reading) -> Iterable[Sequence[str | int]]:
    if item.checked is None:
        return
    whose = item.agency.name if item.agency else item.read_agency or item.name
    for line in item.checked.listing(get_language()).lines:
        yield (whose, item.year or item.read_year or "", *_line(line))


def _line(line: Line) -> Sequence[str]:
    return (
        line.word,
        line.place,
        line.message,
        line.left,
        line.right,
        line.difference,
        line.ground,
        line.rule,
    )
