"""审批流程: by which named steps an agency's reports are approved, and where a version stands in them.

Routes and their steps are never changed: a new route takes effect from a day on, and a round keeps the one that it
began with.
"""

from typing import ClassVar, Final

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import Agency, Role
from govreport.reports.models import Version

MOST_STEPS: Final = 6


class PublishAfter(models.TextChoices):
    """何时可以发布: once the agency has approved, or once the supervising office has accepted."""

    APPROVED = "approved", _("本机关审定以后")
    ACCEPTED = "accepted", _("主管部门接收以后")


class StepRole(models.TextChoices):
    """环节的岗位: whose step it is, where no persons are named."""

    REVIEWER = Role.REVIEWER.value, Role.REVIEWER.label
    SIGNATORY = Role.SIGNATORY.value, Role.SIGNATORY.label
    LEAD = Role.LEAD.value, Role.LEAD.label


class ApprovalRoute(models.Model):
    """审批流程: the steps in force for an agency from a day on; without steps, the agency follows the one above again.

    ``inherited``: agencies below that have none of their own follow it. ``may_repeat``: one person may take two
    consecutive steps.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="approval_routes")
    name = models.CharField(_("名称"), max_length=40, blank=True)
    in_force_from = models.DateField(_("启用日期"))
    publish_after = models.CharField(
        _("何时可以发布"), max_length=10, choices=PublishAfter, default=PublishAfter.APPROVED
    )
    inherited = models.BooleanField(_("所属机关沿用"), default=True)
    may_repeat = models.BooleanField(_("同一人可以连续办理"), default=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("审批流程")
        ordering: ClassVar = ["in_force_from", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(publish_after__in=PublishAfter.values), name="route_publish_after_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.name} {self.in_force_from}"


class ApprovalStep(models.Model):
    """审批环节: one named step; done by whoever holds ``role`` at the agency, or by one of ``persons``."""

    route = models.ForeignKey(ApprovalRoute, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField(
        _("次序"), validators=[MinValueValidator(1), MaxValueValidator(MOST_STEPS)]
    )
    name = models.CharField(_("环节名称"), max_length=20)
    role = models.CharField(_("由哪个岗位办理"), max_length=20, choices=StepRole, blank=True)
    persons = models.ManyToManyField(settings.AUTH_USER_MODEL, verbose_name=_("指定办理人"), related_name="+")
    secrecy = models.BooleanField(_("保密审查"), default=False)

    class Meta:
        verbose_name = _("审批环节")
        ordering: ClassVar = ["route", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["route", "position"], name="step_position_once"),
            models.CheckConstraint(
                condition=models.Q(position__gte=1, position__lte=MOST_STEPS), name="step_position_in_range"
            ),
            models.CheckConstraint(condition=models.Q(role__in=["", *StepRole.values]), name="step_role_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Round(models.Model):
    """审批轮次: one way of a version from submission to decision; ``step`` is the one it waits at.

    ``route`` is the one in force when the round began, None for the plain way: one decision by a reviewer or signatory.
    ``taken_by`` took the step before, ``taken_for`` is who was stood in for then.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("轮次"))
    route = models.ForeignKey(ApprovalRoute, models.PROTECT, related_name="+", null=True)
    step = models.ForeignKey(ApprovalStep, models.PROTECT, related_name="+", null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    taken_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("审批轮次")
        ordering: ClassVar = ["version", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "number"], name="round_number_once"),
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(closed_at__isnull=True), name="round_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.number}"
