"""订阅: what was published, corrected and withdrawn last, as Atom feeds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from govreport.publishing.models import Publication, PublicationQuerySet, Withdrawal
from govreport.publishing.selectors import current_publications, latest_withdrawals
from govreport.web.portal import catalogue
from govreport.web.ui.conditional import file_if_changed

MOST: Final = 50
_TITLE: Final = "政府信息公开工作年度报告"


@dataclass(frozen=True, slots=True)
class _Entry:
    """一条: the publication it is about, its address, what happened and when."""

    publication: Publication
    path: str
    suffix: str
    words: str
    at: datetime


@require_safe
def latest(request: HttpRequest) -> HttpResponseBase:
    """The reports published last, of all agencies."""
    return _feed(request, f"最近发布的{_TITLE}", reverse("portal:home"), current_publications(), latest_withdrawals())


@require_safe
def of_agency(request: HttpRequest, code: str) -> HttpResponseBase:
    """The reports of one agency; 404 when it has published none."""
    agency = get_object_or_404(catalogue.agencies(), code=code)
    found = current_publications().filter(version__report__agency=agency)
    gone = latest_withdrawals().filter(publication__version__report__agency=agency)
    return _feed(request, f"{agency.name}{_TITLE}", reverse("portal:agency", args=[code]), found, gone)


def _feed(
    request: HttpRequest,
    title: str,
    page: str,
    publications: PublicationQuerySet,
    withdrawals: QuerySet[Withdrawal],
) -> HttpResponseBase:
    feed = Atom1Feed(
        title=title,
        link=request.build_absolute_uri(page),
        description="",
        language="zh-Hans",
        feed_url=request.build_absolute_uri(request.path),
    )
    entries = [_released(item) for item in publications.order_by("-published_at", "-pk").without_text()[:MOST]]
    entries += [_withdrawn(item) for item in withdrawals[:MOST]]
    entries.sort(key=lambda entry: entry.at, reverse=True)
    for entry in entries[:MOST]:
        report = entry.publication.version.report
        address = request.build_absolute_uri(entry.path)
        feed.add_item(
            title=entry.publication.version.title,
            link=address,
            description=f"{report.agency.name}，{report.year}年，第{entry.publication.version.number}版{entry.words}",
            unique_id=f"{address}{entry.suffix}",
            author_name=report.agency.name,
            pubdate=entry.at,
            updateddate=entry.at,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return file_if_changed(request, response, entries[0].at if entries else None)


def _released(item: Publication) -> _Entry:
    report, number = item.version.report, item.version.number
    words = f"，更正原因：{item.reason}" if item.reason else "。"
    path = reverse("portal:report", args=[report.year, report.agency.code])
    return _Entry(item, path, f"v{number}/", words, item.published_at)


def _withdrawn(item: Withdrawal) -> _Entry:
    publication = item.publication
    report, number = publication.version.report, publication.version.number
    path = reverse("portal:report", args=[report.year, report.agency.code, number])
    words = f"，已撤回，撤回原因：{item.reason}"
    return _Entry(publication, path, "withdrawn/", words, item.decided_at or publication.published_at)
