"""导入确认的各步: decide about a place, confirm the rest, leave parts out, take over, discard."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from govreport.documents.imports import services
from govreport.documents.imports.items import Confirming
from govreport.reports.errors import Refused
from govreport.reports.models import ImportedFile
from govreport.web.desk.access import asks_json, person, signed_in
from govreport.web.desk.imports.page import ImportPage
from govreport.web.desk.imports.posted import posted, typed_back
from govreport.web.desk.imports.words import left_apart
from govreport.web.drafting.imports.views import import_page, import_to_edit, shown_page

Step = Callable[[HttpRequest, ImportedFile], HttpResponseBase]


def _step(step: Step) -> Callable[..., HttpResponseBase]:
    """A step of an import the person may decide about; taken by a form only."""

    @require_POST
    @signed_in
    @wraps(step)
    def guarded(request: HttpRequest, pk: int) -> HttpResponseBase:
        imported = import_to_edit(person(request), pk)
        if imported.unread and step.__name__ != "discard":
            return redirect("drafting:import", imported.pk)
        return step(request, imported)

    return guarded


@_step
def decide(request: HttpRequest, imported: ImportedFile) -> HttpResponseBase:
    """Confirm or correct one place, take it back (``undo``), or keep what was typed in fields of many (``posted``).

    Scripts are answered with what has changed.
    """
    user = person(request)
    name = request.POST.get("name", "")
    try:
        if "undo" in request.POST:
            state = services.undo(imported=imported, names=(name,), by=user)
        else:
            texts, kept = posted(request, services.confirming(imported))
            state = services.decide(imported=imported, texts=texts, as_printed=kept, by=user)
    except Refused as refused:
        if asks_json(request):
            return JsonResponse({"message": str(refused)}, status=422)
        return shown_page(request, imported, user, at=name, typed=typed_back(request), problem=str(refused))
    return _answer(request, imported, state, name, stay="undo" in request.POST)


@_step
def confirm_rest(request: HttpRequest, imported: ImportedFile) -> HttpResponseBase:
    """Confirm as read whatever is left."""
    try:
        state = services.confirm_rest(imported=imported, by=person(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("drafting:home")
    if state.left:
        messages.warning(request, left_apart(len(state.left)))
    return _answer(request, imported, state, "")


@_step
def parts(request: HttpRequest, imported: ImportedFile) -> HttpResponseBase:
    """Which parts are taken over: those that are ticked of those that were shown."""
    known, ticked = request.POST.getlist("shown"), set(request.POST.getlist("take"))
    try:
        taken = {code: code in ticked for code in known}
        state = services.take_parts(imported=imported, taken=taken, by=person(request))
    except Refused as refused:
        if asks_json(request):
            return JsonResponse({"message": str(refused)}, status=422)
        messages.error(request, str(refused))
        return redirect("drafting:import", imported.pk)
    return _answer(request, imported, state, "")


@_step
def confirm(request: HttpRequest, imported: ImportedFile) -> HttpResponseBase:
    """Take the file over into its report."""
    try:
        version = services.confirm(imported=imported, by=person(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("drafting:import", imported.pk)
    messages.success(request, _("“%(name)s”已导入，原文件留存在报告的校核汇总页。") % {"name": imported.name})
    return redirect("drafting:report", version.report_id)


@_step
def into(request: HttpRequest, imported: ImportedFile) -> HttpResponseBase:
    """Read the file into the draft that its agency has for its year already."""
    try:
        services.aim_at_draft(imported=imported, by=person(request))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("drafting:import", imported.pk)


@_step
def discard(request: HttpRequest, imported: ImportedFile) -> HttpResponseBase:
    """Give the import up."""
    try:
        services.discard(imported=imported, by=person(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已放弃导入“%(name)s”，报告没有改动。") % {"name": imported.name})
    return redirect("drafting:report", imported.report_id) if imported.report_id else redirect("drafting:home")


def _answer(
    request: HttpRequest, imported: ImportedFile, state: Confirming, name: str, *, stay: bool = False
) -> HttpResponse:
    found = import_page(imported, state, name)
    if asks_json(request):
        return JsonResponse(found.answer() | {"findings": _findings(request, found)})
    at = name if stay or not found.next else found.next
    where = reverse("drafting:import", args=[imported.pk])
    return redirect(f"{where}?at={at}#doubt-{at}" if at else where)


def _findings(request: HttpRequest, found: ImportPage) -> str:
    return render_to_string("desk/imports/findings.html", {"found": found}, request)
