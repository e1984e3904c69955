"""消息、邮件、邮件设置: what a person was told of, what was sent out, and what the person wants sent."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from govreport.notifications.kinds import Kind, Mailing
from govreport.reports.models import Version


class MailState(models.TextChoices):
    """邮件状态. ``UNCERTAIN``: handed to the mail server, and no answer came; never sent a second time."""

    WAITING = "waiting", _("等待发送")
    SENDING = "sending", _("正在发送")
    SENT = "sent", _("已发送")
    FAILED = "failed", _("没有发出")
    UNCERTAIN = "uncertain", _("不知是否发出")
    NEEDLESS = "needless", _("不用发送")


class Mail(models.Model):
    """邮件: one letter to one person: about its messages, of ``day`` where it sums up a day.

    With ``confirms`` it carries the code that proves that this address is the person's own; with ``former`` it tells
    the address that was in use until now that it is not any more.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField(null=True)
    confirms = models.EmailField(blank=True)
    # The default of the database's own: servers of the version before write letters without it during an upgrade.
    former = models.EmailField(blank=True, default="", db_default="")
    state = models.CharField(_("状态"), max_length=10, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(_("原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("邮件")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "day"], name="mail_once_a_day"),
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="mail_state_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["not_before"], condition=Q(state__in=["waiting", "sending"]), name="mail_to_be_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.state}"


class Message(models.Model):
    """消息: that something happened which concerns a person; the sentence is made when it is shown (``sentences``).

    ``code`` names the sentence, ``values`` are the words in it that no other column holds. What is told of a version is
    shown only to those who may see it at that moment.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("种类"), max_length=12, choices=Kind)
    code = models.CharField(max_length=40)
    version = models.ForeignKey(Version, models.CASCADE, related_name="+", null=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    values = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, models.SET_NULL, related_name="messages", null=True)

    class Meta:
        verbose_name = _("消息")
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="message_kind_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-at"], name="message_person"),
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="message_unread"),
            models.Index(fields=["read_at"], condition=Q(read_at__isnull=False), name="message_read"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.code} {self.at:%F %T}"


class Preference(models.Model):
    """邮件方式: what a person has chosen for one kind of messages; without a row ``kinds.USUAL`` counts."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("种类"), max_length=12, choices=Kind)
    mailing = models.CharField(_("邮件"), max_length=6, choices=Mailing)

    class Meta:
        verbose_name = _("邮件方式")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], name="preference_once"),
            models.CheckConstraint(condition=Q(mailing__in=Mailing.values), name="preference_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind} {self.mailing}"


class Mailbox(models.Model):
    """邮箱设置: in which language mail is written, and an address that waits for its code.

    The address in use is the account's own (``User.email``): it is written there once the code has come back.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    language = models.CharField(_("语言"), max_length=12, default="zh-hans")
    asked = models.EmailField(blank=True)
    asked_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("邮箱设置")

    def __str__(self) -> str:
        return str(self.person)
