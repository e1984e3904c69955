"""文件结果页: one file of a batch with its findings, whose report of which year it is, and its downloads."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from govreport.agencies.models import Agency, User
from govreport.batches.matching import agencies_under
from govreport.batches.models import Reading
from govreport.batches.reading import original
from govreport.batches.services import confirm
from govreport.documents import services as documents
from govreport.documents.findings.checked import Checked
from govreport.documents.findings.docx import findings_docx
from govreport.documents.findings.pdf import render_findings_pdf
from govreport.documents.findings.xlsx import findings_xlsx
from govreport.documents.office.package import PackageError
from govreport.reports.errors import Refused
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.oversight.batch_access import download, reading_for
from govreport.web.oversight.batch_forms import WhoseForm
from govreport.web.oversight.selectors import reports_of
from govreport.web.ui.check_page import shown

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
KINDS: Final = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def batch_file(request: HttpRequest, pk: int, reading: int) -> HttpResponseBase:
    """The result of one file; POST confirms whose report it is."""
    user = person(request)
    found = reading_for(user, pk, reading)
    agencies = list(agencies_under(found.batch.office))
    form = WhoseForm(request.POST if request.method == "POST" else None, agencies=agencies, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            agency, year = form.cleaned_data["agency"], form.cleaned_data["year"]
            confirm(reading=found, agency=agency, year=year, by=user)
            words = _("已确认：%(agency)s%(year)s年度。") % {"agency": agency.name, "year": year}
            messages.success(request, words)
            return redirect("oversight:batch-file", pk, reading)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = _context(found, form, agencies) | _counterparts(user, found)
    return page(request, "oversight/batch_file.html", context, status=422 if request.method == "POST" else 200)


def _initial(found: Reading) -> dict[str, Any]:
    return {"agency": found.agency.name if found.agency else found.read_agency, "year": found.year or found.read_year}


def _context(found: Reading, form: WhoseForm, agencies: list[Agency]) -> dict[str, Any]:
    worse = found.batch.readings.defer("kept").order_by("-weight", "name", "pk")
    keys = list(worse.values_list("pk", flat=True))
    place = keys.index(found.pk)
    return {
        "batch": found.batch,
        "office": found.batch.office,
        "reading": found,
        "form": form,
        "agencies": agencies,
        "report": shown([found.checked])[0] if found.checked else None,
        "before": keys[place - 1] if place else None,
        "after": keys[place + 1] if place + 1 < len(keys) else None,
        "place": place + 1,
        "places": len(keys),
    }


def _counterparts(user: User, found: Reading) -> dict[str, Any]:
    """The report of this system that the file is, and last year's report that it was compared with."""
    before = None if found.year is None else found.year - 1
    linked = reports_of(user, [(found.agency_id, found.year), (found.agency_id, before)])
    last = linked.get((found.agency_id or 0, before or 0))
    return {
        "system_report": linked.get((found.agency_id or 0, found.year or 0)),
        "last_year": before,
        "last_report": last if last == found.last_report_id else None,
        "last_reading": found.batch.readings.defer("kept").filter(pk=found.last_reading_id or 0).first(),
    }


@require_safe
@signed_in
def batch_file_result(request: HttpRequest, pk: int, reading: int, kind: str) -> HttpResponse:
    """The findings of one file as PDF, Word or Excel."""
    found = reading_for(person(request), pk, reading)
    item = found.checked
    if item is None or kind not in KINDS:
        raise Http404
    name = f"{_('校核结果')}-{documents.file_name(item.document, f'.{kind}')}"
    return download(_written(item, kind), KINDS[kind], name)


def _written(item: Checked, kind: str) -> bytes:
    if kind == "pdf":
        return render_findings_pdf(item, timezone.localtime())
    if kind == "docx":
        return findings_docx(item.listing(), timezone.localtime())
    return findings_xlsx([item.listing()])


@require_safe
@signed_in
def batch_file_original(request: HttpRequest, pk: int, reading: int) -> HttpResponse:
    """The file as it was uploaded, never shown in the browser."""
    found = reading_for(person(request), pk, reading)
    try:
        data = original(found)
    except (FileNotFoundError, PackageError) as gone:
        raise Http404 from gone
    return download(data, "application/octet-stream", found.name.rpartition("/")[2])
