"""操作记录: the events an audit administrator looks through, newest first, a page at a time by their keys."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from govreport.journal.models import Event, EventQuerySet
from govreport.journal.verify import of_agencies
from govreport.web.audit.access import audits, reach
from govreport.web.audit.filters import EventFilter
from govreport.web.desk.access import person
from govreport.web.desk.entries import entries
from govreport.web.desk.pages import page

A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """一页: the events, and where older and newer ones begin (0: there are none)."""

    events: list[Event]
    older: int = 0
    newer: int = 0


@require_safe
@audits
def home(request: HttpRequest) -> HttpResponseBase:
    """The list; ``?before=`` and ``?after=`` are keys of events, everything else asks for certain events."""
    form = EventFilter(request.GET)
    asked = form.apply(of_agencies(reach(person(request))))
    shown = one_page(asked, before=_key(request, "before"), after=_key(request, "after"))
    context = {
        "form": form,
        "entries": entries(shown.events),
        "shown": shown,
        "query": query_of(request),
        "paged": bool({"before", "after"} & request.GET.keys()),
    }
    return page(request, "audit/home.html", context, status=200 if form.is_valid() else 422)


def one_page(events: EventQuerySet, *, before: int | None, after: int | None) -> Shown:
    """Fifty events; costs the same wherever in the journal they stand."""
    events = events.select_related("actor")
    if after is not None:
        found = list(events.filter(pk__gt=after).order_by("pk")[: A_PAGE + 1])
        more, found = len(found) > A_PAGE, found[:A_PAGE][::-1]
        return Shown(found, found[-1].pk if found else after + 1, found[0].pk if more else 0)
    older = events.filter(pk__lt=before) if before is not None else events
    found = list(older.order_by("-pk")[: A_PAGE + 1])
    more, found = len(found) > A_PAGE, found[:A_PAGE]
    newer = found[0].pk if found and before is not None else 0
    return Shown(found, found[-1].pk if more else 0, newer)


def query_of(request: HttpRequest) -> str:
    """What was asked for, for the addresses of other pages and of files."""
    return urlencode([(name, value) for name in EventFilter.base_fields if (value := request.GET.get(name, ""))])


def _key(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
