"""更正、撤回、定时发布: what becomes of a publication, and when an approved version is released."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from govreport.reports.models import Version


class Correction(models.Model):
    """更正: a version begun in order to replace a published one; ``reason`` is what the public will read.

    It may be reworded while the version is edited; on publication it goes into ``Publication.reason`` and is frozen.
    """

    version = models.OneToOneField(Version, models.PROTECT, related_name="correction")
    replaces = models.ForeignKey("publishing.Publication", models.PROTECT, related_name="corrections")
    reason = models.TextField(_("更正原因"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("更正")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="correction_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} ← {self.replaces_id}"


class WithdrawalKind(models.TextChoices):
    """撤回的情形: why a report is taken back, and whether its text stays readable."""

    ERRORS = "errors", _("内容有错误，将另行公布")
    NOT_PUBLIC = "not_public", _("含有不应公开的内容")
    MISTAKE = "mistake", _("误发布")


# Where the public may still read the text, below the notice.
READABLE = (WithdrawalKind.ERRORS,)


class WithdrawalState(models.TextChoices):
    """撤回申请的状态."""

    ASKED = "asked", _("等待批准")
    DECLINED = "declined", _("未批准")
    REPLACED = "replaced", _("已由更正办结")
    DONE = "done", _("已撤回")


class Withdrawal(models.Model):
    """撤回: one person asks for it with a public reason, another one approves or declines; settled once for all."""

    publication = models.ForeignKey("publishing.Publication", models.PROTECT, related_name="withdrawals")
    kind = models.CharField(_("情形"), max_length=20, choices=WithdrawalKind)
    reason = models.TextField(_("撤回原因"))
    state = models.CharField(_("状态"), max_length=10, choices=WithdrawalState, default=WithdrawalState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(_("未批准的原因"), blank=True)

    class Meta:
        verbose_name = _("撤回")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=WithdrawalState.values), name="withdrawal_state_known"),
            models.CheckConstraint(condition=models.Q(kind__in=WithdrawalKind.values), name="withdrawal_kind_known"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="withdrawal_has_reason"),
            models.CheckConstraint(
                condition=models.Q(state=WithdrawalState.ASKED, decided_by__isnull=True)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False) & ~models.Q(state=WithdrawalState.ASKED),
                name="withdrawal_decided_by_somebody",
            ),
            models.CheckConstraint(
                # A correction that replaces the version first ends the request, whoever publishes it.
                condition=models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("asked_by"))
                | models.Q(state=WithdrawalState.REPLACED),
                name="withdrawal_by_two_people",
            ),
            models.UniqueConstraint(
                fields=["publication"],
                condition=models.Q(state__in=[WithdrawalState.ASKED, WithdrawalState.DONE]),
                name="withdrawal_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.publication_id}"

    @property
    def readable(self) -> bool:
        """Whether the text stays readable below the notice."""
        return self.kind in READABLE


class ReleaseState(models.TextChoices):
    """定时发布的状态."""

    WAITING = "waiting", _("等待发布")
    DONE = "done", _("已发布")
    CANCELLED = "cancelled", _("已取消")
    FAILED = "failed", _("没有发布")


class TimedRelease(models.Model):
    """定时发布: an approved version is released at ``at`` in the name of the signatory who said so.

    ``stand`` is the count of saves the version had then: what has changed since is not released. ``note`` says why it
    was not. ``at_once``: a click asked for it, and its files are being made (正在生成文件).
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="timed_releases")
    at = models.DateTimeField(_("发布时间"))
    stand = models.PositiveIntegerField()
    at_once = models.BooleanField(default=False)
    state = models.CharField(_("状态"), max_length=10, choices=ReleaseState, default=ReleaseState.WAITING)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("定时发布")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["state", "at"], name="timed_release_due")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=ReleaseState.values), name="timed_release_state_known"),
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(state=ReleaseState.WAITING), name="timed_release_one_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.at:%F %T} {self.state}"
