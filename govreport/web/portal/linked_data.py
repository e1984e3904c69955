"""结构化数据: what search engines read of a report or of a year's data: a schema.org Dataset as JSON-LD."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from govreport.publishing.models import Publication

# What would end the element, or be taken for markup, is spelled so that it cannot.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain",
    "json": "application/json",
    "csv": "text/csv",
    "zip": "application/zip",
}


def dataset(request: HttpRequest, publication: Publication, files: Iterable[tuple[str, str]]) -> SafeString:
    """One report; ``files`` are the names of the formats and their addresses."""
    version = publication.version
    report = version.report
    page = request.build_absolute_uri(reverse("portal:report", args=[report.year, report.agency.code]))
    return _script(
        {
            **_common(version.title, page),
            "description": f"{report.agency.name}按照《中华人民共和国政府信息公开条例》公布的{report.year}年度报告。",
            "identifier": f"sha256:{publication.sha256}",
            "version": str(version.number),
            "datePublished": publication.published_at.date().isoformat(),
            "temporalCoverage": f"{report.year}-01-01/{report.year}-12-31",
            "creator": {
                "@type": "GovernmentOrganization",
                "name": report.agency.name,
                "url": request.build_absolute_uri(reverse("portal:agency", args=[report.agency.code])),
            },
            "distribution": distribution(request, files),
        }
    )


def year_dataset(request: HttpRequest, year: int, files: Sequence[tuple[str, str]]) -> SafeString:
    """The open data of a year."""
    page = request.build_absolute_uri(reverse("portal:data"))
    return _script(
        {
            **_common(f"{year}年政府信息公开工作年度报告数据", page),
            "description": f"{year}年各行政机关公布的政府信息公开工作年度报告中的全部数据。",
            "temporalCoverage": f"{year}-01-01/{year}-12-31",
            "distribution": distribution(request, files),
        }
    )


def distribution(request: HttpRequest, files: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """The files as DataDownload entries."""
    return [
        {
            "@type": "DataDownload",
            "name": name,
            "encodingFormat": _TYPES[url.rpartition(".")[2]],
            "contentUrl": request.build_absolute_uri(url),
        }
        for name, url in files
    ]


def _common(name: str, url: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "url": url,
        "inLanguage": "zh-Hans",
        "isAccessibleForFree": True,
    }


def _script(data: dict[str, Any]) -> SafeString:
    """For the inside of a script element of type ``application/ld+json``: data, which no policy lets run."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 - no character is left that ends the element
