"""订阅: what was published last, as Atom feeds."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from govreport.publishing.models import PublicationQuerySet
from govreport.publishing.selectors import current_publications
from govreport.web.portal import catalogue
from govreport.web.ui.conditional import file_if_changed

MOST: Final = 50
_TITLE: Final = "政府信息公开工作年度报告"


@require_safe
def latest(request: HttpRequest) -> HttpResponseBase:
    """The reports published last, of all agencies."""
    return _feed(request, f"最近发布的{_TITLE}", reverse("portal:home"), current_publications())


@require_safe
def of_agency(request: HttpRequest, code: str) -> HttpResponseBase:
    """The reports of one agency; 404 when it has published none."""
    agency = get_object_or_404(catalogue.agencies(), code=code)
    found = current_publications().filter(version__report__agency=agency)
    return _feed(request, f"{agency.name}{_TITLE}", reverse("portal:agency", args=[code]), found)


def _feed(request: HttpRequest, title: str, page: str, publications: PublicationQuerySet) -> HttpResponseBase:
    feed = Atom1Feed(
        title=title,
        link=request.build_absolute_uri(page),
        description="",
        language="zh-Hans",
        feed_url=request.build_absolute_uri(request.path),
    )
    newest = list(publications.order_by("-published_at", "-pk").without_text()[:MOST])
    for item in newest:
        report = item.version.report
        address = request.build_absolute_uri(reverse("portal:report", args=[report.year, report.agency.code]))
        feed.add_item(
            title=item.version.title,
            link=address,
            description=f"{report.agency.name}，{report.year}年，第{item.version.number}版。",
            unique_id=f"{address}v{item.version.number}/",
            author_name=report.agency.name,
            pubdate=item.published_at,
            updateddate=item.published_at,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return file_if_changed(request, response, newest[0].published_at if newest else None)
