"""审签意见: what was decided about a version, by whom and in which words; what a signatory confirmed; the letter."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models import Report, Version
from govreport.workflow.route_models import ApprovalRoute, ApprovalStep, PublishAfter, Round, StepRole
from govreport.workflow.thread_models import Comment, CommentKind, RoundContent, Thread, ThreadState
from govreport.workflow.transitions import TRANSITIONS

__all__ = [
    "ApprovalRoute",
    "ApprovalStep",
    "Comment",
    "CommentKind",
    "Decision",
    "PublishAfter",
    "Round",
    "RoundContent",
    "StepRole",
    "SubmissionLetter",
    "Thread",
    "ThreadState",
    "ZeroConfirmation",
]


class Decision(models.Model):
    """审签意见: one step of a version through the workflow.

    ``verb`` is the verdict, ``note`` the opinion; ``round`` and ``step`` say in which round and at which named step it
    was taken; ``on_behalf_of`` is who was stood in for (代办). ``stand`` is the count of saves the version had before:
    what one person decides twice about the same stand is decided once.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="decisions")
    verb = models.CharField(_("动作"), max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(_("意见"), blank=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="decisions", null=True)
    step = models.ForeignKey(ApprovalStep, models.PROTECT, related_name="+", null=True)
    stand = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("审签意见")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "verb", "stand"], name="decision_once_per_stand"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.version_id}"

    @property
    def display(self) -> str:
        """The verb in words, after the name of the step where it has one."""
        verb = str(TRANSITIONS[self.verb].label)
        return f"{self.step.name}：{verb}" if self.step else verb


class ZeroConfirmation(models.Model):
    """零申请确认: a signatory's word that one channel brought no application, for figures with this ``seal``.

    ``item`` is one of ``workflow.zero.ITEMS``; ``seal`` the SHA-256 of the figures it was said about.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="zero_confirmations")
    item = models.CharField(_("确认事项"), max_length=20)
    seal = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("零申请确认")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "item", "seal"], name="zero_confirmed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.version_id}"


class SubmissionLetter(models.Model):
    """报送函: what the sender knows about the letter that goes with a report; empty where it says nothing.

    ``number`` is 发文字号 with 〔〕, ``issued`` 成文日期, ``copies`` 抄送机关 as they are printed, ``printed_by`` and
    ``printed_on`` 印发机关 and 印发日期, both or neither.
    """

    report = models.OneToOneField(Report, models.PROTECT, related_name="letter")
    number = models.CharField(_("发文字号"), max_length=40, blank=True)
    addressee = models.CharField(_("主送机关"), max_length=120)
    copies = models.CharField(_("抄送机关"), max_length=150, blank=True)
    contact = models.CharField(_("联系人"), max_length=30, blank=True)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    issued = models.DateField(_("成文日期"))
    printed_by = models.CharField(_("印发机关"), max_length=60, blank=True)
    printed_on = models.DateField(_("印发日期"), null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("报送函")

    def __str__(self) -> str:
        return self.number or str(self.report)
