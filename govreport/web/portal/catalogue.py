"""年报目录: what the public can look through: current published versions, by year, by agency, by words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from govreport.agencies.models import Agency
from govreport.publishing.models import PublicationQuerySet
from govreport.publishing.selectors import current_publications
from govreport.standards.document import LEVELS
from govreport.standards.numbers import fold

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)\s*(?:年度|年)?")
# What people type after the name of an agency; it stands in every title and distinguishes nothing.
COMMON = re.compile(r"(?:政府信息公开)?(?:工作)?(?:年度报告|年报)")


@dataclass(frozen=True, slots=True)
class YearCount:
    """年度: a report year and how many agencies have published."""

    year: int
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """层级: agencies of one administrative level, in administrative order."""

    name: str
    agencies: tuple[Agency, ...]


def found(words: str) -> PublicationQuerySet:
    """Publications whose agency and year match what was typed: "岚江市 2023", "2023年岚江市自然资源局年报".

    Years are read wherever they stand; every other word must occur in the agency's name or short name. Words that say
    neither find nothing.
    """
    text = fold(words)
    years = [int(year) for year in YEAR.findall(text)]
    names = COMMON.sub(" ", YEAR.sub(" ", text)).split()
    if not years and not names:
        return current_publications().none()
    result = current_publications()
    if years:
        result = result.filter(version__report__year__in=years)
    for name in names:
        result = result.filter(
            Q(version__report__agency__name__icontains=name) | Q(version__report__agency__short_name__icontains=name)
        )
    return result


def years() -> list[YearCount]:
    """Report years with publications, newest first."""
    rows = (
        current_publications()
        .order_by()
        .values_list("version__report__year")
        .annotate(count=Count("pk"))
        .order_by("-version__report__year")
    )
    return [YearCount(year, count) for year, count in rows]


def agencies() -> QuerySet[Agency]:
    """Agencies that have published, in administrative order: level by level."""
    published = current_publications().order_by().values("version__report__agency")
    return Agency.objects.filter(pk__in=published)


def by_level(chosen: Iterable[Agency]) -> list[Group]:
    """The same agencies under the names of their levels, highest level first."""
    order = {value: place for place, value in enumerate(LEVELS)}
    ranked = sorted(chosen, key=lambda agency: order.get(agency.level, len(order)))  # stable: keeps their order
    return [
        Group(str(name), tuple(members))
        for name, members in groupby(ranked, key=lambda agency: agency.get_level_display())
    ]
