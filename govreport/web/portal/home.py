"""首页: search first, then years and agencies as plain lists."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from govreport.publishing.selectors import current_publications
from govreport.standards.characters import clean
from govreport.web.portal import catalogue

PAGE_SIZE = 20
# More agencies than this are listed on a page of their own.
AGENCIES_SHOWN = 60


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page of the public site; `q` (agency names, years; at most 60 characters) searches, `page` pages."""
    q = clean(request.GET.get("q", "")).strip()[:60]
    if q:
        pages = Paginator(catalogue.found(q), PAGE_SIZE)
        page = pages.get_page(request.GET.get("page"))
        return render(request, "portal/search.html", {"q": q, "page": page})
    agencies = catalogue.agencies()
    count = agencies.count()
    context = {
        "years": catalogue.years(),
        "agency_count": count,
        "all_shown": count <= AGENCIES_SHOWN,
        "groups": catalogue.by_level(agencies[:AGENCIES_SHOWN]),
        "latest": current_publications().order_by("-published_at")[:5],
    }
    return render(request, "portal/home.html", context)
