"""校核的定时任务: what is out of date is counted anew at night."""

from itertools import islice
from typing import Final

from celery import shared_task
from django.utils import timezone

from govreport.checks.handlers import COUNTING
from govreport.checks.tally import outdated
from govreport.jobs.services import enqueue

# Versions that one part of the job counts; their keys must fit the key of the part.
A_PART: Final = 14


@shared_task(name="govreport.checks.daily")
def daily() -> None:
    """Have the findings counted that were counted by other rules or beside another report of last year, or never."""
    left = outdated()
    parts = []
    while some := list(islice(left, A_PART)):
        parts.append(" ".join(str(key) for key in some))
    if parts:
        enqueue(COUNTING, timezone.localdate().isoformat(), by=None, items=parts)
