"""首页: search first, then years, regions and agencies as plain lists."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from govreport.publishing.changed import site_changed
from govreport.publishing.regions import search_regions
from govreport.publishing.selectors import current_publications
from govreport.reports.models import Origin
from govreport.standards.characters import clean
from govreport.web.portal import catalogue
from govreport.web.portal.search import search
from govreport.web.ui.conditional import page_if_changed

# More agencies than this are listed on a page of their own.
AGENCIES_SHOWN = 60


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """The front page of the public site; with `q` it searches (``search.search``)."""
    if clean(request.GET.get("q", "")).strip():
        return search(request)
    agencies = catalogue.agencies()
    count = agencies.count()
    # What was archived today is not news.
    latest = current_publications().exclude(version__origin=Origin.HISTORIC)
    context = {
        "years": catalogue.years(),
        "regions": search_regions(),
        "agency_count": count,
        "all_shown": count <= AGENCIES_SHOWN,
        "groups": catalogue.by_level(agencies[:AGENCIES_SHOWN]),
        "latest": latest.order_by("-published_at", "-pk").without_text()[:5],
    }
    return page_if_changed(request, render(request, "portal/home.html", context), site_changed())
