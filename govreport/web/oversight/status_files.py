"""导出报送进度: the list as it is filtered, as Excel or CSV."""

import io
from collections.abc import Sequence
from typing import Final

import xlsxwriter
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreport.calls.models import Contact
from govreport.calls.standing import Line
from govreport.documents.render.text import printable
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.spreadsheets import CSV, XLSX, csv_table
from govreport.web.oversight.batch_access import download
from govreport.web.oversight.scope import field_of
from govreport.web.oversight.status import shown

_WIDTHS: Final = (34, 16, 10, 10, 12, 10, 10, 12, 18, 8, 12, 20)


@require_safe
@signed_in
def status_file(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list as a file; ``kind`` is xlsx or csv."""
    field = field_of(request, person(request))
    if kind not in ("xlsx", "csv"):
        raise Http404
    lines = shown(request, field).lines
    contacts = {item.agency_id: item for item in Contact.objects.filter(agency__in=[line.agency for line in lines])}
    rows = [_row(line, contacts.get(line.agency)) for line in lines]
    name = _("%(year)s年度年报报送进度") % {"year": field.year}
    if kind == "csv":
        return download(csv_table([_head(), *rows]), CSV, f"{name}.csv")
    return download(_xlsx(name, rows), XLSX, f"{name}.xlsx")


def _head() -> Sequence[str]:
    return (
        _("机关"),
        _("机关代码"),
        _("层级"),
        _("状态"),
        _("期限"),
        _("已准予延期"),
        _("逾期天数"),
        _("公布日期"),
        _("最近变动"),
        _("催报次数"),
        _("联系人"),
        _("电话"),
    )


def _row(line: Line, contact: Contact | None) -> Sequence[str | int]:
    return (
        line.name,
        line.code,
        line.level_name,
        str(line.state_name),
        line.due.day.isoformat(),
        _("是") if line.due.extended else "",
        line.days_late,
        line.public_on.isoformat() if line.public_on else "",
        f"{localtime(line.changed_at):%Y-%m-%d %H:%M}" if line.changed_at else "",
        line.calls,
        contact.name if contact else "",
        contact.phone if contact else "",
    )


def _xlsx(name: str, rows: Sequence[Sequence[str | int]]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": name})
    head = book.add_format({"bold": True, "bg_color": "#E8EDF3", "border": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"border": 1, "valign": "top"})
    sheet = book.add_worksheet(_("报送进度"))
    for column, (word, width) in enumerate(zip(_head(), _WIDTHS, strict=True)):
        sheet.write_string(0, column, word, head)
        sheet.set_column(column, column, width)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value, cell)
            else:
                sheet.write_string(number, column, printable(value), cell)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(_WIDTHS) - 1)
    book.close()
    return target.getvalue()
