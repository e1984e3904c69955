"""对应的报告: which report of this system a file of a batch is, and last year's report it is compared with.

Last year's report is the one of this system where the office may see it, else another file of the same batch.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from govreport.agencies.models import Agency, Placement
from govreport.batches.models import Batch, Reading, ReadState, kept_columns
from govreport.documents.findings.checked import checked
from govreport.reports.figures import document_of
from govreport.reports.models import ReportScope, State, Version
from govreport.reports.selectors import standing
from govreport.standards.document import Document

# What an agency under the office has finished but not published is for the office alone.
_FINISHED = (State.APPROVED, State.HANDED_IN, State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Last:
    """上年报告: its contents, and the report or the reading they are from."""

    document: Document
    report: int | None = None
    reading: int | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """As columns of the reading that is compared with it."""
        return {"last_report_id": self.report, "last_reading_id": self.reading}


NOTHING = {"last_report_id": None, "last_reading_id": None}


def standing_report(office: Agency, agency: int, year: int) -> Version | None:
    """The version that stands for an agency's report of a year, as far as the office may see it; else None."""
    seen = Q(state=State.PUBLISHED)
    if _stood_under(office, agency, year):
        seen |= Q(state__in=_FINISHED)
    own = Version.objects.with_contents().filter(
        seen, report__agency_id=agency, report__year=year, report__scope=ReportScope.SELF
    )
    return standing(own.order_by("number"))


def _stood_under(office: Agency, agency: int, year: int) -> bool:
    if agency == office.pk:
        return True
    below = Q(pk__in=[])
    for path in office.placements.values_list("path", flat=True):
        below |= Q(path__startswith=f"{path}/")
    then = Q(to_year__isnull=True) | Q(to_year__gte=year)
    return Placement.objects.filter(below, then, agency=agency, from_year__lte=year).exists()


def last_year(batch: Batch, agency: int | None, year: int | None) -> Last | None:
    """The report of the year before; None where there is none, or where two files could be it."""
    if agency is None or year is None:
        return None
    version = standing_report(batch.office, agency, year - 1)
    if version is not None:
        return Last(document_of(version), report=version.report_id)
    return _other_file(batch, agency, year - 1)


def _other_file(batch: Batch, agency: int, year: int) -> Last | None:
    found = list(
        batch.readings.filter(state=ReadState.READ, kept__isnull=False, agency=agency, year=year).order_by("pk")
    )
    found = [reading for reading in found if reading.confirmed_at] or found
    item = found[0].checked if len(found) == 1 else None
    return None if item is None else Last(item.document, reading=found[0].pk)


def compare(reading: Reading) -> None:
    """Compare a reading anew with the report of the year before its own; nothing where there is and was none."""
    last = last_year(reading.batch, reading.agency_id, reading.year)
    if last is None and reading.last_report_id is None and reading.last_reading_id is None:
        return
    source = reading.source
    if source is None:
        return
    item = checked(source.name, source.result, last.document if last else None)
    columns = kept_columns(item) | (last.columns if last else NOTHING)
    Reading.objects.filter(pk=reading.pk, kept__isnull=False).update(**columns)


def compare_followers(reading: Reading, former: tuple[int | None, int | None] = (None, None)) -> None:
    """Compare anew what may follow on a reading: of its agency and year, and of those it was thought to be of."""
    for agency, year in {(reading.agency_id, reading.year), former}:
        if agency is not None and year is not None:
            for after in reading.batch.readings.filter(state=ReadState.READ, agency=agency, year=year + 1):
                compare(after)


def compare_within(batch: Batch, check: Callable[[], None]) -> None:
    """After all files are read: compare those whose year before is another file that was read after them.

    Anew also those that were compared with one of several files which could be it. ``check`` is called between two of
    them and ends the run where it was cancelled.
    """
    read = batch.readings.filter(state=ReadState.READ, agency__isnull=False, year__isnull=False, kept__isnull=False)
    files: Counter[tuple[int | None, int | None]] = Counter(read.order_by().values_list("agency", "year"))
    for reading in read.filter(last_report=None).order_by("pk").defer("kept"):
        before = files[reading.agency_id, (reading.year or 0) - 1]
        if before > 1 or (before and reading.last_reading_id is None):
            check()
            compare(reading)
