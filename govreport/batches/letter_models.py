"""整改通知: letters that were asked for together, on files of a batch or on reports of this system."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.querysets import held_by
from govreport.documents.findings.notice import Office
from govreport.jobs.models import Job
from govreport.reports.models import Version


def archived_as(letters: "Asked", _name: str) -> str:
    """A name of our own for the archive of letters."""
    return f"{letters.folder}/{uuid.uuid4().hex}"


class LetterKind(models.TextChoices):
    """文件种类."""

    DOCX = "docx", _("Word")
    PDF = "pdf", _("PDF")


class Asked(models.Model):
    """一次生成的整改通知: who asked for them, what they state of the office, and the archive once all are made."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    job = models.OneToOneField(Job, models.SET_NULL, related_name="+", null=True)
    kind = models.CharField(_("文件种类"), max_length=4, choices=LetterKind)
    name = models.CharField(_("发文单位"), max_length=120)
    issued = models.DateField(_("发文日期"))
    due = models.DateField(_("答复期限"))
    contact = models.CharField(_("联系方式"), max_length=120, blank=True)
    stored = models.FileField(upload_to=archived_as, max_length=140, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name} {self.issued}"

    @property
    def folder(self) -> str:
        """Where the archive lies in the store."""
        raise NotImplementedError

    @property
    def office(self) -> Office:
        """The sender, as the letters name it."""
        return Office(self.name, self.issued, self.due, self.contact)


class Letters(Asked):
    """一次生成的整改通知（批量检查）: on files of a batch."""

    batch = models.ForeignKey("batches.Batch", models.CASCADE, related_name="letters")

    class Meta:
        verbose_name = _("整改通知")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="letters_kind_known"),
        ]

    @property
    def folder(self) -> str:
        return f"batches/{self.batch_id}/letters"


class Letter(models.Model):
    """一份整改通知, waiting for the others; its bytes go once the archive is there."""

    letters = models.ForeignKey(Letters, models.CASCADE, related_name="made")
    reading = models.ForeignKey("batches.Reading", models.CASCADE, related_name="+")
    data = models.BinaryField()

    class Meta:
        verbose_name = _("一份整改通知")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letters", "reading"], name="letter_once"),
        ]

    def __str__(self) -> str:
        return str(self.reading_id)


class OfficeLettersQuerySet(models.QuerySet["OfficeLetters"]):
    """一次生成的整改通知（本系统的年报）."""

    def visible_to(self, user: User) -> "OfficeLettersQuerySet":
        """Those of the offices for which the person inspects; nobody else's."""
        held = held_by(user.pk).filter(role=Role.SUPERVISOR)
        return self.filter(agency__in=held.values("agency"))


class OfficeLetters(Asked):
    """一次生成的整改通知（本系统的年报）: ``agency`` is the office, ``year`` the report year."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("报告年度"))

    objects = OfficeLettersQuerySet.as_manager()

    class Meta:
        verbose_name = _("整改通知")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="office_letters_kind_known"),
        ]

    @property
    def folder(self) -> str:
        return f"letters/{self.agency_id}"


class OfficeLetter(models.Model):
    """一份整改通知 on a report of this system, kept like a ``Letter``."""

    letters = models.ForeignKey(OfficeLetters, models.CASCADE, related_name="made")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    data = models.BinaryField()

    class Meta:
        verbose_name = _("一份整改通知")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letters", "version"], name="office_letter_once"),
        ]

    def __str__(self) -> str:
        return str(self.version_id)
