"""校核结果下载: the findings of a report as a table for Excel or Word, for everyone who may see the report."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreport.documents.findings import Listing, listing
from govreport.documents.findings.docx import findings_docx
from govreport.documents.findings.xlsx import findings_xlsx
from govreport.documents.services import file_name
from govreport.reports.models import Version
from govreport.web.desk.access import person, report_for, signed_in
from govreport.web.desk.downloads import note_download
from govreport.web.desk.pages import latest
from govreport.web.desk.sheet import Sheet

_OFFICE = "application/vnd.openxmlformats-officedocument."
XLSX, DOCX = f"{_OFFICE}spreadsheetml.sheet", f"{_OFFICE}wordprocessingml.document"


@require_safe
@signed_in
def findings_as_xlsx(request: HttpRequest, pk: int) -> HttpResponseBase:
    """校核结果.xlsx."""
    version, found = _listing(request, pk)
    return _file(request, version, found, findings_xlsx([found]), XLSX, ".xlsx")


@require_safe
@signed_in
def findings_as_docx(request: HttpRequest, pk: int) -> HttpResponseBase:
    """校核结果.docx."""
    version, found = _listing(request, pk)
    return _file(request, version, found, findings_docx(found, timezone.localtime()), DOCX, ".docx")


def _listing(request: HttpRequest, pk: int) -> tuple[Version, Listing]:
    version = latest(report_for(person(request), pk))
    sheet = Sheet.of(version)
    return version, listing(sheet.document, sheet.findings, get_language() or "zh-hans")


def _file(request: HttpRequest, version: Version, found: Listing, data: bytes, kind: str, suffix: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    name = f"{_('校核结果')}-{file_name(found.document, suffix)}"
    note_download(request, version, name)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
