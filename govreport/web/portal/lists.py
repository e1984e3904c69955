"""按年度、按机关、按地区: the lists one can walk through without searching."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from govreport.publishing.changed import reports_changed, site_changed
from govreport.publishing.regions import agencies_at, placement_of, regions, way_to
from govreport.publishing.selectors import current_publications
from govreport.publishing.series import over_years, reports_of
from govreport.web.portal import catalogue
from govreport.web.portal.charts import chart, english
from govreport.web.ui.conditional import page_if_changed

PAGE_SIZE = 100


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponseBase:
    """The reports of one year; 404 when none is published."""
    reports = current_publications().filter(version__report__year=year).without_text().with_pdf_size()
    page = Paginator(reports, PAGE_SIZE).get_page(request.GET.get("page"))
    if not page.object_list:
        raise Http404
    context = {"year": year, "page": page, "years": catalogue.years()}
    return page_if_changed(request, render(request, "portal/year.html", context), site_changed())


@require_safe
def agencies(request: HttpRequest) -> HttpResponseBase:
    """Every agency that has published, by level."""
    page = Paginator(catalogue.agencies(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "groups": catalogue.by_level(page.object_list)}
    return page_if_changed(request, render(request, "portal/agencies.html", context), site_changed())


@require_safe
def agency(request: HttpRequest, code: str) -> HttpResponseBase:
    """The published reports of one agency, newest first, and its main figures drawn; 404 when it has none."""
    chosen = get_object_or_404(catalogue.agencies(), code=code)
    reports = current_publications().filter(version__report__agency=chosen).without_text().with_pdf_size()
    lines = [line for block in over_years(reports_of(chosen)) for line in block.lines if line.series.headline]
    drawn = [found for line in lines if (found := chart(line))]
    context = {"agency": chosen, "reports": reports, "charts": drawn, "english": english()}
    return page_if_changed(request, render(request, "portal/agency.html", context), reports_changed(chosen.pk))


@require_safe
def region(request: HttpRequest, code: str | None = None) -> HttpResponseBase:
    """按地区: the regions under one (without ``code`` the uppermost) and the agencies there that have published."""
    if code is None:
        page = render(request, "portal/region.html", {"regions": regions(None), "agency": None})
        return page_if_changed(request, page, site_changed())
    placement = placement_of(code)
    if placement is None:
        raise Http404
    leaf = Paginator(agencies_at(placement), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "agency": placement.agency,
        "way": way_to(placement),
        "regions": regions(placement.agency),
        "page": leaf,
        "agencies": leaf.object_list,
    }
    return page_if_changed(request, render(request, "portal/region.html", context), site_changed())
