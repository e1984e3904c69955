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
from govreport.web.desk.access import person, report_for, signed_in
from govreport.web.desk.pages import latest
from govreport.web.desk.sheet import Sheet

_OFFICE = "application/vnd.openxmlformats-officedocument."
XLSX, DOCX = f"{_OFFICE}spreadsheetml.sheet", f"{_OFFICE}wordprocessingml.document"


@require_safe
@signed_in
def findings_as_xlsx(request: HttpRequest, pk: int) -> HttpResponseBase:
    """校核结果.xlsx."""
    found = _listing(request, pk)
    return _file(found, findings_xlsx([found]), XLSX, ".xlsx")


@require_safe
@signed_in
def findings_as_docx(request: HttpRequest, pk: int) -> HttpResponseBase:
    """校核结果.docx."""
    found = _listing(request, pk)
    return _file(found, findings_docx(found, timezone.localtime()), DOCX, ".docx")


def _listing(request: HttpRequest, pk: int) -> Listing:
    sheet = Sheet.of(latest(report_for(person(request), pk)))
    return listing(sheet.document, sheet.findings, get_language() or "zh-hans")


def _file(found: Listing, data: bytes, kind: str, suffix: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    name = f"{_('校核结果')}-{file_name(found.document, suffix)}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
