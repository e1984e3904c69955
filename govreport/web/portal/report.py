"""年报阅读页: one published report, as it was published."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreport.checks.places import place_name
from govreport.documents.render.model import paper
from govreport.publishing.models import Publication
from govreport.publishing.selectors import publication_for, published_reasons
from govreport.publishing.services import published_document
from govreport.web.portal.caching import page_if_changed


@dataclass(frozen=True, slots=True)
class File:
    """下载: a file of the publication; size in bytes, None while it is still being made."""

    url: str
    format: str
    size: int | None


def publication_or_404(year: int, code: str, number: int | None) -> Publication:
    """The publication at a public address: the current one, or that of version `number`."""
    publication = publication_for(year, code, number)
    if publication is None:
        raise Http404
    return publication


@require_safe
def report(request: HttpRequest, year: int, code: str, number: int | None = None) -> HttpResponseBase:
    """The current version of a report, or version `number`; 404 when it is not published."""
    publication = publication_or_404(year, code, number)
    current = publication if number is None else publication_for(year, code)
    agency = publication.version.report.agency
    context = {
        "publication": publication,
        "paper": paper(published_document(publication)),
        "agency": agency,
        "year": year,
        "number": publication.version.number,
        "published_at": publication.published_at,
        "files": files(publication, year, code, number),
        "notes": notes(publication),
        "current": None if current == publication else current,
    }
    return page_if_changed(request, render(request, "portal/report.html", context))


@dataclass(frozen=True, slots=True)
class Note:
    """数据说明: a cell or part of the report, by its official name, and why it is as it is."""

    place: str
    text: str


def notes(publication: Publication) -> list[Note]:
    """The reasons published with the report."""
    edition = publication.version.edition
    return [Note(place_name(item.subject, edition), item.text) for item in published_reasons(publication)]


def files(publication: Publication, year: int, code: str, number: int | None) -> list[File]:
    """The downloads beside the text, at addresses below the page's own."""
    page = {"year": year, "code": code} | ({} if number is None else {"number": number})
    data = len(publication.data.encode())
    return [
        File(reverse("portal:pdf", kwargs=page), "PDF", publication.pdf_size),
        File(reverse("portal:docx", kwargs=page), _("Word 文件"), None),
        File(reverse("portal:xlsx", kwargs=page), _("Excel 数据表"), None),
        File(reverse("portal:txt", kwargs=page), _("纯文本"), None),
        File(reverse("portal:json", kwargs=page), "JSON", data),
    ]
