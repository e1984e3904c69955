"""导出: the events asked for as a table (CSV, XLSX) or as lines of JSON that can be checked elsewhere."""

import io
from collections.abc import Iterator
from itertools import islice
from typing import Final

import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreport.journal import actions
from govreport.journal.export import exported_lines
from govreport.journal.models import EventQuerySet
from govreport.journal.services import record
from govreport.journal.verify import of_agencies
from govreport.web.audit.access import audits, reach, seat
from govreport.web.audit.filters import EventFilter
from govreport.web.audit.home import query_of
from govreport.web.desk.access import person
from govreport.web.desk.entries import Entry, entries
from govreport.web.desk.spreadsheets import CSV, XLSX, csv_table

# Tables are for reading: the latest so many. Lines of JSON hold everything that was asked for.
MOST: Final = 20_000
_CHUNK: Final = 500
_WIDTHS: Final = (20, 14, 30, 22, 40, 70, 8, 18)


@require_safe
@audits
def csv_file(request: HttpRequest) -> HttpResponseBase:
    """A table for any program; a byte order mark, so that Excel reads the Chinese."""
    return _file(request, csv_table([headings(), *_rows(_asked(request))]), CSV, "csv")


@require_safe
@audits
def xlsx_file(request: HttpRequest) -> HttpResponseBase:
    """A workbook; nothing in it is a formula."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("操作记录"))
    head = book.add_format({"bold": True, "bg_color": "#E8EDF3", "border": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (words, width) in enumerate(zip(headings(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, head)
    for line, row in enumerate(_rows(_asked(request)), 1):
        for column, text in enumerate(row):
            sheet.write_string(line, column, text, body)
    sheet.freeze_panes(1, 0)
    book.close()
    return _file(request, target.getvalue(), XLSX, "xlsx")


@require_safe
@audits
def jsonl_file(request: HttpRequest) -> HttpResponseBase:
    """One event a line, agency by agency in the order of the chains, with all that a check needs."""
    data = "".join(exported_lines(_asked(request))).encode()
    return _file(request, data, "application/jsonl; charset=utf-8", "jsonl")


def headings() -> tuple[str, ...]:
    """The columns of the tables."""
    return (_("时间"), _("人员"), _("机关"), _("操作"), _("对象"), _("内容"), _("结果"), _("来源地址"))


def _asked(request: HttpRequest) -> EventQuerySet:
    form = EventFilter(request.GET)
    if not form.is_valid():
        raise PermissionDenied(_("筛选条件有误，没有导出。请回到操作记录核对日期。"))
    return form.apply(of_agencies(reach(person(request))))


def _rows(events: EventQuerySet) -> Iterator[tuple[str, ...]]:
    latest = iter(events.select_related("actor").order_by("-pk")[:MOST])
    while chunk := list(islice(latest, _CHUNK)):
        yield from (_row(entry) for entry in entries(chunk))


def _row(entry: Entry) -> tuple[str, ...]:
    event = entry.event
    changes = "\n".join(
        f"{item.label}：{item.became}" if item.was is None else f"{item.label}：{item.was} → {item.became}"
        for item in entry.changes
    )
    at = timezone.localtime(event.at).isoformat(sep=" ", timespec="seconds")
    outcome = _("成功") if event.succeeded else _("没有成功")
    return (at, str(event.actor or ""), entry.agency, event.display, entry.subject, changes, outcome, event.address)


def _file(request: HttpRequest, data: bytes, kind: str, suffix: str) -> HttpResponse:
    name = f"{_('操作记录')}-{timezone.localtime():%Y%m%d-%H%M}.{suffix}"
    if request.method == "GET":
        user, payload = person(request), {"file": name, "filter": query_of(request)}
        record(actions.JOURNAL_EXPORTED, by=user, agency=seat(user), subject="journal", payload=payload)
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
