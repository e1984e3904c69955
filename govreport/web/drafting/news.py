"""他人改动: what an idle page asks now and then: has somebody else written, and is anybody else at work here."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.core.signing import Signer
from django.db.models import Count, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreport.agencies.models import User
from govreport.agencies.permissions import may_edit
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.notifications.models import Message
from govreport.notifications.reading import unread_count
from govreport.reports.models import Version
from govreport.standards.edition import Edition
from govreport.web.desk.access import person, report_for, signed_in_json
from govreport.web.desk.pages import latest
from govreport.web.desk.sheet import Sheet
from govreport.web.drafting.live import answer
from govreport.workflow.permissions import WRITING

# Whoever has changed something within this time counts as being at work on the report; nobody is locked out by it.
AT_WORK = timedelta(minutes=5)
# Stands where a row about a version has its number, in the row that counts messages.
_MESSAGES = -1


@require_safe
@signed_in_json
def news(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The report as it now is, if it is another one than ``If-None-Match`` names; else 304 without a body.

    ``?since=<mark>`` is the last event the page knows of, ``unread`` the number of messages it shows; ``said`` tells
    what others have done after it. Only reads:
    nothing about the session changes, so that an open page does not count as a person at work.
    """
    user = person(request)
    asked = request.headers.get("If-None-Match", "")
    if _still_stands(asked, pk, user, number_of(request, "unread")):
        return HttpResponseNotModified(headers={"ETag": asked})
    report = report_for(user, pk)
    version = latest(report)
    found = news_of(version, user, since=since_of(request))
    editable = version.editable and may_edit(user, report.agency)
    closed = _("这份报告现在是“%(state)s”，不能再修改。") % {"state": version.get_state_display()}
    sheet = replace(Sheet.held(version), editable=editable)
    data = {**answer(sheet), **found, "closed": "" if editable else closed, "unread": unread_count(user)}
    return JsonResponse(data, headers={"ETag": found["etag"], "Cache-Control": "no-store"})


def _still_stands(etag: str, report: int, user: User, unread: int | None) -> bool:
    """Whether what a page was told still holds, and its number of messages; one query, for there are many idle pages.

    What the person may see is not asked: the tag is signed for them and was given with the report itself, and that
    nothing has changed is all they learn.
    """
    text = etag.removeprefix('"').removesuffix('"').rpartition(":")[0]
    if etag != _etag(text, user):
        return False
    versions = (
        Version.objects.filter(report=report)
        .without_abandoned()
        .order_by()
        .values_list("pk", "number", "lock", "state")
    )
    subject = f"version:{text.partition('-')[0]}"
    there = _of_others(Event.objects.filter(subject=subject, at__gt=timezone.now() - AT_WORK), user)
    # One column of each kind beside the person, so that both can be asked at once.
    others = there.order_by().values_list("actor", Value(0), Value(0), Value("")).distinct()
    told = Message.objects.filter(person=user, read_at__isnull=True).order_by().values("person")
    counted = told.annotate(count=Count("pk")).values_list("count", Value(_MESSAGES), Value(0), Value(""))
    rows = list(versions.union(others, counted))
    pk, _number, lock, state = max((row for row in rows if row[3]), key=lambda row: row[1], default=(0, 0, 0, ""))
    present = sorted(row[0] for row in rows if not row[3] and row[1] != _MESSAGES)
    if text != _standing(pk, lock, state, present):
        return False
    stored = next((row[0] for row in rows if row[1] == _MESSAGES), 0)
    # Some of what is stored may not be shown: asked only where the numbers differ.
    return unread in (None, stored) or unread == unread_count(user)


def _of_others(events: QuerySet[Event], user: User) -> QuerySet[Event]:
    """What others wrote: whoever only remarked on the report or decided on it does not edit it."""
    return events.filter(action__in=WRITING).exclude(actor=user).exclude(actor=None)


def _standing(version: int, lock: int, state: str, others: Iterable[int]) -> str:
    return "-".join(str(part) for part in (version, lock, state, *others))


def _etag(text: str, user: User) -> str:
    """The tag of what a person was told; nobody else has it."""
    return f'"{Signer(salt=f"govreport.news.{user.pk}").sign(text)}"'


def since_of(request: HttpRequest) -> int | None:
    """The number of the last event a page knows of; None when it names none."""
    return number_of(request, "since")


def number_of(request: HttpRequest, name: str) -> int | None:
    """A number that a page sends along; None when it does not."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def mark_of(version: Version) -> int:
    """The number of the last event of a version, 0 without one."""
    events = Event.objects.filter(subject=version.subject).order_by("-pk")
    return events.values_list("pk", flat=True).first() or 0


def news_of(version: Version, user: User, *, since: int | None = None, mark: int | None = None) -> dict[str, Any]:
    """What a page needs in order to ask: ``mark`` and ``etag`` for the next time, ``present`` and ``said`` in words.

    With ``mark`` (``mark_of`` under a lock that was given back since) nothing later is told.
    """
    mark = mark_of(version) if mark is None else mark
    events = Event.objects.filter(subject=version.subject, pk__lte=mark)
    lately = timezone.now() - AT_WORK
    after = Q(at__gt=lately) | Q(pk__gt=mark if since is None else since)
    found = list(_of_others(events, user).filter(after).select_related("actor").order_by("pk"))
    present = ""
    if others := {event.actor.pk: str(event.actor) for event in found if event.actor and event.at > lately}:
        count = len(others)
        words = ngettext("另有 %(count)s 人正在编辑本报告", "另有 %(count)s 人正在编辑本报告", count)
        present = f"{words % {'count': count}}{_('：')}{'、'.join(others[pk] for pk in sorted(others))}"
    return {
        "mark": mark,
        "etag": _etag(_standing(version.pk, version.lock, version.state, sorted(others)), user),
        "present": present,
        "said": "" if since is None else said((event for event in found if event.pk > since), version.edition),
    }


def said(events: Iterable[Event], edition: Edition) -> str:
    """“李某刚修改了 3 格（10:32）。”: what these events of others, in their order, changed; nothing if they did not."""
    cells: dict[str, set[str]] = {}
    texts: dict[str, set[str]] = {}
    clock = ""
    for event in events:
        if event.action == actions.TEXT_FOLLOWED:
            continue
        who = str(event.actor)
        typed = _typed(event.payload, edition)
        cells.setdefault(who, set()).update(name for name in typed if "." in name)
        texts.setdefault(who, set()).update(name for name in typed if "." not in name)
        clock = f"{timezone.localtime(event.at):%H:%M}"
    sentences = [_sentence(who, len(cells[who]), len(texts[who]), clock) for who in cells if cells[who] or texts[who]]
    return (" " if (get_language() or "").startswith("en") else "").join(sentences)


def _typed(payload: dict[str, Any], edition: Edition) -> list[str]:
    """The names an event changed: cells that are typed (what follows from them is not counted), texts, the title."""
    sections = {section.code for section in edition.sections}
    inputs = {address for address, cell in edition.cells.items() if not cell.derived}
    return [name for name in payload if name in inputs or name in sections or name == "title"]


def _sentence(who: str, cells: int, texts: int, clock: str) -> str:
    words = {"who": who, "cells": cells, "texts": texts, "clock": clock}
    if cells and texts:
        return _("%(who)s刚修改了 %(cells)s 格和 %(texts)s 处文字（%(clock)s）。") % words
    if cells:
        form = ngettext(
            "%(who)s刚修改了 %(cells)s 格（%(clock)s）。", "%(who)s刚修改了 %(cells)s 格（%(clock)s）。", cells
        )
    else:
        form = ngettext(
            "%(who)s刚修改了 %(texts)s 处文字（%(clock)s）。", "%(who)s刚修改了 %(texts)s 处文字（%(clock)s）。", texts
        )
    return form % words
