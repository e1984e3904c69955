"""报告的查询: reports and versions as the rooms above need them."""

from collections.abc import Iterable, Sequence
from typing import Final, Protocol, TypeVar

from django.db.models import prefetch_related_objects

from govreport.agencies.models import Agency
from govreport.reports.figures import document_of
from govreport.reports.models import Report, ReportScope, State, Version
from govreport.reports.querysets import CONTENTS, VersionQuerySet
from govreport.reports.storage import RELATED
from govreport.standards.document import Document

# Which version of a year stands for it when the next year is compared: the one the public or the head saw last.
_STANDING: Final[Sequence[str]] = (State.PUBLISHED, State.ACCEPTED, State.HANDED_IN, State.APPROVED)


class _HasState(Protocol):
    @property
    def state(self) -> str: ...


Standing = TypeVar("Standing", bound=_HasState)


def current_version(report: Report) -> Version | None:
    """The latest version of a report that was not given up; None if it has none."""
    versions = Version.objects.with_report().select_related("fee_statement", "submitted_by")
    return versions.filter(report=report).without_abandoned().order_by("number").last()


def published_versions() -> VersionQuerySet:
    """The versions the public sees: published and not replaced, newest year first, in administrative order."""
    return (
        Version.objects.with_report()
        .filter(state=State.PUBLISHED)
        .order_by("-report__year", "report__agency__sort", "report__agency__code")
    )


def previous_version(version: Version) -> Version | None:
    """The same agency's report of the year before: published, else approved, else the latest version."""
    report = version.report
    return standing_version(report.agency_id, report.year - 1, report.scope)


def standing_version(agency: int, year: int, scope: str = ReportScope.SELF) -> Version | None:
    """The version that stands for an agency's report of a year, with its contents; None if there is none."""
    found = Version.objects.with_contents().filter(report__agency_id=agency, report__year=year, report__scope=scope)
    return standing(found.order_by("number"))


def years_to_continue(agencies: Iterable[Agency]) -> dict[int, list[int]]:
    """Agency → the years that have no report yet while the year before has one, newest first; one query."""
    reports = Report.objects.filter(agency__in=list(agencies), scope=ReportScope.SELF)
    begun = set(reports.values_list("agency_id", "year"))
    found: dict[int, list[int]] = {}
    for agency, year in sorted(begun, key=lambda pair: -pair[1]):
        if (agency, year + 1) not in begun:
            found.setdefault(agency, []).append(year + 1)
    return found


def standing(versions: Iterable[Standing]) -> Standing | None:
    """The version that stands for its report, of its versions by number; None if none does."""
    found = [item for item in versions if item.state not in (State.SUPERSEDED, State.WITHDRAWN, State.ABANDONED)]
    for state in _STANDING:
        for candidate in found:
            if candidate.state == state:
                return candidate
    return found[-1] if found else None


def with_previous(version: Version) -> tuple[Document, Document | None]:
    """A version and the report of the year before as values; as many queries for both as for one, and one more."""
    return all_with_previous([version])[0]


def all_with_previous(versions: Sequence[Version]) -> list[tuple[Document, Document | None]]:
    """The same for many versions, in their order, with a constant number of queries.

    ``versions`` come with their report and fee statement selected.
    """
    keys = {
        version.pk: (version.report.agency_id, version.report.year - 1, version.report.scope) for version in versions
    }
    found = Version.objects.with_report().select_related("fee_statement")
    earlier: dict[tuple[int, int, str], list[Version]] = {}
    agencies, years, scopes = (
        (set(part) for part in zip(*keys.values(), strict=True)) if keys else (set(), set(), set())
    )
    of_years = found.filter(report__agency_id__in=agencies, report__year__in=years, report__scope__in=scopes)
    for item in of_years.order_by("number"):
        earlier.setdefault((item.report.agency_id, item.report.year, item.report.scope), []).append(item)
    before = {key: standing(items) for key, items in earlier.items()}
    everything = [*versions, *(item for item in before.values() if item is not None)]
    absent = set(RELATED.values()) - {RELATED[table.code] for item in everything for table in item.edition.tables}
    prefetch_related_objects(everything, *(name for name in CONTENTS if name not in absent))
    pairs = [(version, before.get(keys[version.pk])) for version in versions]
    return [(document_of(own), None if last is None else document_of(last)) for own, last in pairs]


def previous_document(version: Version) -> Document | None:
    """The report of the year before as a value, or None."""
    found = previous_version(version)
    return None if found is None else document_of(found)
