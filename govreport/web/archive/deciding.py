"""核对一件的各步: decide about a place of a reading, or confirm the rest, by its author alone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from govreport.archive import correct
from govreport.archive.models import Item
from govreport.documents.imports.items import Confirming
from govreport.reports.errors import Refused
from govreport.web.archive.access import item_for
from govreport.web.archive.item import item_page, shown_page
from govreport.web.desk.access import asks_json, person, signed_in
from govreport.web.desk.imports.posted import posted, typed_back
from govreport.web.desk.imports.words import left_apart


@require_POST
@signed_in
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Confirm or put right one place, take it back (``undo``), or keep what was typed in fields of many (``posted``).

    Scripts are answered with what has changed.
    """
    user = person(request)
    own = item_for(user, pk)
    name = request.POST.get("name", "")
    try:
        if "undo" in request.POST:
            state = correct.undo(item=own, names=(name,), by=user)
        else:
            known = own.confirming
            texts, kept = posted(request, known) if known else ({}, ())
            state = correct.decide(item=own, texts=texts, as_printed=kept, by=user)
    except Refused as refused:
        if asks_json(request):
            return JsonResponse({"message": str(refused)}, status=422)
        if not own.open or own.batch.by_id != user.pk:
            messages.error(request, str(refused))
            return redirect("archive:item", own.pk)
        return shown_page(request, own, user, at=name, typed=typed_back(request), problem=str(refused))
    return _answer(request, own, state, name, stay="undo" in request.POST)


@require_POST
@signed_in
def rest(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Confirm as read whatever is left."""
    user = person(request)
    own = item_for(user, pk)
    try:
        state = correct.confirm_rest(item=own, by=user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("archive:item", own.pk)
    if state.left:
        messages.warning(request, left_apart(len(state.left)))
    return _answer(request, own, state, "")


def _answer(request: HttpRequest, own: Item, state: Confirming, name: str, *, stay: bool = False) -> HttpResponse:
    found = item_page(own, state, name)
    if asks_json(request):
        findings = render_to_string("desk/imports/findings.html", {"found": found}, request)
        return JsonResponse(found.answer() | {"findings": findings})
    at = name if stay or not found.next else found.next
    where = reverse("archive:item", args=[own.pk])
    return redirect(f"{where}?at={at}#doubt-{at}" if at else where)
