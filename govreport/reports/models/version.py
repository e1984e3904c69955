"""版次: the text of a report that is edited, approved and frozen; every figure belongs to a version."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models.report import Report
from govreport.reports.querysets import VersionQuerySet
from govreport.standards.edition import Edition


class State(models.TextChoices):
    """状态: the states of a version; who moves it from one to another is ``workflow.transitions``."""

    DRAFTING = "drafting", _("编制中")
    IN_REVIEW = "in_review", _("审核中")
    RETURNED = "returned", _("已退回")
    APPROVED = "approved", _("已审定")
    HANDED_IN = "handed_in", _("已报送")
    ACCEPTED = "accepted", _("已接收")
    PUBLISHED = "published", _("已发布")
    SUPERSEDED = "superseded", _("已更正替换")
    WITHDRAWN = "withdrawn", _("已撤回")
    ABANDONED = "abandoned", _("已废止")


EDITABLE = (State.DRAFTING, State.RETURNED)
UNPUBLISHED = (*EDITABLE, State.IN_REVIEW, State.APPROVED, State.HANDED_IN, State.ACCEPTED)


class Origin(models.TextChoices):
    """来源: authored here (totals are computed), imported (totals stay as declared), or kept as once printed."""

    AUTHORED = "authored", _("在线编制")
    IMPORTED = "imported", _("文件导入")
    HISTORIC = "historic", _("历史归档")


class Version(models.Model):
    """版次.

    ``agency_name`` is the name under which the agency reported, which may have changed since. ``lock`` counts the
    saves.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("版次"), default=1)
    state = models.CharField(_("状态"), max_length=20, choices=State, default=State.DRAFTING)
    origin = models.CharField(_("来源"), max_length=20, choices=Origin, default=Origin.AUTHORED)
    title = models.TextField(_("标题"), blank=True)
    agency_name = models.TextField(_("机关名称"), blank=True)
    source_name = models.CharField(_("导入的文件"), max_length=255, blank=True)
    lock = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    submitted_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("版次")
        ordering: ClassVar = ["report", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["report"], condition=models.Q(state=State.PUBLISHED), name="version_one_published"
            ),
            models.UniqueConstraint(
                fields=["report"], condition=models.Q(state__in=UNPUBLISHED), name="version_one_in_work"
            ),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="version_state_known"),
            models.CheckConstraint(condition=models.Q(origin__in=Origin.values), name="version_origin_known"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_number_positive"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """The key of this version in the journal."""
        return f"version:{self.pk}"

    @property
    def edition(self) -> Edition:
        """The edition of the format."""
        return self.report.edition

    @property
    def editable(self) -> bool:
        """Whether the text may be changed in this state."""
        return self.state in EDITABLE
