"""办理经过（全部）: everything done to a report in every version, with what stood there before and after."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from govreport.journal.models import Event
from govreport.reports.models import Report
from govreport.web.desk.entries import entries
from govreport.web.desk.pages import latest, page

A_PAGE: Final = 50


def whole_history(request: HttpRequest, report: Report) -> HttpResponse:
    """Newest first; ``?before=`` is the key of an event."""
    subjects = [version.subject for version in report.versions.order_by("number")]
    events = Event.objects.filter(subject__in=subjects).select_related("actor").order_by("-pk")
    before = request.GET.get("before", "")
    paged = before.isascii() and before.isdigit() and len(before) < 19
    if paged:
        events = events.filter(pk__lt=int(before))
    found = list(events[: A_PAGE + 1])
    context = {
        "report": report,
        "version": latest(report),
        "entries": entries(found[:A_PAGE]),
        "older": found[A_PAGE - 1].pk if len(found) > A_PAGE else 0,
        "paged": paged,
    }
    return page(request, "drafting/whole_history.html", context)
