"""年报文件: the files of a published report at lasting addresses."""

from csp.decorators import csp_exempt
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from govreport.publishing.models import Publication
from govreport.publishing.services import publication_pdf
from govreport.web.portal.caching import file_if_changed
from govreport.web.portal.report import publication_or_404


# Browsers show a PDF inside a page of their own making, to which the policy of our pages would apply and hide it.
@csp_exempt()  # type: ignore[arg-type]  # typed for views without arguments of their own
@require_safe
def pdf(request: HttpRequest, year: int, code: str, number: int | None = None) -> HttpResponseBase:
    """The official PDF, shown in the browser; named after the report."""
    publication = publication_or_404(year, code, number)
    response = HttpResponse(publication_pdf(publication), content_type="application/pdf")
    return _named(request, response, publication, "pdf", attachment=False)


@require_safe
def json(request: HttpRequest, year: int, code: str, number: int | None = None) -> HttpResponseBase:
    """The data of the report (govreport.report/1), exactly the text whose hash was recorded on publication."""
    publication = publication_or_404(year, code, number)
    response = HttpResponse(publication.data, content_type="application/json; charset=utf-8")
    return _named(request, response, publication, "json", attachment=True)


def _named(
    request: HttpRequest, response: HttpResponse, publication: Publication, suffix: str, *, attachment: bool
) -> HttpResponseBase:
    """The response with its file name (RFC 6266, Chinese names); later versions carry their number."""
    version = publication.version
    edition = f"（第{version.number}版）" if version.number > 1 else ""
    name = f"{version.title}{edition}.{suffix}"
    response["Content-Disposition"] = str(content_disposition_header(attachment, name))
    return file_if_changed(request, response)
