"""站点地图: for search engines (sitemap.xml, robots.txt, OpenSearch) and for people."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from govreport.agencies.models import Agency
from govreport.publishing.models import Publication, PublicationQuerySet
from govreport.publishing.regions import published_agencies, search_regions
from govreport.publishing.selectors import current_publications
from govreport.web.portal import catalogue
from govreport.web.ui.conditional import conditional, file_if_changed

PAGES: Final = ("home", "data", "agencies", "regions", "compare", "rules", "check", "verify", "help", "site-map")
# Addresses that are of no use in a list of search results.
_CLOSED: Final = ("/desk/", "/accounts/", "/i18n/", "/elder/", "/reading/", "/search/", "/verify/?", "/health/")


class Reports(Sitemap):  # type: ignore[type-arg]  # no generic class at run time
    """Every report in force."""

    limit = 1000

    def items(self) -> PublicationQuerySet:
        """In a lasting order."""
        return current_publications().order_by("pk").without_text()

    def lastmod(self, item: Publication) -> datetime:
        """When it was published."""
        return item.published_at

    def get_latest_lastmod(self) -> datetime | None:
        """When the last one was published; asked of the database, for Django would read every report."""
        latest: datetime | None = current_publications().order_by().aggregate(at=Max("published_at"))["at"]
        return latest

    def location(self, item: Publication) -> str:
        """Its address."""
        report = item.version.report
        return reverse("portal:report", args=[report.year, report.agency.code])


class Agencies(Sitemap):  # type: ignore[type-arg]  # no generic class at run time
    """Every agency that has published."""

    limit = 1000

    def items(self) -> Sequence[Agency]:
        """In administrative order."""
        return cast(Sequence[Agency], published_agencies())

    def location(self, item: Agency) -> str:
        """Its page."""
        return reverse("portal:agency", args=[item.code])


class Pages(Sitemap):  # type: ignore[type-arg]  # no generic class at run time
    """The pages that are always there, and the lists by year."""

    def items(self) -> list[str]:
        """Their addresses."""
        years = [reverse("portal:year", args=[item.year]) for item in catalogue.years()]
        return [*(reverse(f"portal:{name}") for name in PAGES), *years]

    def location(self, item: str) -> str:
        """The address itself."""
        return item


SECTIONS: "Final[dict[str, type[Sitemap[Any]] | Sitemap[Any]]]" = {
    "pages": Pages,
    "agencies": Agencies,
    "reports": Reports,
}


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """sitemap.xml: where the lists of addresses are."""
    return _sent(request, sitemaps.index(request, sitemaps=SECTIONS, sitemap_url_name="portal:sitemap-section"))


@require_safe
def section(request: HttpRequest, section: str) -> HttpResponseBase:
    """One list of addresses; ``?p=`` turns pages."""
    return _sent(request, sitemaps.sitemap(request, sitemaps=SECTIONS, section=section))


def _sent(request: HttpRequest, response: Any) -> HttpResponseBase:
    response.render()
    # Lists of addresses are for search engines, and are themselves no search results.
    return file_if_changed(request, response)


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """robots.txt: everything published may be found."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}", ""]
    return file_if_changed(request, HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


@require_safe
def opensearch(request: HttpRequest) -> HttpResponseBase:
    """OpenSearch: lets a browser search here from its address line."""
    address = request.build_absolute_uri(reverse("portal:search"))
    page = render(request, "portal/opensearch.xml", {"address": address})
    page["Content-Type"] = "application/opensearchdescription+xml; charset=utf-8"
    return file_if_changed(request, page)


@require_safe
@conditional
def site_map(request: HttpRequest) -> HttpResponseBase:
    """网站地图: every kind of page, for people."""
    context = {"years": catalogue.years(), "regions": search_regions()}
    return render(request, "portal/site_map.html", context)
