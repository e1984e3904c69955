"""筛选: the review list of one year or one agency, chosen from those that are in it."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.http import HttpRequest

from govreport.reports.models import Version
from govreport.reports.querysets import VersionQuerySet

# A list of the review desk: read already, or to be read page by page.
Versions = list[Version] | VersionQuerySet


@dataclass(frozen=True, slots=True)
class Narrowed:
    """筛选条件: the years and agencies (code, name) of the whole list, and which of them were chosen."""

    years: tuple[int, ...]
    agencies: tuple[tuple[str, str], ...]
    year: int | None = None
    agency: str = ""

    @classmethod
    def of(cls, request: HttpRequest, versions: Versions) -> Self:
        """What may be chosen from a list, and what was; anything else that is asked for is left out."""
        places = _places(versions)
        years = tuple(sorted({year for year, _code, _name in places}, reverse=True))
        agencies = tuple(dict.fromkeys((code, name) for _year, code, name in places))
        year, agency = request.GET.get("year", ""), request.GET.get("agency", "")
        return cls(
            years,
            agencies,
            next((item for item in years if str(item) == year), None),
            agency if agency in dict(agencies) else "",
        )

    def apply(self, versions: Versions) -> Versions:
        """What is left of the list."""
        if isinstance(versions, VersionQuerySet):
            left = versions.filter(report__year=self.year) if self.year else versions
            return left.filter(report__agency__code=self.agency) if self.agency else left
        return [item for item in versions if self._holds(item)]

    def _holds(self, version: Version) -> bool:
        report = version.report
        return (not self.year or report.year == self.year) and (not self.agency or report.agency.code == self.agency)

    @property
    def offered(self) -> bool:
        """Whether there is anything to choose from."""
        return len(self.years) > 1 or len(self.agencies) > 1

    @property
    def query(self) -> str:
        """The choice as it goes on to other pages of the list: empty, or beginning with ``&``."""
        chosen = {"year": self.year, "agency": self.agency}
        kept = urlencode({name: value for name, value in chosen.items() if value})
        return f"&{kept}" if kept else ""


def _places(versions: Versions) -> list[tuple[int, str, str]]:
    """Year, code and name of every report in a list, once each; one query where it is one."""
    if isinstance(versions, VersionQuerySet):
        columns = ("report__year", "report__agency__code", "report__agency__name")
        return list(versions.order_by("report__agency__sort", "report__agency__code").values_list(*columns).distinct())
    found = sorted(versions, key=lambda item: (item.report.agency.sort, item.report.agency.code))
    return list(dict.fromkeys((one.report.year, one.report.agency.code, one.report.agency.name) for one in found))
