"""发给许多人: an announcement to more people than a page should wait for is told by a job, some people at a time."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from django.urls import reverse

from govreport.jobs.models import Job
from govreport.jobs.services import enqueue
from govreport.journal.models import Event

KIND: Final = "tell_announcement"
# So many people are told while the page waits.
AT_ONCE: Final = 200
# People of one part of the job.
PORTION: Final = 100


def tell_later(event: Event, people: Collection[int]) -> Job:
    """Have these people (keys of users) told of an announcement, of which ``event`` is; asked twice it is one job."""
    # Each part reaches up to the next one, and the last has no end: whoever has come meanwhile is in one of them.
    starts = [0, *sorted(people)[PORTION::PORTION]]
    ends = [str(start - 1) for start in starts[1:]] + [""]
    return enqueue(
        KIND,
        str(event.payload["announcement"]),
        {"event": event.pk},
        by=event.actor,
        title=event.payload["title"],
        url=reverse("oversight:announcements"),
        items=[f"{start}-{end}" for start, end in zip(starts, ends, strict=True)],
    )


def jobs_of(announcements: Iterable[int]) -> Mapping[int, Job]:
    """Announcement (key) → the job that tells of it, for those that have one; one query."""
    keys = {f"{KIND}:{key}": key for key in announcements}
    return {keys[job.key]: job for job in Job.objects.filter(key__in=keys)}
