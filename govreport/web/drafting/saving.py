"""保存: what was typed goes to the services as it was typed; scripts get the report back as it now is."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.contrib import messages
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from govreport.agencies.models import User
from govreport.reports.errors import Refused
from govreport.reports.held import held_document
from govreport.reports.models import Report, Version
from govreport.reports.services import (
    Conflict,
    Known,
    Overtaken,
    adopt_totals,
    save_cells,
    save_fee,
    save_title,
    write_narrative,
)
from govreport.reports.services.locking import attempt, in_hand, latest_for_edit, locked_for_edit
from govreport.reports.turns import in_turn
from govreport.web.desk.access import asks_once, person, report_to_edit, signed_in, signed_in_json
from govreport.web.desk.pages import latest
from govreport.web.desk.sheet import Sheet
from govreport.web.drafting.each import store_each
from govreport.web.drafting.linked import told_of, told_unlinked
from govreport.web.drafting.live import answer
from govreport.web.drafting.meeting import as_json, read_known, refused_as_json
from govreport.web.drafting.news import mark_of, news_of, since_of

# More than every cell and text of any edition together.
MOST_NAMES = 1_000


def _store(version: Version, typed: Mapping[str, str], user: User, known: Known, told: list[str]) -> list[Conflict]:
    """Store what was typed, by name: cells by address, ``fee.<item>``, ``sections.<code>``, ``title``.

    What somebody else has changed meanwhile (``known`` says what the browser has seen) is left as it is and returned;
    what became of linked numbers is added to ``told``. Raises ``Refused`` with the sentence of the service that
    declines.
    """
    conflicts: list[Conflict] = []
    said: list[str] = []
    fee = {name.removeprefix("fee."): text for name, text in typed.items() if name.startswith("fee.")}
    sections = {name.removeprefix("sections."): text for name, text in typed.items() if name.startswith("sections.")}
    apart = {"title", *(f"fee.{item}" for item in fee), *(f"sections.{code}" for code in sections)}
    if cells := {name: text for name, text in typed.items() if name not in apart}:
        saved = save_cells(version=version, cells=cells, by=user, known=known)
        conflicts += saved.conflicts
        said += told_of(saved.followed, version.edition)
    if fee:
        saved = save_fee(version=version, values=fee, by=user, known=known)
        conflicts += saved.conflicts
        said += told_of(saved.followed, version.edition)
    for code, text in sections.items():
        seen = known.get(f"sections.{code}", ())
        with _collected(conflicts):
            written = write_narrative(version=version, section=code, text=text, by=user, known=seen)
            said += told_unlinked(written, version.edition)
    if "title" in typed:
        with _collected(conflicts):
            save_title(version=version, title=typed["title"], by=user, known=known.get("title", ()))
    told += said
    return conflicts


def store_what_can_be(
    version: Version, typed: Mapping[str, str], user: User, known: Known, told: list[str] | None = None
) -> tuple[list[Conflict], dict[str, str]]:
    """Store what was typed, place by place: what is declined is returned by name with its sentence.

    Names as in ``_store``. Within a transaction. Raises ``Refused`` when nothing of the version may be changed.
    """
    current = locked_for_edit(version, user)
    conflicts: list[Conflict] = []
    said: list[str] = [] if told is None else told

    def attempted(part: Mapping[str, str]) -> None:
        with attempt(current):
            conflicts.extend(_store(current, part, user, known, said))

    with in_hand(current):
        return conflicts, store_each(typed, attempted)


@contextmanager
def _collected(conflicts: list[Conflict]) -> Iterator[None]:
    try:
        yield
    except Overtaken as overtaken:
        conflicts.append(overtaken.conflict)


@require_POST
@signed_in_json
@asks_once
def save(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Store ``{"values": {name: text}, "known": {name: [text, …]}, "by": <who typed>}``.

    Answers the whole report as it now is and what was left as somebody else has written it, or 400 or 409 and a
    sentence.
    """
    user = person(request)
    report = report_to_edit(user, pk)
    values, known, by = _values(request)
    if values is None:
        return JsonResponse({"message": _("没有看懂要保存的内容，请刷新页面后再试。")}, status=400)
    if by != user.pk:
        # Somebody else has signed in since in this browser; the work of one is never saved in the name of another.
        message = _("现在登录的是“%(name)s”。请用填写时的账号重新登录，填写的内容留在本机。")
        return JsonResponse({"message": message % {"name": user}}, status=409)
    # Kept until the answer is made: the arithmetic of others would stand in the way of the one that is writing.
    with in_turn():
        return _saved(request, report, values, known)


def _saved(request: HttpRequest, report: Report, values: dict[str, str], known: Known) -> JsonResponse:
    """The answer to a save: everything that can be stored is, in one transaction."""
    user = person(request)
    told: list[str] = []
    try:
        with transaction.atomic():
            current = latest_for_edit(report, user)
            if current is None:
                raise Http404
            # Asked for by the texts that follow and by the answer.
            prefetch_related_objects([current], "links")
            with in_hand(current):
                conflicts, declined = store_what_can_be(current, values, user, known, told)
            # What the page will take for its own must not be what somebody wrote a moment later.
            document, mark = held_document(current), mark_of(current)
            prefetch_related_objects([current], "links")
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=409)
    # Others wait to write until the transaction is over: what is only shown is asked afterwards.
    sheet = Sheet.held(current, document)
    news = news_of(current, user, since=since_of(request), mark=mark)
    apart = {"conflicts": as_json(conflicts, sheet.edition), "refused": refused_as_json(declined, sheet.edition)}
    return JsonResponse({**answer(sheet), **news, **apart, "told": told})


def _values(request: HttpRequest) -> tuple[dict[str, str] | None, Known, object]:
    """The names and texts of the request (None when it is not of the agreed form), what was known, and who typed."""
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException):
        # The last: a form of several parts, which the check of its token has read already.
        return None, {}, None
    values = data.get("values") if isinstance(data, dict) else None
    if not isinstance(values, dict) or len(values) > MOST_NAMES:
        return None, {}, None
    if not all(isinstance(text, str) for text in values.values()):
        return None, {}, None
    return values, read_known(data.get("known")), data.get("by")


@require_POST
@signed_in
def totals(request: HttpRequest, pk: int) -> HttpResponseBase:
    """采用计算值: a declared total takes the number its parts add up to; back to the section it was asked from."""
    user = person(request)
    report = report_to_edit(user, pk)
    version = latest(report)
    addresses = request.POST.getlist("address")
    try:
        adopt_totals(version=version, addresses=addresses, by=user)
    except Refused as refused:
        messages.error(request, str(refused))
    section = request.POST.get("section", "")
    if section in {item.code for item in version.edition.sections}:
        return redirect("drafting:section", pk, section)
    return redirect("drafting:report", pk)
