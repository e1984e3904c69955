"""他人改动: what an idle page asks now and then: has somebody else written, and is anybody else at work here."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreport.agencies.models import User
from govreport.agencies.permissions import may_edit
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.reports.models import Version
from govreport.standards.edition import Edition
from govreport.web.desk.access import person, report_for, signed_in_json
from govreport.web.desk.pages import latest
from govreport.web.desk.sheet import Sheet
from govreport.web.drafting.live import answer

# Whoever has changed something within this time counts as being at work on the report; nobody is locked out by it.
AT_WORK = timedelta(minutes=5)


@require_safe
@signed_in_json
def news(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The report as it now is, if it is another one than ``If-None-Match`` names; else 304 without a body.

    ``?since=<mark>`` is the last event the page knows of; ``said`` tells what others have done after it. Only reads:
    nothing about the session changes, so that an open page does not count as a person at work.
    """
    user = person(request)
    report = report_for(user, pk)
    version = latest(report)
    found = news_of(version, user, since=since_of(request))
    if request.headers.get("If-None-Match") == found["etag"]:
        return HttpResponseNotModified(headers={"ETag": found["etag"]})
    editable = version.editable and may_edit(user, report.agency)
    closed = _("这份报告现在是“%(state)s”，不能再修改。") % {"state": version.get_state_display()}
    sheet = Sheet.of(version, editable=editable)
    data = {**answer(sheet), **found, "closed": "" if editable else closed}
    return JsonResponse(data, headers={"ETag": found["etag"], "Cache-Control": "no-store"})


def since_of(request: HttpRequest) -> int | None:
    """The number of the last event a page knows of; None when it names none."""
    text = request.GET.get("since", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def news_of(version: Version, user: User, *, since: int | None = None) -> dict[str, Any]:
    """What a page needs in order to ask: ``mark`` and ``etag`` for the next time, ``present`` and ``said`` in words."""
    events = Event.objects.filter(subject=version.subject)
    mark = events.order_by("-pk").values_list("pk", flat=True).first() or 0
    recent = events.filter(at__gt=timezone.now() - AT_WORK).exclude(actor=user).exclude(actor=None)
    others = {event.actor_id: str(event.actor) for event in recent.select_related("actor").order_by("actor_id")}
    present = ""
    if others:
        count = len(others)
        words = ngettext("另有 %(count)s 人正在编辑本报告", "另有 %(count)s 人正在编辑本报告", count)
        present = f"{words % {'count': count}}{_('：')}{'、'.join(others.values())}"
    parts = [version.pk, version.lock, version.state, *others]
    return {
        "mark": mark,
        "etag": f'"{"-".join(str(part) for part in parts)}"',
        "present": present,
        "said": "" if since is None else said(version, user, since),
    }


def said(version: Version, user: User, since: int) -> str:
    """“李某刚修改了 3 格（10:32）。”: what others have changed in a version after an event; nothing if nobody has."""
    after = Event.objects.filter(subject=version.subject, pk__gt=since).exclude(actor=user).exclude(actor=None)
    after = after.exclude(action=actions.TEXT_FOLLOWED)
    cells: dict[str, set[str]] = {}
    texts: dict[str, set[str]] = {}
    clock = ""
    for event in after.select_related("actor").order_by("pk"):
        who = str(event.actor)
        typed = _typed(event.payload, version.edition)
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
