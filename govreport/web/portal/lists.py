"""按年度、按机关: the lists one can walk through without searching."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from govreport.publishing.selectors import current_publications
from govreport.web.portal import catalogue

PAGE_SIZE = 100


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The reports of one year; 404 when none is published."""
    reports = current_publications().filter(version__report__year=year)
    page = Paginator(reports, PAGE_SIZE).get_page(request.GET.get("page"))
    if not page.object_list:
        raise Http404
    return render(request, "portal/year.html", {"year": year, "page": page, "years": catalogue.years()})


@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """Every agency that has published, by level."""
    page = Paginator(catalogue.agencies(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "groups": catalogue.by_level(page.object_list)}
    return render(request, "portal/agencies.html", context)


@require_safe
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """The published reports of one agency, newest first; 404 when it has published none."""
    chosen = get_object_or_404(catalogue.agencies(), code=code)
    reports = current_publications().filter(version__report__agency=chosen)
    return render(request, "portal/agency.html", {"agency": chosen, "reports": reports})
