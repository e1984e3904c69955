"""整改通知: letters that were asked for together, on files of a batch or on reports of this system."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import BigIntegerField, Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.querysets import agencies_of
from govreport.checks.tally import INSPECTED
from govreport.documents.findings.notice import Office
from govreport.jobs.models import Job, JobItem
from govreport.reports.models import Version

# The kind of job that makes letters on reports of this system; its parts are versions.
OF_REPORTS = "office_letters"


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
        """Those with no report but such as the person inspects, whoever asked for them and under whichever office.

        Whoever asked for them also has those of which a report was taken back since.
        """
        within = agencies_of(user, roles=[Role.SUPERVISOR], prefix="report__agency__", year="report__year")
        under = Version.objects.filter(within)
        whole = Q(by=user) & ~Exists(_besides(under)) | ~Exists(_besides(under.filter(state__in=INSPECTED)))
        return self.filter(whole, job__isnull=False)


def _besides(versions: "QuerySet[Version]") -> "QuerySet[JobItem]":
    """The parts of the letters being looked at that are on other reports than these."""
    # Only keys of this kind of job are numbers of versions; a database may look at those of others first.
    number = Case(When(job__kind=OF_REPORTS, then=Cast("key", BigIntegerField())))
    parts = JobItem.objects.filter(job=OuterRef("job")).annotate(version=number)
    return parts.exclude(Exists(versions.filter(pk=OuterRef("version"))))


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
