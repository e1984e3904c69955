"""开放数据: downloads of all figures of a year, and the data dictionary."""

from collections.abc import Iterable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from govreport.publishing import opendata
from govreport.publishing.changed import site_changed
from govreport.publishing.models import Publication
from govreport.standards import all_editions, edition, in_force
from govreport.standards.edition import Edition
from govreport.web.portal import catalogue
from govreport.web.portal.linked_data import year_dataset
from govreport.web.ui.conditional import answer_if_changed, file_if_changed, last_of, page_if_changed

_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "zip": "application/zip",
}


@require_safe
def data(request: HttpRequest) -> HttpResponseBase:
    """The list of downloads by year, with the edition of the format, and the dictionaries."""
    years = [(item, in_force(item.year), _files(item.year)) for item in catalogue.years()]
    context = {
        "years": years,
        "editions": list(reversed(all_editions())),
        "datasets": [year_dataset(request, item.year, files) for item, _, files in years],
    }
    return page_if_changed(request, render(request, "portal/data.html", context), site_changed())


def _files(year: int) -> list[tuple[str, str]]:
    return [(suffix.upper(), reverse("portal:data-file", args=[year, suffix])) for suffix in _TYPES]


@require_safe
def data_file(request: HttpRequest, year: int, suffix: str) -> HttpResponseBase:
    """All reports of a year in force as ``csv``, ``json`` or ``zip``, streamed; 404 when there is none."""
    publications = opendata.of_year(year)
    mark, changed = opendata.state_of(publications)
    own = in_force(year)
    if changed is None or own is None or suffix not in _TYPES:
        raise Http404

    def address(item: Publication) -> str:
        report = item.version.report
        path = reverse("portal:report", args=[report.year, report.agency.code, item.version.number])
        return request.build_absolute_uri(path)

    parts: Iterable[bytes] = {
        "csv": lambda: opendata.csv_rows(own, publications, address),
        "json": lambda: opendata.json_rows(publications, address),
        "zip": lambda: opendata.zip_bytes(year, own, publications, address),
    }[suffix]()
    response = StreamingHttpResponse(parts, content_type=_TYPES[suffix])
    response["Content-Disposition"] = str(content_disposition_header(True, f"govreport-{year}-{own.code}.{suffix}"))
    patch_cache_control(response, public=True, no_cache=True)
    # What was withdrawn is missing as well, and files are written by the program.
    return answer_if_changed(request, response, f"{mark}-{suffix}", last_of(changed, site_changed()))


@require_safe
def dictionary(request: HttpRequest, code: str) -> HttpResponseBase:
    """数据字典 of an edition, to read; 404 for an unknown edition."""
    own = _edition_or_404(code)
    context = {"edition": own, "facts": opendata.FACT_NAMES.items(), "tables": _tables(own)}
    return page_if_changed(request, render(request, "portal/dictionary.html", context), last_of())


@require_safe
def dictionary_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    """The same as a CSV file."""
    own = _edition_or_404(code)
    response = HttpResponse(b"".join(opendata.dictionary_rows(own)), content_type=_TYPES["csv"])
    response["Content-Disposition"] = str(content_disposition_header(True, f"dictionary-{own.code}.csv"))
    return file_if_changed(request, response, last_of())


def _edition_or_404(code: str) -> Edition:
    try:
        return edition(code)
    except KeyError:
        raise Http404 from None


def _tables(own: Edition) -> list[tuple[str, str, list[object]]]:
    """Title in Chinese and English, and the cells, of every table and of the fee statement."""
    found: list[tuple[str, str, list[object]]] = []
    for table in own.tables:
        cells: list[object] = [cell for cell in own.cells.values() if cell.table == table.code]
        found.append((table.title, table.english, cells))
    fee: list[object] = [cell for cell in own.cells.values() if cell.table == "fee"]
    return [*found, ("信息处理费", "Fees for processing", fee)] if fee else found
