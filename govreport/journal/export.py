"""导出: the journal as lines of JSON that can be checked elsewhere (``journal.chain``), with the digest of the file."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from govreport.journal.chain import sm3_of_file
from govreport.journal.models import Event, EventQuerySet


def exported_lines(events: EventQuerySet) -> Iterator[str]:
    """One line for each event, agency by agency in the order of its chain.

    ``name`` and ``words`` are for people to read and not covered by the digest. Line breaks inside texts are escaped,
    so that nobody can write a line of their own.
    """
    ordered = events.select_related("actor").order_by("agency_key", "position")
    for event in ordered.iterator(chunk_size=2000):
        yield line(event)


def line(event: Event) -> str:
    """One event, with the line break at its end."""
    entry = {**event.record, "name": str(event.actor or ""), "words": event.display}
    return json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n"


def export(events: EventQuerySet, target: Path) -> int:
    """Write the file and ``<name>.sm3`` beside it; the number of events."""
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as file:
        for text in exported_lines(events):
            file.write(text)
            count += 1
    beside = target.with_name(f"{target.name}.sm3")
    beside.write_text(f"{sm3_of_file(target)}  {target.name}\n", encoding="utf-8")
    return count


def between(events: EventQuerySet, since: date | None, until: date | None) -> EventQuerySet:
    """Events of these days, both included, as days are counted here."""
    if since is not None:
        events = events.filter(at__gte=_midnight(since))
    if until is not None and until < date.max:
        events = events.filter(at__lt=_midnight(until + timedelta(days=1)))
    return events


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
