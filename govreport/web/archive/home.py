"""归档历史年报: what the person handed in, and what waits for the person's confirmation."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from govreport.archive.decide import being_confirmed, failures, latest_confirming
from govreport.archive.judging import judge_all
from govreport.archive.models import Batch, ItemState
from govreport.archive.permissions import may_request_for
from govreport.archive.selectors import batches_of, waiting_for
from govreport.web.archive.access import refuse_others
from govreport.web.archive.rows import Row, existing_url
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.progress import progress

PAGE_SIZE = 20
# What is confirmed at once.
MOST = 200
# Seconds after which a page that waits for the confirming is asked for again.
WAIT = 4


@dataclass(frozen=True, slots=True)
class Line:
    """一批: how many of its items are in which state."""

    batch: Batch
    states: tuple[tuple[str, str, int], ...]
    count: int


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponseBase:
    """Both lists; whoever has no post for either is told."""
    user = person(request)
    refuse_others(user)
    shown = Paginator(batches_of(user), PAGE_SIZE).get_page(request.GET.get("page"))
    job = latest_confirming(user)
    waiting = waiting_for(user).exclude(pk__in=being_confirmed(job) if job else ())
    context = {
        "page": shown,
        "lines": [_line(batch) for batch in shown.object_list],
        "waiting": [Row(judged, existing_url(judged, user)) for judged in judge_all(list(waiting[:MOST]))],
        "confirming": progress(job) if job else None,
        "failed": failures(job) if job else [],
        "refresh": WAIT if job and job.is_open else None,
        "may_request": may_request_for(user).exists(),
    }
    return page(request, "archive/home.html", context)


def _line(batch: Batch) -> Line:
    items = list(batch.items.all())
    counted = [(state.value, str(state.label), sum(item.state == state for item in items)) for state in ItemState]
    return Line(batch, tuple(entry for entry in counted if entry[2]), len(items))
