"""审核意见: what a reviewer says about one place of a report, and what is said back, until it is settled.

A thread belongs to the version in which it was raised; it stays with the report through later rounds and versions.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models import Version
from govreport.workflow.route_models import Round


class ThreadState(models.TextChoices):
    """意见的状态: waits for the author, waits for the reviewer, or settled."""

    OPEN = "open", _("待答复")
    ANSWERED = "answered", _("已答复")
    CLOSED = "closed", _("已办结")


class CommentKind(models.TextChoices):
    """发言的作用: what a comment did to its thread."""

    RAISED = "raised", _("提出意见")
    ANSWERED = "answered", _("答复")
    CLOSED = "closed", _("办结")
    REOPENED = "reopened", _("再次提出")


class Thread(models.Model):
    """审核意见: one remark at one place.

    ``anchor`` is the address of a cell, the code of a row, table or section, or ``title``. For a paragraph it is the
    code of its section, with its words (``quote``) and where they began in the section then (``start``, in characters).
    ``round`` is the round in which it was raised.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="threads")
    round = models.ForeignKey(Round, models.PROTECT, related_name="threads", null=True)
    anchor = models.CharField(_("位置"), max_length=80)
    quote = models.TextField(_("原文"), blank=True)
    start = models.PositiveIntegerField(null=True)
    state = models.CharField(_("状态"), max_length=10, choices=ThreadState, default=ThreadState.OPEN)

    class Meta:
        verbose_name = _("审核意见")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=ThreadState.values), name="thread_state_known"),
            models.CheckConstraint(
                condition=models.Q(start__isnull=False) | models.Q(quote=""), name="thread_quote_has_its_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.anchor} {self.version_id}"


class Comment(models.Model):
    """一次发言: who said what in a thread, when, and what it did; written once and never changed."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="comments")
    kind = models.CharField(_("作用"), max_length=10, choices=CommentKind)
    text = models.TextField(_("意见"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("审核意见的发言")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=CommentKind.values), name="comment_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.text[:20]}"


class RoundContent(models.Model):
    """送审稿: the report as it was submitted in a round (``govreport.report/1``); later rounds are compared with it."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="content")
    document = models.JSONField()

    class Meta:
        verbose_name = _("送审稿")

    def __str__(self) -> str:
        return str(self.round)
