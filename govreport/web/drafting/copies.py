"""草稿文件与填报模板: a draft as Word, Excel or text to be sent round, and a workbook to be filled in elsewhere."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreport.agencies.models import Agency
from govreport.agencies.permissions import may_edit
from govreport.documents.services import (
    file_name,
    filling_template,
    render_docx,
    render_html,
    render_json,
    render_txt,
    render_xlsx,
)
from govreport.reports.figures import document_of
from govreport.reports.models.report import FIRST_YEAR
from govreport.standards import in_force
from govreport.standards.document import AgencyName, Document
from govreport.standards.figures import Figures
from govreport.web.desk.access import person, report_for, signed_in
from govreport.web.desk.downloads import note_download
from govreport.web.desk.pages import latest

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
XLSX: Final = f"{_OFFICE}.spreadsheetml.sheet"


def _draft_docx(document: Document) -> bytes:
    return render_docx(document, draft=True)


KINDS: Final[dict[str, tuple[str, Callable[[Document], bytes]]]] = {
    "docx": (f"{_OFFICE}.wordprocessingml.document", _draft_docx),
    "xlsx": (XLSX, render_xlsx),
    "html": ("text/html; charset=utf-8", render_html),
    "txt": ("text/plain; charset=utf-8", render_txt),
    "json": ("application/json; charset=utf-8", render_json),
}


@require_safe
@signed_in
def draft_copy(request: HttpRequest, pk: int, suffix: str) -> HttpResponseBase:
    """The version as it is stored now, as a file; never under the official name."""
    if suffix not in KINDS:
        raise Http404
    version = latest(report_for(person(request), pk))
    document = document_of(version)
    kind, render = KINDS[suffix]
    name = file_name(document, f".{suffix}", draft=True)
    answer = _file(render(document), kind, name)
    note_download(request, version, name)
    return answer


@require_safe
@signed_in
def template(request: HttpRequest, year: int, code: str) -> HttpResponseBase:
    """填报模板: a blank workbook of the year for an agency the person drafts for."""
    agency = get_object_or_404(Agency.objects.visible_to(person(request)), code=code)
    if not may_edit(person(request), agency):
        raise PermissionDenied(_("填报模板由本机关的起草人使用，您的岗位不能下载。"))
    edition = in_force(year)
    if edition is None or not FIRST_YEAR <= year < timezone.localdate().year:
        raise Http404
    name = AgencyName(agency.name, agency.short_name or None, agency.code, agency.level, agency.kind)
    title = edition.title_for(agency.name, year)
    blank = Document(edition=edition.code, year=year, agency=name, title=title, figures=Figures.blank(edition))
    return _file(filling_template(blank), XLSX, f"{_('填报模板')}-{file_name(blank, '.xlsx')}")


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
