"""消息页: what a person was told, unread first, day by day; opened, a message leads to where something can be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from django.conf import settings
from django.contrib import messages as notes
from django.core.paginator import Page, Paginator
from django.db.models import Case, When
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from govreport.agencies.models import User
from govreport.notifications.kinds import ICONS, Kind
from govreport.notifications.models import Message
from govreport.notifications.reading import mark_read, messages_of, unread_count
from govreport.notifications.sentences import sentence
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.workflow.permissions import may_judge

LINES_A_PAGE: Final = 30
# Where messages that are not about a version lead.
_PAGES: Final = {
    "account.place": "account:devices",
    "account.begun": "account:devices",
    "account.restored": "account:devices",
    "account.password": "password",
    "account.second": "account:second",
    "account.second.set": "account:second",
    "account.recovery": "account:second",
    "account.key.added": "account:keys",
    "account.key.removed": "account:keys",
    "account.identity": "account:devices",
    "account.mail": "inbox:settings",
    Kind.ACCOUNT: "offices:posts",
    Kind.JOB: "jobs:list",
}


@dataclass(frozen=True, slots=True)
class Line:
    """一条消息 as it is listed."""

    message: Message
    text: str
    icon: str

    @property
    def fresh(self) -> bool:
        """Whether it is unread."""
        return self.message.read_at is None


@dataclass(frozen=True, slots=True)
class Day:
    """一天的消息; ``fresh`` those of the day that are unread, which stand above all that are read."""

    day: date
    fresh: bool
    lines: list[Line]


@require_safe
@signed_in
def messages(request: HttpRequest) -> HttpResponseBase:
    """The page; ``?kind=`` shows one kind, ``?page=`` turns the leaf."""
    user = person(request)
    kind = request.GET.get("kind", "") if request.GET.get("kind") in Kind.values else ""
    shown = _page(user, kind, request.GET.get("page"))
    unread = unread_count(user)
    context = {
        "days": list(_days(shown.object_list)),
        "page": shown,
        "kind": kind,
        "kinds": Kind.choices,
        "query": f"kind={kind}" if kind else "",
        "unread_count": unread,
        "keeps": settings.MESSAGES_KEEP_DAYS,
    }
    return page(request, "inbox/list.html", context)


def _page(user: User, kind: str, number: str | None) -> "Page[Message]":
    found = messages_of(user).filter(kind=kind) if kind else messages_of(user)
    unread_first = Case(When(read_at__isnull=True, then=0), default=1)
    ordered = found.order_by(unread_first, "-at", "-pk")
    return Paginator(ordered.select_related("actor", "version__report__agency"), LINES_A_PAGE).get_page(number)


def _days(found: Iterable[Message]) -> Iterable[Day]:
    lines = (Line(message, sentence(message), ICONS[message.kind]) for message in found)
    for (fresh, day), group in groupby(lines, key=lambda line: (line.fresh, timezone.localdate(line.message.at))):
        yield Day(day, fresh, list(group))


@require_safe
@signed_in
def opened(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Read one message: on to the page where something can be done about it; Http404 for other people's."""
    user = person(request)
    found = messages_of(user).filter(pk=pk)
    message = found.select_related("version__report__agency").first()
    if message is None:
        raise Http404
    if request.method == "GET":
        mark_read(found)
    return redirect(_target(user, message))


def _target(user: User, message: Message) -> str:
    """A page that the person may open as things are now."""
    if message.version is not None and message.code == "mistake":
        return reverse("drafting:mistakes", args=[message.version.report_id])
    if message.version is not None:
        judges = message.kind == Kind.TASK and may_judge(user, message.version)
        if judges:
            return reverse("review:decide", args=[message.version.pk])
        return reverse("drafting:report", args=[message.version.report_id])
    if message.kind == Kind.JOB and message.values.get("url"):
        return str(message.values["url"])
    return reverse(_PAGES.get(message.code, _PAGES.get(message.kind, "drafting:home")))


@require_POST
@signed_in
def mark(request: HttpRequest) -> HttpResponseBase:
    """已读: the message named ``message``, or all of the kind that is shown; back to the page."""
    user = person(request)
    found = messages_of(user)
    key, kind = request.POST.get("message", ""), request.POST.get("kind", "")
    if key.isdecimal() and len(key) <= 18:
        mark_read(found.filter(pk=int(key)))
    elif "all" in request.POST:
        count = mark_read(found.filter(kind=kind) if kind in Kind.values else found)
        told = ngettext("%(count)s 条消息标为已读。", "%(count)s 条消息标为已读。", count) % {"count": count}
        notes.success(request, told if count else _("没有未读的消息。"))
    where = reverse("inbox:list")
    return redirect(f"{where}?kind={kind}" if kind in Kind.values else where)
