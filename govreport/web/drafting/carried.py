"""上年结转: where it comes from, and the way to say why it differs."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from govreport.reports.carried import IN
from govreport.reports.errors import Refused
from govreport.reports.services.reasons import REASON_LIMIT, adopt_carried, explain_cells
from govreport.standards.edition import Section
from govreport.standards.numbers import format_number
from govreport.web.desk.access import person, report_to_edit, signed_in
from govreport.web.desk.pages import latest
from govreport.web.desk.panel import anchor
from govreport.web.desk.reasons import Carried, column, explained
from govreport.web.desk.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Box:
    """上年结转一栏: what stands above the table; ``year`` is last year."""

    year: int
    locked: tuple[Carried, ...]
    explained: tuple[Carried, ...]
    limit: int = REASON_LIMIT

    @property
    def differs(self) -> bool:
        """Whether a locked cell holds something else than last year's number."""
        return not all(item.agrees for item in self.locked)


def carried_box(sheet: Sheet, part: Section) -> Box | None:
    """What is to be said about 上年结转 in a section; None where it is not, or nothing ties it to last year."""
    if part.table != IN.split(".")[0] or not (sheet.locks or sheet.reasons) or not sheet.document.year:
        return None
    locked = [
        Carried(item.address, column(sheet, item.address), format_number(item.number), item.agrees)
        for item in sheet.locks.values()
        if sheet.editable
    ]
    return Box(sheet.document.year - 1, tuple(locked), explained(sheet))


@require_POST
@signed_in
def explain(request: HttpRequest, pk: int) -> HttpResponseBase:
    """说明原因: stores the reason and leads to the cell, which can be typed in now."""
    user = person(request)
    version = latest(report_to_edit(user, pk))
    addresses = request.POST.getlist("address")
    try:
        explain_cells(version=version, addresses=addresses, text=request.POST.get("text", ""), by=user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(_section(pk) + "#carried")
    return redirect(f"{_section(pk)}#{anchor(version.edition, 'sec3', addresses[0])}")


@require_POST
@signed_in
def adopt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """按上年数填写: every locked cell takes last year's number."""
    user = person(request)
    try:
        adopt_carried(version=latest(report_to_edit(user, pk)), by=user)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(_section(pk) + "#carried")


def _section(pk: int) -> str:
    return reverse("drafting:section", args=[pk, "sec3"])
