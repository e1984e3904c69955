"""催办: returns jobs whose worker is gone, and tells workers of jobs that nobody has taken."""

import logging
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from govreport.jobs import endings
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import MOST_TRIES, WAIT_FOR_SPACE
from govreport.jobs.services import wake
from govreport.jobs.work import LEASE

logger = logging.getLogger(__name__)

# A job that waits is told of again after this long: its message may be lost.
TELL_AGAIN: Final = timedelta(seconds=60)
MOST_AT_ONCE: Final = 200


def reap() -> int:
    """Put back what was left lying and wake workers for what waits; how many jobs were woken."""
    now = timezone.now()
    # No lease runs longer than a minute: one that seems to was given before the clock was set back.
    Job.objects.filter(state=JobState.RUNNING, lease_until__gt=now + LEASE).update(lease_until=now + LEASE)
    Job.objects.filter(state=JobState.QUEUED, not_before__gt=now + WAIT_FOR_SPACE).update(not_before=now)
    for job in Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now):
        _put_back(job)
    untold = Q(woken_at__isnull=True) | Q(woken_at__lt=now - TELL_AGAIN) | Q(woken_at__gt=now)
    waiting = Job.objects.filter(untold, state=JobState.QUEUED, not_before__lte=now).order_by("pk")
    woken = 0
    for job in waiting[:MOST_AT_ONCE]:
        if not wake(job):
            break  # the others would not get through either
        woken += 1
    return woken


def _put_back(job: Job) -> None:
    """A job whose worker has not been heard of: to be done again, cancelled, or given up after three tries."""
    logger.warning("the worker of job %s is gone (try %s)", job.pk, job.attempts)
    over = {"token": "", "lease_until": None, "finished_at": timezone.now(), "cancel_asked": False}
    # Only if its worker has not come back in the meantime.
    lapsed = Job.objects.filter(pk=job.pk, token=job.token, state=JobState.RUNNING, lease_until=job.lease_until)
    if job.cancel_asked:
        lapsed.update(state=JobState.CANCELLED, **over)
    elif job.attempts >= MOST_TRIES:
        with translation.override(job.language):
            words = _("办理的程序三次中断，没有完成。请联系系统管理员查看日志，再点“继续”。")
        with transaction.atomic():
            if lapsed.update(state=JobState.FAILED, error=words, **over):
                endings.tell(Job.objects.get(pk=job.pk))
    else:
        lapsed.update(state=JobState.QUEUED, token="", lease_until=None, woken_at=None, started_at=None)
