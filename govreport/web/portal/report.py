"""年报阅读页: one published report, as it was published."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreport.documents.render.model import paper
from govreport.publishing.answers import checked
from govreport.publishing.changed import report_changed
from govreport.publishing.keeping import files_of
from govreport.publishing.models import Publication
from govreport.publishing.selectors import versions_of
from govreport.publishing.series import published_document
from govreport.publishing.withdraw import withdrawal_of
from govreport.reports.models import State
from govreport.web.portal.caching import page_if_changed
from govreport.web.portal.historic import original_of
from govreport.web.portal.linked_data import dataset
from govreport.web.portal.publications import notice, publication_or_404


@dataclass(frozen=True, slots=True)
class File:
    """下载: a file of the publication; size in bytes, None where it is made when asked for."""

    url: str
    format: str
    size: int | None


@require_safe
def report(request: HttpRequest, year: int, code: str, number: int | None = None) -> HttpResponseBase:
    """The current version of a report, or version `number`; 404 when it is not published.

    What was withdrawn leaves its notice here, above the text or instead of it.
    """
    publication = publication_or_404(year, code, number)
    withdrawn = publication.version.state == State.WITHDRAWN
    withdrawal = withdrawal_of(publication) if withdrawn else None
    if withdrawn and (withdrawal is None or not withdrawal.readable):
        return notice(request, publication)
    history = versions_of(publication)
    current = next((item for item in history if item.version.state == State.PUBLISHED), None)
    agency = publication.version.report.agency
    downloads = [] if withdrawn else files(publication, year, code, number)
    context = {
        "publication": publication,
        "paper": paper(published_document(publication)),
        "agency": agency,
        "year": year,
        "number": publication.version.number,
        "pinned": number,
        "published_at": publication.published_at,
        "files": downloads,
        "history": history,
        "checked": checked(publication),
        "original": original_of(publication),
        "withdrawal": withdrawal,
        "current": None if current == publication else current,
        "replaced_by": next(
            (item for item in reversed(history) if item.version.number > publication.version.number), None
        ),
        "in_force": publication.version.state == State.PUBLISHED,
        "dataset": dataset(request, publication, [(item.format, item.url) for item in downloads]),
    }
    return page_if_changed(request, render(request, "portal/report.html", context), report_changed(history))


def files(publication: Publication, year: int, code: str, number: int | None) -> list[File]:
    """The downloads beside the text, at addresses below the page's own."""
    page = {"year": year, "code": code} | ({} if number is None else {"number": number})
    sizes = {suffix: row.size for suffix, row in files_of(publication).items()}
    names = {"pdf": "PDF", "docx": _("Word 文件"), "xlsx": _("Excel 数据表"), "txt": _("纯文本"), "json": "JSON"}
    sizes.setdefault("json", len(publication.data.encode()))
    return [File(reverse(f"portal:{suffix}", kwargs=page), name, sizes.get(suffix)) for suffix, name in names.items()]
