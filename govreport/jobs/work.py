"""办理: one run of a job as its handler sees it; whatever it writes counts only while it holds the lease."""

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.jobs.models import Job, JobItem, JobState
from govreport.jobs.services import add_items

LEASE: Final = timedelta(seconds=60)
# A bulk job makes room for others after so many seconds, and goes on behind them.
SLICE: Final = 30.0
# A part that has taken the worker down with it so often is left out, so that the others are done.
ITEM_TRIES: Final = 2


class JobError(Exception):
    """任务办不成: a plain sentence for the person who asked; trying again would not help."""


class LeaseLostError(Exception):
    """任务已由另一进程接手: nothing more may be written."""


class CancelledError(Exception):
    """任务已取消."""


class PausedError(Exception):
    """让出: the time of this run is over, and parts are left."""


class Work:
    """一次办理: the job, its payload and its parts."""

    def __init__(self, job: Job, token: str) -> None:
        self.job, self.token = job, token
        self.lost = threading.Event()
        self.tries = job.attempts
        self._until = time.monotonic() + SLICE

    @property
    def payload(self) -> dict[str, Any]:
        """What was asked for."""
        found: dict[str, Any] = self.job.payload
        return found

    def plan(self, keys: Iterable[str]) -> None:
        """Tell the parts of the job, once; a later run finds them as they are."""
        with transaction.atomic():
            self._hold()
            if not self.job.items.exists():
                parts = list(keys)
                add_items(self.job, parts)
                self._mine().update(total=len(parts))

    def todo(self) -> Iterator[JobItem]:
        """The parts still to be done, in order; ends the run where it was cancelled or its time is over.

        Each part must be settled or failed before the next one is asked for.
        """
        left = list(self.job.items.filter(state=JobState.QUEUED).values_list("pk", flat=True))
        for number, pk in enumerate(left):
            self.check()
            if number and time.monotonic() > self._until:
                raise PausedError
            item = JobItem.objects.get(pk=pk)
            if item.state != JobState.QUEUED:
                continue
            if item.attempts >= ITEM_TRIES:
                self.fail(item, _("处理这一项时程序两次中断，已跳过。请单独处理这一项。"))
                continue
            JobItem.objects.filter(pk=pk).update(attempts=F("attempts") + 1)
            yield item

    @contextmanager
    def settle(self, item: JobItem) -> Iterator[None]:
        """One short transaction: what is written in it and the part being done stand or fall together.

        The part keeps what was put into ``item.result``. Long computing belongs before it: SQLite has one writer.
        Raises ``LeaseLostError``, and nothing is written, where another run has taken over.
        """
        with transaction.atomic():
            self._hold()
            yield
            self._close(item, JobState.DONE, item.result, "")

    def fail(self, item: JobItem, sentence: str) -> None:
        """A part that cannot be done, and why; the job goes on with the others."""
        with transaction.atomic():
            self._hold()
            self._close(item, JobState.FAILED, item.result, sentence)

    def progress(self, done: int, total: int) -> None:
        """How far a job without parts has come; also renews the lease and notices a cancellation."""
        self.check()
        self._mine().update(done=done, total=total, lease_until=timezone.now() + LEASE)

    def check(self) -> None:
        """Raises ``CancelledError`` or ``LeaseLostError`` where the run should end now."""
        if self.lost.is_set():
            raise LeaseLostError
        asked = self._mine().values_list("cancel_asked", flat=True).first()
        if asked is None:
            raise LeaseLostError
        if asked:
            raise CancelledError

    def renew(self) -> bool:
        """Keep the lease for another minute; False where it is another's by now."""
        return bool(self._mine().update(lease_until=timezone.now() + LEASE))

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.job.pk, token=self.token, state=JobState.RUNNING)

    def _hold(self) -> None:
        # An update, not a read: it keeps the row until the end of the transaction on either database.
        if not self.renew():
            raise LeaseLostError

    def _close(self, item: JobItem, state: JobState, result: dict[str, Any], error: str) -> None:
        open_still = JobItem.objects.filter(pk=item.pk, state=JobState.QUEUED)
        if not open_still.update(state=state, result=result, error=error):
            raise LeaseLostError
        # Whoever gets on is not in trouble: tries are counted from the last part that was done.
        self._mine().update(done=F("done") + 1, attempts=1)
        self.tries = 1
        item.state, item.error = state, error
