"""公布稿的取用: the publication at a public address, and the notice where it has been withdrawn."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from govreport.publishing.models import Publication
from govreport.publishing.selectors import publication_at
from govreport.publishing.withdraw import withdrawal_of
from govreport.reports.models import State

Page = Callable[..., HttpResponseBase]


def publication_or_404(year: int, code: str, number: int | None) -> Publication:
    """The publication at a public address: the current one (or the one withdrawn last), or that of version `number`."""
    publication = publication_at(year, code, number)
    if publication is None:
        raise Http404
    return publication


def notice(request: HttpRequest, publication: Publication, status: int = HTTPStatus.OK) -> HttpResponse:
    """撤回公告: what stands at the address instead of the text, or of a file."""
    context = {
        "publication": publication,
        "withdrawal": withdrawal_of(publication),
        "agency": publication.version.report.agency,
        "year": publication.version.report.year,
        "number": publication.version.number,
    }
    response = render(request, "portal/withdrawn.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


def released(view: Page) -> Page:
    """The view of a file; 410 with the notice where the publication has been withdrawn."""

    @wraps(view)
    def guarded(request: HttpRequest, year: int, code: str, number: int | None = None) -> HttpResponseBase:
        publication = publication_or_404(year, code, number)
        if publication.version.state == State.WITHDRAWN:
            return notice(request, publication, HTTPStatus.GONE)
        return view(request, publication, number)

    return guarded
