"""预览: the document as it will be published, marked 草稿, at any time: beside the form, or on a page of its own."""

import hashlib
from functools import cache
from importlib.metadata import version as installed
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from govreport.documents.services import file_name, missing_glyphs, render_pdf
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.standards.document import DocumentError
from govreport.web.desk.access import person, report_for, signed_in
from govreport.web.desk.pages import latest, page

# All that decides how a report is set; the formats with it.
_SOURCES: Final = ("govreport/documents/render", "govreport/standards", "templates/documents")


@require_safe
@signed_in
def preview(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The PDF in a frame, with the way back and the way to its own tab; ``?section=`` opens it at that part."""
    report = report_for(person(request), pk)
    version = latest(report)
    asked = request.GET.get("section", "")
    section = next((item for item in version.edition.sections if item.code == asked), None)
    missing = missing_glyphs(document_of(version))
    context = {"report": report, "version": version, "section": section, "missing_glyphs": missing}
    return page(request, "drafting/preview.html", context)


@require_safe
@signed_in
@xframe_options_sameorigin
def preview_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The draft PDF of the version as it is stored now; 304 to a browser that has exactly this one already."""
    version = latest(report_for(person(request), pk))
    mark = _mark(version)
    response = get_conditional_response(request, etag=mark)
    if response is None:
        document = document_of(version)
        try:
            response = HttpResponse(render_pdf(document, draft=True), content_type="application/pdf")
        except DocumentError as error:
            return HttpResponse(str(error), content_type="text/plain; charset=utf-8", status=422)
        name = content_disposition_header(as_attachment=False, filename=file_name(document, ".pdf", draft=True))
        response["Content-Disposition"] = name or "inline"
    response["ETag"] = mark
    # Kept by this person's browser alone, and asked for again each time: after signing out nothing is shown.
    response["Cache-Control"] = "private, no-cache"
    return response


def _mark(version: Version) -> str:
    """The ETag: version, number of its saves, and how documents are set here."""
    return f'"{version.pk}-{version.lock}-{_setting()}"'


@cache
def _setting() -> str:
    """A digest of everything that decides how a report is set; once in a process."""
    digest = hashlib.sha256(installed("weasyprint").encode())
    for folder in _SOURCES:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*.*")):
            if path.suffix in (".py", ".toml", ".html", ".css"):
                digest.update(path.read_bytes())
    fonts = Path(settings.VAR_DIR, "fonts", "stamp")
    if fonts.is_file():
        digest.update(fonts.read_bytes())
    return digest.hexdigest()[:12]
