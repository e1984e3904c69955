"""预览: the document as it will be published, marked 草稿, at any time."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from govreport.documents.services import file_name, render_pdf
from govreport.reports.figures import document_of
from govreport.web.desk.access import person, report_for, signed_in
from govreport.web.desk.pages import latest, page


@require_safe
@signed_in
def preview(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The PDF in a frame, with the way back and the way to its own tab."""
    report = report_for(person(request), pk)
    return page(request, "drafting/preview.html", {"report": report, "version": latest(report)})


@require_safe
@signed_in
@xframe_options_sameorigin
def preview_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The draft PDF of the version as it is stored now."""
    document = document_of(latest(report_for(person(request), pk)))
    response = HttpResponse(render_pdf(document, draft=True), content_type="application/pdf")
    name = content_disposition_header(as_attachment=False, filename=file_name(document, ".pdf", draft=True))
    response["Content-Disposition"] = name or "inline"
    response["Cache-Control"] = "private, no-store"
    return response
