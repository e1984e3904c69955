"""待办列表: the versions that wait for this person's decision or signature."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from govreport.checks.answers import AnswerState
from govreport.reports.models import Ruling, Version
from govreport.reports.selectors import all_with_previous
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.sheet import Sheet
from govreport.web.desk.todo import to_decide, to_revise

# Every line of a page is checked anew: a page stays well under a second.
LINES_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Waiting:
    """一件待办: a version with the number of its reasons to rule on, and of its findings without a reason."""

    version: Version
    reasons: int
    warnings: int
    hints: int


@require_safe
@signed_in
def queue(request: HttpRequest) -> HttpResponseBase:
    """Everything the person may decide on or publish, oldest first; ``?page=<number>`` turns the leaf."""
    user = person(request)
    waiting = to_decide(user)
    shown = Paginator(waiting, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {"lines": _lines(list(shown)), "shown": shown, "todo_count": len(waiting) + len(to_revise(user))}
    return page(request, "review/queue.html", context)


def _lines(versions: Sequence[Version]) -> list[Waiting]:
    """The lines of these versions, in their order; as many queries for one as for many."""
    prefetch_related_objects(versions, "explanations", "links")
    lines = []
    for version, (document, previous) in zip(versions, all_with_previous(versions), strict=True):
        explanations = list(version.explanations.all())
        sheet = Sheet(document, previous, explanations=explanations, links=tuple(version.links.all()))
        found = [finding.severity.value for finding in sheet.open]
        said = [answer.state for answer in sheet.answers].count(AnswerState.ANSWERED)
        said += sum(reason.ruling == Ruling.NONE for reason in sheet.reasons.values())
        lines.append(Waiting(version, said, found.count("warning"), found.count("hint")))
    return lines
