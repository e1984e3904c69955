"""本地期限、延期、催报、联系人: what a supervising office lays down, allows and asks, agency by agency."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import Agency, Kind, Level
from govreport.calls.notice_models import Announcement, CalendarKey, Obligation, Opening, Reading
from govreport.reports.models import State

__all__ = [
    "Announcement",
    "CalendarKey",
    "Call",
    "Contact",
    "Deadline",
    "Extension",
    "Obligation",
    "Opening",
    "Reading",
    "Receipt",
]

NOTE_LIMIT = 300


class Deadline(models.Model):
    """本地期限: the day an office lays down for the agencies under it, of one level or kind or of all (blank).

    The days of the law are in ``checks/publication/deadlines.toml``; ``due.py`` puts the two together.
    """

    office = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(_("报告年度"))
    level = models.CharField(_("层级"), max_length=20, choices=Level, blank=True)
    kind = models.CharField(_("类别"), max_length=20, choices=Kind, blank=True)
    day = models.DateField(_("期限"))
    basis = models.CharField(_("依据"), max_length=100)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("本地期限")
        ordering: ClassVar = ["-year", "level", "kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "year", "level", "kind"], name="deadline_once"),
            models.CheckConstraint(condition=Q(level__in=["", *Level.values]), name="deadline_level_known"),
            models.CheckConstraint(condition=Q(kind__in=["", *Kind.values]), name="deadline_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.year} {self.day}"


class Extension(models.Model):
    """延期: a later day for one agency's report of a year; the latest row counts, earlier ones stay on record."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="extensions")
    year = models.PositiveSmallIntegerField(_("报告年度"))
    day = models.DateField(_("延期至"))
    reason = models.CharField(_("理由"), max_length=NOTE_LIMIT)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("延期")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["year", "agency"], name="extension_of_year")]

    def __str__(self) -> str:
        return f"{self.agency} {self.year} {self.day}"


class Call(models.Model):
    """催报: an agency was asked for its report; ``by`` is None when the system did so on ``automatic_on``.

    ``state`` is where the report stood, empty when it had not been begun; ``left`` the days until it was due.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="calls")
    year = models.PositiveSmallIntegerField(_("报告年度"))
    state = models.CharField(_("状态"), max_length=20, choices=State, blank=True)
    due = models.DateField(_("期限"))
    left = models.SmallIntegerField(_("剩余天数"))
    note = models.CharField(_("附言"), max_length=NOTE_LIMIT, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()
    automatic_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("催报")
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["year", "agency", "-at"], name="call_of_year")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "year", "automatic_on"], name="call_by_itself_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.year} {self.at:%Y-%m-%d}"


class Receipt(models.Model):
    """催报的签收: whom a call reached, and when that person said so."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="receipts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("签收")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "person"], name="receipt_once")]
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=Q(seen_at__isnull=True), name="receipt_unseen"),
        ]

    def __str__(self) -> str:
        return f"{self.call} {self.person}"


class Contact(models.Model):
    """年报联系人: whom to ring up at an agency."""

    agency = models.OneToOneField(Agency, models.CASCADE, related_name="contact")
    name = models.CharField(_("联系人"), max_length=60)
    phone = models.CharField(_("电话"), max_length=40)

    class Meta:
        verbose_name = _("联系人")

    def __str__(self) -> str:
        return f"{self.name} {self.phone}"
