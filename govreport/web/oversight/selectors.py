"""督查的范围: the reports that the person inspects: those of the agencies under the office, as they stood that year."""

from collections.abc import Iterable, Sequence

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.querysets import agencies_of, held_by
from govreport.checks.tally import INSPECTED
from govreport.reports.models import ReportScope, Version
from govreport.reports.querysets import VersionQuerySet


def offices(user: User) -> Sequence[Agency]:
    """The offices for which the person inspects, in administrative order."""
    held = held_by(user.pk).filter(role=Role.SUPERVISOR)
    return list(Agency.objects.filter(pk__in=held.values("agency")))


def inspected(user: User) -> VersionQuerySet:
    """The versions the person inspects, in administrative order."""
    mine = agencies_of(user, roles=[Role.SUPERVISOR], prefix="report__agency__", year="report__year")
    found = Version.objects.with_report().select_related("fee_statement").filter(mine, state__in=INSPECTED)
    return found.order_by("report__agency__sort", "report__agency__code", "-number")


def reports_of(user: User, pairs: Iterable[tuple[int | None, int | None]]) -> dict[tuple[int, int], int]:
    """Agency and year → the report of this system that the person inspects, for those there are; one query."""
    wanted = {(agency, year) for agency, year in pairs if agency is not None and year is not None}
    if not wanted:
        return {}
    agencies, years = ({pair[part] for pair in wanted} for part in (0, 1))
    own = inspected(user).filter(report__agency__in=agencies, report__year__in=years, report__scope=ReportScope.SELF)
    rows = own.order_by().values_list("report__agency_id", "report__year", "report_id")
    return {(agency, year): report for agency, year, report in rows if (agency, year) in wanted}
