"""查验签名: what the electronic signature of a published file says, looked at anew for each reader."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from govreport.documents.signing import verify
from govreport.publishing.models import Publication
from govreport.publishing.services import publication_pdf
from govreport.web.portal.caching import page_if_changed
from govreport.web.portal.publications import released


@require_safe
@released
def signature(request: HttpRequest, publication: Publication, number: int | None) -> HttpResponseBase:
    """The signature of the PDF at a public address: the current one, or that of version ``number``."""
    context = {
        "publication": publication,
        "agency": publication.version.report.agency,
        "year": publication.version.report.year,
        "number": number,
        "verdict": verify(publication_pdf(publication)),
    }
    return page_if_changed(request, render(request, "portal/signature.html", context))
