"""年报文件: the files of a published report at lasting addresses."""

import logging
from datetime import datetime
from typing import Final

from csp.decorators import csp_exempt
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from govreport.publishing.changed import file_changed
from govreport.publishing.keeping import file_bytes
from govreport.publishing.making import MEDIA_TYPES
from govreport.publishing.manifest import manifest_of
from govreport.publishing.models import Publication
from govreport.publishing.services import publication_pdf
from govreport.standards.document import DocumentError
from govreport.web.portal.caching import file_if_changed
from govreport.web.portal.publications import released
from govreport.web.portal.report import files
from govreport.web.ui.conditional import last_of

logger = logging.getLogger(__name__)
# Seconds until a PDF that could not be set is tried again: each try may take as long as a worker may work.
_REST: Final = 600


@require_safe
@released
def pdf(request: HttpRequest, publication: Publication, number: int | None) -> HttpResponseBase:
    """The official PDF, shown in the browser; 503 with the way to the other files when it cannot be set."""
    year, code = publication.version.report.year, publication.version.report.agency.code
    key = f"unprintable:{publication.sha256}:{publication.published_at.timestamp()}"
    if cache.get(key) is None:
        try:
            return _shown(request, publication, publication_pdf(publication))
        except DocumentError:
            logger.exception("the PDF of publication %s cannot be set", publication.pk)
            cache.set(key, True, _REST)
    found = [file for file in files(publication, year, code, number) if file.format != "PDF"]
    page = {"publication": publication, "year": year, "code": code, "number": number, "files": found}
    response = render(request, "portal/unprintable.html", page, status=503)
    response["Retry-After"] = str(_REST)
    response["Cache-Control"] = "private, no-store"
    return response


def _shown(request: HttpRequest, publication: Publication, content: bytes) -> HttpResponseBase:
    """The PDF in the browser, named after the report."""
    response = HttpResponse(content, content_type="application/pdf")
    # Browsers show a PDF inside a page of their own making, to which the policy of our pages would apply and hide it.
    inside = csp_exempt()(lambda given: _named(given, response, publication, "pdf", attachment=False))
    return inside(request)


@require_safe
@released
def json(request: HttpRequest, publication: Publication, number: int | None) -> HttpResponseBase:
    """The data of the report (govreport.report/1), exactly the text whose hash was recorded on publication."""
    response = HttpResponse(publication.data, content_type="application/json; charset=utf-8")
    return _named(request, response, publication, "json", attachment=True)


@require_safe
@released
def docx(request: HttpRequest, publication: Publication, number: int | None) -> HttpResponseBase:
    """The report for Word and WPS, in the layout of the PDF."""
    return _made(request, publication, "docx")


@require_safe
@released
def xlsx(request: HttpRequest, publication: Publication, number: int | None) -> HttpResponseBase:
    """The tables of the report as a workbook."""
    return _made(request, publication, "xlsx")


@require_safe
@released
def txt(request: HttpRequest, publication: Publication, number: int | None) -> HttpResponseBase:
    """The report as plain text."""
    return _made(request, publication, "txt")


@require_safe
@released
def html(request: HttpRequest, publication: Publication, number: int | None) -> HttpResponseBase:
    """The parts of the report for a page of another site, without style and script."""
    return _made(request, publication, "html")


@require_safe
@released
def manifest(request: HttpRequest, publication: Publication, number: int | None) -> HttpResponseBase:
    """公布文件清单: every file with size and hashes; 404 for what was published before such lists were kept."""
    found = manifest_of(publication)
    if found is None:
        raise Http404
    response = HttpResponse(found.data, content_type=MEDIA_TYPES["json"])
    return _named(request, response, publication, "manifest.json", attachment=False, modified=found.made_at)


def _made(request: HttpRequest, publication: Publication, suffix: str) -> HttpResponseBase:
    """The file as it is stored; where none is, made from the frozen data: the same data give the same bytes."""
    key = f"file:{publication.sha256}:{publication.published_at.timestamp()}:{suffix}"
    content = cache.get(key)
    if content is None:
        content = file_bytes(publication, suffix)
        cache.set(key, content, _KEPT)
    response = HttpResponse(content, content_type=MEDIA_TYPES[suffix])
    return _named(request, response, publication, suffix, attachment=True)


# Seconds that a file stays in the cache.
_KEPT: Final = 3600


def _named(
    request: HttpRequest,
    response: HttpResponse,
    publication: Publication,
    suffix: str,
    *,
    attachment: bool,
    modified: datetime | None = None,
) -> HttpResponseBase:
    """The response with its file name (RFC 6266, Chinese names); later versions carry their number."""
    version = publication.version
    edition = f"（第{version.number}版）" if version.number > 1 else ""
    name = f"{version.title}{edition}.{suffix}"
    response["Content-Disposition"] = str(content_disposition_header(attachment, name))
    return file_if_changed(request, response, modified or _modified(publication, suffix))


def _modified(publication: Publication, suffix: str) -> datetime:
    """The data are frozen, files stored; what is not stored is made by the program of today."""
    if suffix == "json":
        return publication.published_at
    return file_changed(publication, suffix) or last_of(publication.published_at)
