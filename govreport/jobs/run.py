"""取任务、办任务、交回: one run of a job, from taking the lease to its end."""

import errno
import logging
import threading
import uuid
from datetime import timedelta
from types import TracebackType
from typing import Any, Final, Self

from django.db import DatabaseError, connection, transaction
from django.db.models import Case, F, When
from django.db.models.functions import Coalesce
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from govreport.jobs import endings
from govreport.jobs.models import Job, JobState
from govreport.jobs.registry import handler_of
from govreport.jobs.services import wake
from govreport.jobs.space import enough_space
from govreport.jobs.work import LEASE, CancelledError, JobError, LeaseLostError, PausedError, Work

logger = logging.getLogger(__name__)

MOST_TRIES: Final = 3
BEAT: Final = 15.0
# After a failure the next try waits, longer each time.
WAIT: Final = timedelta(seconds=10)
WAIT_FOR_SPACE: Final = timedelta(minutes=1)


def run(job_id: int) -> None:
    """Do a job that waits, unless another worker has it; never raises for what goes wrong in the job itself."""
    if not enough_space():
        _postpone(job_id)
        return
    token = take(job_id)
    if token is None:
        return
    work = Work(Job.objects.get(pk=job_id), token)
    with translation.override(work.job.language), _Heartbeat(work):
        ending = _outcome(work)
    try:
        again = _end(work, ending)
    except DatabaseError:
        logger.exception("the end of job %s cannot be written; its lease will lapse", job_id)
        return
    if again:
        wake(work.job)


def take(job_id: int) -> str | None:
    """Take the lease of a job that waits: its token, or None where there is nothing to take. One statement."""
    token, now = uuid.uuid4().hex, timezone.now()
    waiting = Job.objects.filter(pk=job_id, state=JobState.QUEUED, not_before__lte=now)
    taken = waiting.update(
        state=JobState.RUNNING,
        token=token,
        lease_until=now + LEASE,
        attempts=F("attempts") + 1,
        started_done=Case(When(started_at__isnull=True, then=F("done")), default=F("started_done")),
        started_at=Coalesce(F("started_at"), now),
        error="",
    )
    return token if taken else None


def _postpone(job_id: int) -> None:
    with translation.override(Job.objects.filter(pk=job_id).values_list("language", flat=True).first() or "zh-hans"):
        words = _("磁盘空间不足，任务在等待。请联系系统管理员清理磁盘，之后自动继续。")
    later = timezone.now() + WAIT_FOR_SPACE
    Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(not_before=later, error=words)
    logger.error("job %s waits: there is too little space on the disk", job_id)


# How a run ended: its state, the columns that go with it, and whether workers are to be told at once.
_Ending = tuple[JobState, dict[str, Any], bool]


def _outcome(work: Work) -> _Ending | None:
    try:
        result = handler_of(work.job.kind).run(work)
    except LeaseLostError:
        logger.warning("job %s was taken over by another worker", work.job.pk)
        return None
    except CancelledError:
        return JobState.CANCELLED, {"error": ""}, False
    except PausedError:
        return JobState.QUEUED, {"attempts": 0, "not_before": timezone.now()}, True
    except JobError as error:
        return JobState.FAILED, {"error": str(error)}, False
    except Exception as error:  # whatever it was, the job must not stay behind
        logger.exception("job %s went wrong", work.job.pk)
        return _broken(work, error)
    return JobState.DONE, {"result": result or {}, "error": ""}, False


def _broken(work: Work, error: Exception) -> _Ending:
    words = _sentence(error)
    if work.tries < MOST_TRIES:
        later = timezone.now() + WAIT * work.tries
        return JobState.QUEUED, {"error": words, "not_before": later, "woken_at": None}, False
    return JobState.FAILED, {"error": words}, False


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("磁盘已满，没有完成。请联系系统管理员清理磁盘，再点“继续”。")
    if isinstance(error, MemoryError):
        return _("内存不足，没有完成。请联系系统管理员，再点“继续”。")
    if type(error).__name__ == "SoftTimeLimitExceeded":
        return _("用时过长，没有完成。请联系系统管理员查看日志，再点“继续”。")
    return _("程序出错，没有完成。请联系系统管理员查看日志，再点“继续”。")


def _end(work: Work, ending: _Ending | None) -> bool:
    """Write how the run ended, if it still holds the lease; whether workers are to be told."""
    if ending is None:
        return False
    state, columns, again = ending
    if state != JobState.QUEUED:
        columns |= {"finished_at": timezone.now(), "cancel_asked": False}
    mine = Job.objects.filter(pk=work.job.pk, token=work.token, state=JobState.RUNNING)
    with transaction.atomic():
        ended = bool(mine.update(state=state, token="", lease_until=None, **columns))
        if ended and state in (JobState.DONE, JobState.FAILED):
            endings.tell(Job.objects.get(pk=work.job.pk))
    return ended and again


class _Heartbeat:
    """心跳: renews the lease from a thread of its own while the handler works."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._beat, name=f"job-{work.job.pk}", daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop.set()
        self.thread.join()

    def _beat(self) -> None:
        try:
            while not self.stop.wait(BEAT):
                try:
                    if not self.work.renew():
                        self.work.lost.set()
                        return
                except DatabaseError:
                    logger.warning("the lease of job %s could not be renewed", self.work.job.pk, exc_info=True)
                    connection.close()
        finally:
            connection.close()
