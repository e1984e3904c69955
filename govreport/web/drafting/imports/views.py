"""导入确认: the page, the original file, and the pages of a PDF as pictures."""

import io
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from govreport.agencies.models import User
from govreport.agencies.permissions import may_edit, may_view
from govreport.documents.imports.items import Confirming
from govreport.documents.imports.pictures import page_picture
from govreport.documents.imports.scanned import job_of
from govreport.documents.imports.services import confirming, keep_file, refusal, report_of
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import ImportedFile, ImportState, Report
from govreport.reports.selectors import current_version
from govreport.standards.document import DocumentError
from govreport.web.desk.access import person, report_for, report_to_edit, signed_in
from govreport.web.desk.imports.beside import beside
from govreport.web.desk.imports.page import ImportPage
from govreport.web.desk.pages import latest, page
from govreport.web.desk.progress import progress
from govreport.web.drafting.forms import UploadForm

Typed = Mapping[str, str] | None

# Seconds after which a page that waits for the recognition is asked for again.
WAIT = 4


def import_for(user: User, pk: int) -> ImportedFile:
    """An import the person may see: its agency's drafters; once confirmed, all who may see the report.

    Http404 for strangers, PermissionDenied with a sentence for other posts.
    """
    imports = ImportedFile.objects.select_related("agency", "report__agency", "created_by", "settled_by")
    imported = imports.filter(pk=pk).first()
    if imported is None or imported.state == ImportState.DISCARDED:
        raise Http404
    if imported.state == ImportState.CONFIRMED and imported.report_id:
        report_for(user, imported.report_id)
        return imported
    return _for_drafters(user, imported)


def import_to_edit(user: User, pk: int) -> ImportedFile:
    """An import the person may decide about; the same answers."""
    imported = import_for(user, pk)
    return _for_drafters(user, imported)


def _for_drafters(user: User, imported: ImportedFile) -> ImportedFile:
    if may_edit(user, imported.agency):
        return imported
    if may_view(user, imported.agency):
        raise PermissionDenied(_("只有本机关的起草人可以办理导入确认。"))
    raise Http404


@require_safe
@signed_in
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page; ``?at=<place>`` says what is looked at, ``?page=<number>`` which page of a PDF."""
    user = person(request)
    imported = import_for(user, pk)
    if imported.unread:
        return _waiting_page(request, imported)
    return shown_page(request, imported, user, at=request.GET.get("at", ""))


def _waiting_page(request: HttpRequest, imported: ImportedFile) -> HttpResponse:
    """A scan that is being recognised, how far that is, and what can be done where it came to nothing."""
    job = job_of(imported)
    waits = job is not None and job.is_open
    context = {"imported": imported, "line": progress(job) if job else None, "refresh": WAIT if waits else None}
    return page(request, "drafting/imports/recognising.html", context)


def import_page(imported: ImportedFile, state: Confirming, at: str = "", typed: Typed = None) -> ImportPage:
    """What the page shows of an import, whatever happens to it next."""
    version = current_version(imported.report) if imported.report and imported.open else None
    draft = document_of(version) if version else None
    language = str(imported.read.get("language", "zh-hans"))
    return ImportPage(state, at, typed, language=language, open=imported.open, draft=draft)


def shown_page(
    request: HttpRequest,
    imported: ImportedFile,
    user: User,
    *,
    at: str = "",
    typed: Typed = None,
    problem: str = "",
) -> HttpResponse:
    """The page as it is now; with what was typed and could not be kept, and why."""
    found = import_page(imported, confirming(imported), at, typed)
    editable = imported.open and may_edit(user, imported.agency)
    existing = report_of(imported, found.state) if editable and not imported.report_id else None
    context: dict[str, Any] = {
        **beside(request, found, imported.source, _ways(imported), editable=editable),
        "imported": imported,
        "parts_taken": reverse("drafting:import-parts", args=[imported.pk]),
        "confirm_box": "drafting/imports/confirm_box.html",
        "refused": refusal(imported=imported, by=user) if editable else "",
        "problem": problem,
        "existing": existing,
        "draft_exists": existing is not None and (version := current_version(existing)) and version.editable,
        "other_agency": _other_agency(found, imported),
    }
    return page(request, "drafting/imports/page.html", context, status=422 if problem else 200)


def _ways(imported: ImportedFile) -> dict[str, str]:
    """Where the forms of the page go; pictures are numbered in the stead of 0."""
    names = {"decide": "import-decide", "rest": "import-rest", "file": "import-file"}
    ways = {key: reverse(f"drafting:{name}", args=[imported.pk]) for key, name in names.items()}
    return ways | {"picture": reverse("drafting:import-picture", args=[imported.pk, 0])}


def _other_agency(found: ImportPage, imported: ImportedFile) -> bool:
    name = found.state.read.agency.name
    return bool(name) and name not in (imported.agency.name, imported.agency.short_name)


@require_safe
@signed_in
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was handed in, to keep and never to be shown by the browser."""
    imported = import_for(person(request), pk)
    try:
        file = imported.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, as_attachment=True, filename=imported.name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@signed_in
def picture(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """A page of a PDF as a picture, drawn once by the process that reads files."""
    imported = import_for(person(request), pk)
    if imported.source.get("kind") != "pdf" or not 1 <= number <= len(imported.source["pages"]):
        raise Http404
    try:
        drawn = page_picture(imported.file, str(imported.file.name).rpartition("/")[0], number)
    except (DocumentError, FileNotFoundError) as error:
        raise Http404 from error
    response = FileResponse(io.BytesIO(drawn), content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def upload(request: HttpRequest, pk: int) -> HttpResponseBase:
    """读入文件: a file for a draft that exists; what it would change is shown before anything is."""
    user = person(request)
    report = report_to_edit(user, pk)
    version = latest(report)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid() and (imported := kept(form, "file", report, user)):
        return redirect("drafting:import", imported.pk)
    context = {"report": report, "version": version, "form": form, "waiting": _waiting(report)}
    return page(request, "drafting/imports/upload.html", context, status=422 if form.errors else 200)


def kept(form: forms.Form, field: str, report: Report, user: User) -> ImportedFile | None:
    """The import of a form's file into a draft; None with the reason in the form."""
    file = form.cleaned_data[field]
    try:
        return keep_file(agency=report.agency, name=file.name, data=file.read(), by=user, report=report)
    except (DocumentError, Refused) as error:
        form.add_error(field, str(error))
    return None


def _waiting(report: Report) -> list[ImportedFile]:
    return list(ImportedFile.objects.filter(report=report, state=ImportState.OPEN))
