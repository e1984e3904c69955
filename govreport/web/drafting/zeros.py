"""空白填 0: names the blank cells of a table and asks once; then they are zero, and the journal says who did it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from govreport.reports.carried import locks_of
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import fill_zeros, unfill_zeros
from govreport.reports.services.zeros import blank_cells, last_filling
from govreport.standards.edition import Section
from govreport.web.desk.access import person, report_to_edit, signed_in
from govreport.web.desk.pages import latest, page
from govreport.web.desk.panel import section_name
from govreport.web.desk.templatetags.report_grid import aria_label
from govreport.web.drafting.filled import event_number
from govreport.web.drafting.section import section_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def zeros(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """Ask, or do what was agreed to: only the cells that were shown are filled. Http404 for a part without a table."""
    user = person(request)
    report = report_to_edit(user, pk)
    version = latest(report)
    part = section_of(version.edition, code)
    if part.table is None:
        raise Http404
    if request.method != "POST":
        context = {
            "report": report,
            "version": version,
            "section": part,
            "heading": section_name(version.edition, code),
            "cells": _blank(version, part),
        }
        return page(request, "drafting/zeros.html", context)
    try:
        saved = fill_zeros(version=version, addresses=request.POST.getlist("address"), by=user)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        filled = len(set(request.POST.getlist("address")) & set(saved.changed))
        messages.success(request, _("已把 %(count)s 个空白格填为 0，并已留痕。") % {"count": filled})
        if filling := last_filling(version, user):
            return redirect(f"{reverse('drafting:section', args=[pk, code])}?filled={filling.pk}")
    return redirect("drafting:section", pk, code)


@require_POST
@signed_in
def undo(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """撤销空白填 0: what one filling made 0 is blank again; back to the grid."""
    user = person(request)
    report = report_to_edit(user, pk)
    version = latest(report)
    section_of(version.edition, code)
    try:
        saved = unfill_zeros(version=version, event=event_number(request.POST.get("event", "")), by=user)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        cells = version.edition.cells
        count = sum(1 for address, text in saved.changed.items() if not text and not cells[address].derived)
        messages.success(request, _("已撤销填 0，%(count)s 格恢复为空白，并已留痕。") % {"count": count})
    return redirect("drafting:section", pk, code)


def _blank(version: Version, part: Section) -> list[tuple[str, str]]:
    """Address and name of every cell that would be filled; what last year's report determines is not among them."""
    document = document_of(version)
    locks = locks_of(version, document)
    edition, english = version.edition, (get_language() or "").startswith("en")
    return [
        (address, aria_label(edition.code, address, english=english))
        for address in blank_cells(document, part.table or "")
        if address not in locks
    ]
