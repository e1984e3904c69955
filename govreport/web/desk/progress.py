"""任务进展: a job as pages show it, and how a page asks whether it has moved on."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from govreport.jobs.models import Job, JobState
from govreport.jobs.registry import handler_of

ICONS = {
    JobState.QUEUED: "clock",
    JobState.RUNNING: "partial",
    JobState.DONE: "done",
    JobState.FAILED: "error",
    JobState.CANCELLED: "close",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """一项任务的进展: its name, state in words, icon, and how long it will still take (empty: cannot be told)."""

    job: Job
    label: str
    word: str
    icon: str
    left: str

    @property
    def percent(self) -> int:
        """How much is done, of a hundred."""
        return 100 * self.job.done // self.job.total if self.job.total else 0


def progress(job: Job) -> Progress:
    """A job as pages show it."""
    word = _("正在取消") if job.stopping else str(job.get_state_display())
    return Progress(job, _label(job.kind), word, ICONS[JobState(job.state)], time_left(job.remaining))


def _label(kind: str) -> str:
    try:
        return str(handler_of(kind).label)
    except KeyError:  # done by an earlier release
        return kind


def time_left(left: timedelta | None) -> str:
    """还需约 3 分钟; nothing where it cannot be told."""
    if left is None:
        return ""
    minutes = round(left.total_seconds() / 60)
    if minutes < 1:
        return _("还需不到 1 分钟")
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return ngettext("还需约 %(count)s 分钟", "还需约 %(count)s 分钟", minutes) % {"count": minutes}
    return _("还需约 %(hours)s 小时 %(minutes)s 分钟") % {"hours": hours, "minutes": minutes}


def job_mark(jobs: Iterable[Job], *more: object) -> str:
    """The entity tag of what a page says of jobs, and of anything ``more`` it says."""
    stands = [(job.pk, job.state, job.done, job.total, job.cancel_asked, job.error) for job in jobs]
    return f'"{hashlib.sha256(repr((stands, more, get_language())).encode()).hexdigest()[:24]}"'


def unchanged(request: HttpRequest, mark: str) -> HttpResponse | None:
    """304 for a list that asks and has it already; pages as such are always shown."""
    if "part" not in request.GET or mark not in parse_etags(request.headers.get("If-None-Match", "")):
        return None
    return HttpResponse(status=304, headers={"ETag": mark, "Cache-Control": "private, no-cache"})
