"""任务的提交、唤醒、取消和继续: the verbs that rooms and pages use."""

import logging
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from govreport.agencies.models import Agency, User
from govreport.jobs.models import OPEN, STOPPED, Job, JobItem, JobState
from govreport.jobs.registry import handler_of

logger = logging.getLogger(__name__)

# A message that no worker has taken by then is void: the reaper has sent another one.
MESSAGE_LIVES: Final = timedelta(minutes=3)


def enqueue(
    kind: str,
    key: str,
    payload: Mapping[str, Any] | None = None,
    *,
    by: User | None,
    agency: Agency | None = None,
    title: str = "",
    url: str = "",
    items: Iterable[str] = (),
    anew: bool = False,
) -> Job:
    """Ask for a job within the caller's transaction; workers are woken once that is committed.

    The same ``kind`` and ``key`` always mean the same job: asked for again, it is found, not made. ``items`` are the
    keys of its parts, in order, where they are known already (``Work.plan`` can tell them later). ``anew``: one that is
    over is forgotten first, and done again. Raises ``KeyError`` for a kind that nothing does.
    """
    handler_of(kind)
    parts = list(items)
    with transaction.atomic():
        if anew:
            Job.objects.filter(key=f"{kind}:{key}").exclude(state__in=OPEN).delete()
        job, created = Job.objects.get_or_create(
            key=f"{kind}:{key}",
            defaults={
                "kind": kind,
                "payload": dict(payload or {}),
                "owner": by,
                "agency_key": agency.code if agency else "",
                "title": title[:200],
                "url": url,
                "language": get_language() or "zh-hans",
                "total": len(parts),
            },
        )
        if created:
            add_items(job, parts)
            transaction.on_commit(lambda: wake(job), robust=True)
    return job


def add_items(job: Job, keys: Iterable[str]) -> None:
    """The parts of a job in their order; inside the caller's transaction."""
    JobItem.objects.bulk_create(
        (JobItem(job=job, position=position, key=key) for position, key in enumerate(keys, 1)), batch_size=500
    )


def wake(job: Job) -> bool:
    """Tell the workers; whether that was possible. Where it was not, the reaper tells them later."""
    from govreport.jobs.tasks import run_job

    try:
        run_job.apply_async(
            (job.pk,),
            queue=handler_of(job.kind).queue,
            expires=int(MESSAGE_LIVES.total_seconds()),
            # Nobody waits for a broker that is away.
            retry=False,
        )
    except Exception:  # each transport raises errors of its own
        logger.warning("the queue cannot be reached; job %s waits in the database", job.pk, exc_info=True)
        return False
    Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(woken_at=timezone.now())
    return True


def cancel(job: Job) -> Job:
    """End a job: at once where it has not begun, else when the part in hand is done. What is done stays done."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
    if not waiting.update(state=JobState.CANCELLED, finished_at=now, error=""):
        Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_asked=True)
    job.refresh_from_db()
    return job


def resume(job: Job) -> Job:
    """Have a job that was cancelled or failed go on at its first undone part."""
    now = timezone.now()
    with transaction.atomic():
        changed = Job.objects.filter(pk=job.pk, state__in=STOPPED).update(
            state=JobState.QUEUED,
            attempts=0,
            cancel_asked=False,
            error="",
            not_before=now,
            woken_at=None,
            started_at=None,
            finished_at=None,
        )
        if changed:
            job.items.filter(state=JobState.QUEUED).update(attempts=0)
            transaction.on_commit(lambda: wake(job), robust=True)
    job.refresh_from_db()
    return job


def forget(job: Job) -> None:
    """Remove a job that is over, with its parts; raises ``ValueError`` for one that is still to be done."""
    if not Job.objects.filter(pk=job.pk).exclude(state__in=OPEN).delete()[0] and Job.objects.filter(pk=job.pk).exists():
        raise ValueError(f"{job} is still to be done")
