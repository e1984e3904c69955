"""年报目录: what the public can look through without searching: years, and agencies by level."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, QuerySet

from govreport.agencies.models import Agency
from govreport.publishing.regions import published_agencies
from govreport.publishing.selectors import current_publications
from govreport.standards.document import LEVELS


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
    return published_agencies()


def by_level(chosen: Iterable[Agency]) -> list[Group]:
    """The same agencies under the names of their levels, highest level first."""
    order = {value: place for place, value in enumerate(LEVELS)}
    ranked = sorted(chosen, key=lambda agency: order.get(agency.level, len(order)))  # stable: keeps their order
    return [
        Group(str(name), tuple(members))
        for name, members in groupby(ranked, key=lambda agency: agency.get_level_display())
    ]
