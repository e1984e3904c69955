"""等了多久: since when and from whom a report waits, and how many remarks are open, for a page of the review list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from govreport.reports.models import Version
from govreport.workflow.models import Decision, Thread, ThreadState


@dataclass(frozen=True, slots=True)
class Waits:
    """办到这里: ``since`` (None: nobody has taken a step yet) and ``days`` of it, by whom, in whose name.

    ``open`` remarks wait for the author, ``answered`` ones for whoever decides.
    """

    since: datetime | None = None
    by: str = ""
    behalf: str = ""
    open: int = 0
    answered: int = 0

    @property
    def days(self) -> int:
        """Whole days of the calendar since then."""
        return (timezone.localdate() - timezone.localdate(self.since)).days if self.since else 0


def waits(versions: Sequence[Version]) -> dict[int, Waits]:
    """Version → how it waits; two queries, however many there are."""
    if not versions:
        return {}
    last: dict[int, Decision] = {}
    decisions = Decision.objects.filter(version__in=versions).select_related("by", "on_behalf_of")
    for item in decisions.order_by("pk"):
        last[item.version_id] = item
    counts = _remarks(version.report_id for version in versions)
    found = {}
    for version in versions:
        step = last.get(version.pk)
        waiting, answered = counts.get(version.report_id, (0, 0))
        behalf = str(step.on_behalf_of) if step and step.on_behalf_of else ""
        found[version.pk] = Waits(step.at if step else None, str(step.by) if step else "", behalf, waiting, answered)
    return found


def _remarks(reports: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Report → its remarks that wait for an answer, and those that are answered; they stay with it through versions."""
    threads = Thread.objects.filter(version__report__in=set(reports)).exclude(state=ThreadState.CLOSED)
    counted = (
        threads.order_by()
        .values("version__report")
        .annotate(
            waiting=Count("pk", filter=Q(state=ThreadState.OPEN)),
            answered=Count("pk", filter=Q(state=ThreadState.ANSWERED)),
        )
    )
    return {row["version__report"]: (row["waiting"], row["answered"]) for row in counted}
