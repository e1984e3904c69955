"""查验签名: what the electronic signature of a published file says, looked at anew for each reader."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from govreport.documents.signing import verify
from govreport.publishing.services import publication_pdf
from govreport.web.portal.caching import page_if_changed
from govreport.web.portal.report import publication_or_404


@require_safe
def signature(request: HttpRequest, year: int, code: str, number: int | None = None) -> HttpResponseBase:
    """The signature of the PDF at a public address: the current one, or that of version ``number``."""
    publication = publication_or_404(year, code, number)
    context = {
        "publication": publication,
        "agency": publication.version.report.agency,
        "year": year,
        "number": number,
        "verdict": verify(publication_pdf(publication)),
    }
    return page_if_changed(request, render(request, "portal/signature.html", context))
