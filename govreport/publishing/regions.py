"""行政区域: the tree of governments, by which the public walks to an agency."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from govreport.agencies.models import Agency, Kind, Placement
from govreport.publishing.selectors import current_publications


@dataclass(frozen=True, slots=True)
class Region:
    """行政区域: a government, its path in the tree, and how many agencies at it and under it have published."""

    agency: Agency
    path: str
    agencies: int


def open_placements() -> QuerySet[Placement]:
    """Where agencies stand today, in administrative order."""
    return (
        Placement.objects.filter(to_year__isnull=True).select_related("agency").order_by("agency__sort", "agency__code")
    )


def published_agencies() -> QuerySet[Agency]:
    """Agencies with a report in force, in administrative order."""
    return Agency.objects.filter(pk__in=current_publications().order_by().values("version__report__agency"))


def placement_of(code: str) -> Placement | None:
    """Where a region stands; None where no government has this code."""
    return open_placements().filter(agency__code=code, agency__kind=Kind.GOVERNMENT).first()


def regions(parent: Agency | None) -> list[Region]:
    """The regions directly under one (None: the uppermost), with what is under them; two queries for any number."""
    here = list(open_placements().filter(agency__kind=Kind.GOVERNMENT, parent=parent))
    counts = _counted([item.path for item in here])
    return [Region(item.agency, item.path, counts[item.path]) for item in here]


def _counted(paths: Iterable[str]) -> Counter[str]:
    """Agencies that have published, by the path of the region that holds them."""
    wanted = set(paths)
    inside = Q(pk__in=[])
    for path in wanted:
        inside |= Q(path=path) | Q(path__startswith=f"{path}/")
    counts: Counter[str] = Counter()
    placed = Placement.objects.filter(inside, to_year__isnull=True, agency__in=published_agencies())
    for path in placed.values_list("path", flat=True).iterator():
        steps = path.split("/")
        for depth in range(1, len(steps) + 1):
            if (region := "/".join(steps[:depth])) in wanted:
                counts[region] += 1
                break
    return counts


def way_to(placement: Placement) -> list[Agency]:
    """The agencies above a region, uppermost first."""
    codes = placement.path.split("/")[:-1]
    found = {agency.code: agency for agency in Agency.objects.filter(code__in=codes)}
    return [found[code] for code in codes if code in found]


def agencies_at(placement: Placement) -> QuerySet[Agency]:
    """The region's government and the agencies directly under it that have published; not those of lower regions."""
    direct = Placement.objects.filter(parent=placement.agency, to_year__isnull=True)
    direct = direct.exclude(agency__kind=Kind.GOVERNMENT)
    return published_agencies().filter(Q(pk=placement.agency_id) | Q(pk__in=direct.values("agency")))


def search_regions() -> list[Region]:
    """The regions to narrow a search by: the uppermost ones, and those below where there is but one."""
    found = regions(None)
    if len(found) == 1:
        found = [*found, *regions(found[0].agency)]
    return found
