"""同级机关的报告: the published texts of agencies under the same parent, for the comparison of texts."""

from typing import Final

from django.db.models import Q

from govreport.agencies.models import Placement
from govreport.reports.models import Narrative, Report, State, Version
from govreport.standards.document import AgencyName, Document

# More reports are not compared: the newest of the first agencies in administrative order.
MOST: Final = 200


def neighbouring_versions(report: Report) -> tuple[tuple[int, int], ...]:
    """Published reports of this year and the one before, of agencies under the same parent: version and lock.

    What is not published is nobody else's to read, and is left out.
    """
    in_year = Q(from_year__lte=report.year) & (Q(to_year__isnull=True) | Q(to_year__gte=report.year))
    own = Placement.objects.filter(in_year, agency_id=report.agency_id, parent__isnull=False).values("parent")
    siblings = Placement.objects.filter(in_year, parent__in=own).exclude(agency_id=report.agency_id).values("agency")
    found = Version.objects.filter(
        state=State.PUBLISHED, report__agency__in=siblings, report__year__in=(report.year, report.year - 1)
    ).order_by("-report__year", "report__agency__sort", "report__agency__code")
    return tuple(found.values_list("pk", "lock")[:MOST])


def texts_of(versions: tuple[tuple[int, int], ...]) -> list[Document]:
    """The texts of versions, without their figures, in the order given."""
    keys = [pk for pk, _ in versions]
    found = Version.objects.filter(pk__in=keys).select_related("report__agency").in_bulk()
    sections: dict[int, dict[str, str]] = {}
    for pk, section, text in Narrative.objects.filter(version__in=keys).values_list("version", "section", "text"):
        sections.setdefault(pk, {})[section] = text
    return [
        Document(
            edition=found[pk].edition.code,
            year=found[pk].report.year,
            agency=AgencyName(name=found[pk].agency_name or found[pk].report.agency.name),
            sections=sections.get(pk, {}),
        )
        for pk in keys
        if pk in found
    ]
