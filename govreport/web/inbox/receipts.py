"""回执: every hand-in, acceptance and publication a person may see, with the hash of the content and its PDF."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.core.paginator import Paginator
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.reports.models import Report, Version
from govreport.web.desk.access import person, report_for, signed_in
from govreport.web.desk.pages import page

LINES_A_PAGE: Final = 30
# The steps by which a report leaves somebody's hands; every step has a receipt, on 办理经过.
STEPS: Final = (
    actions.SUBMITTED,
    actions.APPROVED,
    actions.HANDED_IN,
    actions.ACCEPTED,
    actions.PUBLISHED,
    actions.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class Line:
    """一份回执."""

    event: Event
    version: Version
    sha256: str


@require_safe
@signed_in
def receipts(request: HttpRequest) -> HttpResponseBase:
    """Of all reports the person may see, or of one (``?report=<number>``; Http404 for strangers), newest first."""
    user = person(request)
    asked = request.GET.get("report", "")
    report = report_for(user, int(asked)) if asked.isdecimal() and len(asked) <= 18 else None
    found = Paginator(_events(user, report), LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "lines": list(_lines(found.object_list)),
        "page": found,
        "report": report,
        "query": f"report={report.pk}" if report else "",
    }
    return page(request, "inbox/receipts.html", context)


def _events(user: User, report: Report | None) -> "QuerySet[Event]":
    versions = Version.objects.visible_to(user)
    if report is not None:
        versions = versions.filter(report=report)
    subjects = versions.annotate(key=Concat(Value("version:"), Cast("pk", CharField()))).values("key")
    sealed = Event.objects.filter(action__in=STEPS, subject__in=subjects, payload__has_key="sha256")
    return sealed.select_related("actor").order_by("-pk")


def _lines(events: Iterable[Event]) -> Iterable[Line]:
    found = list(events)
    keys = {int(event.subject.removeprefix("version:")) for event in found}
    versions = Version.objects.with_report().in_bulk(keys)
    for event in found:
        version = versions[int(event.subject.removeprefix("version:"))]
        yield Line(event, version, str(event.payload["sha256"]))
