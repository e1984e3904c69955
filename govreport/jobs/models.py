"""后台任务及其各项: what there is to do, who does it now, how far it is; the database alone is believed."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """任务状态."""

    QUEUED = "queued", _("排队")
    RUNNING = "running", _("进行中")
    DONE = "done", _("完成")
    FAILED = "failed", _("未完成")
    CANCELLED = "cancelled", _("已取消")


OPEN = (JobState.QUEUED, JobState.RUNNING)
# What a person can have go on.
STOPPED = (JobState.FAILED, JobState.CANCELLED)


class Job(models.Model):
    """后台任务: one piece of long work, done once whatever happens to workers and queues.

    ``key`` is the idempotency key: asking again for what was asked before finds the same row. ``token`` names the run
    that holds the lease; every write of a run is conditional on it. ``started_at`` and ``started_done`` mark where the
    present stretch of work began, for the time it will still take. ``url`` is the page that shows the result.
    """

    kind = models.CharField(_("种类"), max_length=40)
    key = models.CharField(max_length=160, unique=True)
    title = models.CharField(_("事项"), max_length=200, blank=True)
    url = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    agency_key = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=12, default="zh-hans")
    payload = models.JSONField(default=dict)
    state = models.CharField(_("状态"), max_length=10, choices=JobState, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(default=timezone.now)
    woken_at = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    started_done = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    error = models.TextField(_("原因"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("后台任务")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING) | Q(lease_until__isnull=False), name="job_running_has_lease"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "-id"], name="job_owner"),
            models.Index(fields=["state", "not_before"], name="job_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN

    @property
    def can_resume(self) -> bool:
        """Whether a person may have it go on."""
        return self.state in STOPPED

    @property
    def stopping(self) -> bool:
        """Whether it ends as soon as the part in hand is done."""
        return self.state == JobState.RUNNING and self.cancel_asked

    @property
    def remaining(self) -> timedelta | None:
        """How long it will still take at the pace of this stretch of work; None where that cannot be told."""
        fresh = self.done - self.started_done
        if self.state != JobState.RUNNING or self.started_at is None or fresh < 1 or self.total <= self.done:
            return None
        spent = max(timedelta(), timezone.now() - self.started_at)
        return spent / fresh * (self.total - self.done)


class JobItem(models.Model):
    """任务中的一项: done at most once; ``key`` says to the handler what it is (a file, a report)."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=160)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("任务中的一项")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["job", "position"], name="job_item_position_once"),
            models.UniqueConstraint(fields=["job", "key"], name="job_item_key_once"),
            models.CheckConstraint(
                condition=Q(state__in=[JobState.QUEUED, JobState.DONE, JobState.FAILED]), name="job_item_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job_id}/{self.position} {self.key} {self.state}"
