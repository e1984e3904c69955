"""接口的答复: publications and agencies as the interface tells them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from govreport.agencies.models import Agency
from govreport.publishing.models import Publication
from govreport.publishing.series import Line
from govreport.standards.concordance import Between
from govreport.standards.edition import Edition
from govreport.standards.numbers import format_number

_FILES = ("pdf", "docx", "xlsx", "txt", "json")


def agency_answer(request: HttpRequest, agency: Agency) -> dict[str, Any]:
    """An agency, with the addresses of its page and of its answer."""
    return {
        "code": agency.code,
        "name": agency.name,
        "short_name": agency.short_name or None,
        "level": agency.level,
        "kind": agency.kind,
        "page": _at(request, "portal:agency", agency.code),
        "url": _at(request, "api-v1:agency", agency.code),
    }


def report_answer(request: HttpRequest, item: Publication) -> dict[str, Any]:
    """A published version, with addresses that stay what they are when it is replaced."""
    version = item.version
    report = version.report
    place = (report.year, report.agency.code, version.number)
    files = {name: _at(request, f"portal:{name}", *place) for name in _FILES}
    return {
        "year": report.year,
        "edition": version.edition.code,
        "agency": agency_answer(request, report.agency),
        "scope": report.scope,
        "title": version.title,
        "version": version.number,
        "state": version.state,
        "published_at": item.published_at,
        "sha256": item.sha256,
        "own_site_url": item.own_site_url or None,
        "own_site_on": item.own_site_on,
        "links": {"page": _at(request, "portal:report", *place), **files},
        "url": _at(request, "api-v1:version", *place),
    }


def edition_answer(request: HttpRequest, own: Edition) -> dict[str, Any]:
    """An edition of the format, without its cells."""
    return {
        "code": own.code,
        "from_year": own.from_year,
        "until_year": own.until_year,
        "instrument": own.instrument,
        "instrument_title": own.instrument_title,
        "dictionary": _at(request, "portal:dictionary-csv", own.code),
        "url": _at(request, "api-v1:edition", own.code),
    }


def series_answer(line: Line) -> dict[str, Any]:
    """An indicator over the years."""
    return {
        "code": line.series.code,
        "group": line.series.group,
        "label": line.series.label,
        "label_en": line.series.english,
        "unit": line.series.unit,
        "points": [
            {
                "year": point.year,
                "value": None if point.value is None else format_number(point.value),
                **_comparison(point.between),
            }
            for point in line.points
        ],
    }


def _comparison(between: Between | None) -> dict[str, str | None]:
    if between is None:
        return {"comparable": None, "note": "", "note_en": ""}
    return {"comparable": between.mark.value, "note": between.note, "note_en": between.note_en}


def _at(request: HttpRequest, name: str, *args: object) -> str:
    return request.build_absolute_uri(reverse(name, args=args))
