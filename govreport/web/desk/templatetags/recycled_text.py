"""雷同段落: passages that also stand in last year's report or in another agency's (`{% load recycled_text %}`)."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from django import template
from django.core.cache import cache

from govreport.checks.recycled import Passage, recycled, share
from govreport.reports.models import Version
from govreport.reports.neighbours import neighbouring_versions, texts_of
from govreport.standards.document import Document
from govreport.web.desk.panel import section_name
from govreport.web.desk.sheet import Sheet

register = template.Library()

# From this share on a report is so like another agency's that it is said in so many words (S-17).
ALIKE: Final = 0.8
SHOWN: Final = 30
HOUR: Final = 3600


@dataclass(frozen=True, slots=True)
class Shared:
    """一处雷同: a passage with the name of its section."""

    passage: Passage
    section: str


@dataclass(frozen=True, slots=True)
class Source:
    """来源: another report with what this one shares with it; ``percent`` of this report's words."""

    agency: str
    year: int | None
    percent: int
    alike: bool
    passages: tuple[Shared, ...]


@register.inclusion_tag("desk/recycled.html")
def same_as_last_year(sheet: Sheet, section: str) -> dict[str, Any]:
    """The passages of one section that last year's report has too; nothing is drawn where there are none."""
    found = _last_year(sheet)
    here = tuple(Shared(item, "") for item in found if item.section == section)
    alone = sheet.document.replace(sections={section: sheet.document.sections.get(section, "")})
    percent = round(share(alone, [item.passage for item in here]) * 100)
    return {"last_year": True, "percent": percent, "passages": here[:SHOWN], "year": (sheet.document.year or 0) - 1}


@register.inclusion_tag("desk/recycled.html")
def same_as_others(sheet: Sheet, version: Version) -> dict[str, Any]:
    """The passages of a report that published reports of agencies under the same parent have too."""
    others = neighbouring_versions(version.report)
    key = f"recycled:{version.pk}:{version.lock}:{hash(others)}"
    found = cache.get(key)
    if found is None:
        found = recycled(sheet.document, texts_of(others))
        cache.set(key, found, HOUR)
    return {"last_year": False, "sources": _sources(sheet.document, found)}


def _last_year(sheet: Sheet) -> list[Passage]:
    return recycled(sheet.document, [sheet.previous]) if sheet.previous else []


def _sources(document: Document, passages: list[Passage]) -> list[Source]:
    by_source: dict[tuple[str, int | None], list[Passage]] = defaultdict(list)
    for item in passages:
        by_source[item.agency, item.year].append(item)
    sources = []
    for (agency, year), own in by_source.items():
        part = share(document, own)
        shared = tuple(Shared(item, section_name(document.format, item.section)) for item in own[:SHOWN])
        sources.append(Source(agency, year, round(part * 100), part >= ALIKE, shared))
    return sorted(sources, key=lambda source: -source.percent)[:SHOWN]
