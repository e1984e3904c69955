"""审签列表: 待办, 已办 and 我发起的: what waits for this person, what the person has dealt with, and sent off."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from govreport.agencies.models import User
from govreport.checks.answers import AnswerState
from govreport.publishing.timed import being_made
from govreport.publishing.withdraw import to_settle
from govreport.reports.models import Ruling, State, Version
from govreport.reports.models.version import UNPUBLISHED
from govreport.reports.selectors import all_with_previous
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.sheet import Sheet
from govreport.web.desk.todo import to_decide, to_revise
from govreport.web.review.narrowing import Narrowed, Versions
from govreport.web.review.waiting import Waits, waits
from govreport.workflow.selectors import begun_by, done_by, step_of

# Every line of a page is checked anew: a page stays well under a second.
LINES_A_PAGE = 30
TABS: Final[dict[str, Promise]] = {
    "waiting": gettext_lazy("待办"),
    "done": gettext_lazy("已办"),
    "begun": gettext_lazy("我发起的"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """一件待办、已办或我发起的: a version, where it stands, and where to go on.

    ``reasons`` are to be ruled on, ``warnings`` and ``hints`` open; ``clear`` when nothing is left to look at;
    ``under_way`` until it is public, ``releasing`` while its files are made.
    """

    version: Version
    step: str
    action: str
    url: str
    reasons: int = 0
    warnings: int = 0
    hints: int = 0
    clear: bool = False
    under_way: bool = True
    waits: Waits = Waits()  # noqa: RUF009 (frozen)
    releasing: bool = False


@require_safe
@signed_in
def queue(request: HttpRequest) -> HttpResponseBase:
    """One of the three lists; ``?tab=waiting|done|begun`` chooses, ``?page=<number>`` turns the leaf.

    ``?year=`` and ``?agency=`` (a code) leave out the others.
    """
    return show(request)


def show(request: HttpRequest, *, note: str = "", problem: str = "", status: int = 200) -> HttpResponse:
    """The page of lists; ``note`` brings back what was typed for several reports at once."""
    user = person(request)
    tab = request.GET.get("tab", "") if request.GET.get("tab") in TABS else "waiting"
    waiting = to_decide(user)
    every = _of(tab, user, waiting)
    narrowed = Narrowed.of(request, every)
    found: Page[Version] = Paginator(narrowed.apply(every), LINES_A_PAGE).get_page(request.GET.get("page"))
    versions = list(found.object_list)
    requests = to_settle(user)
    context = {
        "tab": tab,
        "tabs": [
            (code, label, len(waiting) + len(requests) if code == "waiting" else 0) for code, label in TABS.items()
        ],
        "requests": requests if tab == "waiting" else [],
        "narrowed": narrowed,
        "lines": _lines(versions, tab),
        "shown": found,
        "reminds": tab == "begun" and any(version.state in UNPUBLISHED for version in versions),
        "note": note,
        "problem": problem,
        "todo_count": len(waiting) + len(to_revise(user)) + len(requests),
    }
    return page(request, "review/queue.html", context, status=status)


def _of(tab: str, user: User, waiting: list[Version]) -> Versions:
    if tab == "done":
        return done_by(user)
    return begun_by(user) if tab == "begun" else waiting


def _lines(versions: Sequence[Version], tab: str) -> list[Line]:
    lines = _waiting(versions) if tab == "waiting" else [_line(version, tab) for version in versions]
    if tab == "done":
        return lines
    known, moving = waits(versions), being_made(versions)
    keys = [(line, line.version.pk) for line in lines]
    return [replace(line, waits=known[key], releasing=key in moving) for line, key in keys]


def _waiting(versions: Sequence[Version]) -> list[Line]:
    """The lines of these versions, in their order; as many queries for one as for many."""
    prefetch_related_objects(versions, "explanations", "links")
    lines = []
    for version, (document, previous) in zip(versions, all_with_previous(versions), strict=True):
        explanations = list(version.explanations.all())
        sheet = Sheet(document, previous, explanations=explanations, links=tuple(version.links.all()))
        found = [finding.severity.value for finding in sheet.open]
        said = [answer.state for answer in sheet.answers].count(AnswerState.ANSWERED)
        said += sum(reason.ruling == Ruling.NONE for reason in sheet.reasons.values())
        clear = version.state == State.IN_REVIEW and not found and not said
        action, url = str(_ACTIONS[State(version.state)]), reverse("review:decide", args=[version.pk])
        step = step_of(version)
        lines.append(Line(version, step, action, url, said, found.count("warning"), found.count("hint"), clear))
    return lines


_ACTIONS: Final = {
    State.IN_REVIEW: gettext_lazy("去审核"),
    State.APPROVED: gettext_lazy("去发布"),
    State.HANDED_IN: gettext_lazy("去办理"),
    State.ACCEPTED: gettext_lazy("去发布"),
}


def _line(version: Version, tab: str) -> Line:
    url = reverse("review:decide", args=[version.pk])
    if tab == "begun":
        url = reverse("drafting:report", args=[version.report_id])
    return Line(version, step_of(version), _("查看"), url, under_way=version.state in UNPUBLISHED)
