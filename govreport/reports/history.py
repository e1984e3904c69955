"""填写经过: what has stood in one cell (or text, or the title) of a report, from the journal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from govreport.journal.models import Event
from govreport.reports.models import Report, Version


@dataclass(frozen=True, slots=True)
class Change:
    """一次改动: who wrote what over what, when; ``action`` is the name of what was done (修改数据, 采用计算值 …)."""

    who: str
    at: datetime
    was: str
    became: str
    action: str


def changes_of(report: Report, name: str) -> list[Change]:
    """All changes at a name (``t3.…``, ``fee.…``, ``sections.<code>``, ``title``), oldest first, in every version."""
    subjects = [version.subject for version in report.versions.order_by("number")]
    return list(_changes(subjects, name))


def last_change(version: Version, name: str) -> Change | None:
    """The latest change at a name in one version; None if it stands as the version began."""
    return next(reversed(list(_changes([version.subject], name))), None)


def _changes(subjects: list[str], name: str) -> Iterator[Change]:
    # The journal knows a section's text by its code alone.
    key = name.removeprefix("sections.")
    events = Event.objects.filter(subject__in=subjects, payload__has_key=key).select_related("actor").order_by("pk")
    for event in events:
        match event.payload[key]:
            case [str(was), str(became)]:
                yield Change(str(event.actor or ""), event.at, was, became, event.display)
            case _:
                continue
