"""通知公告、开启年度、日历订阅: what an office tells many, which reports it expects, and the secret of a calendar."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import STAFF, Agency

TITLE_LIMIT = 100
TEXT_LIMIT = 2000


class Announcement(models.Model):
    """通知公告: to the people of one post, or of any (blank), at the office and under it, from one day to another."""

    office = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    title = models.CharField(_("标题"), max_length=TITLE_LIMIT)
    text = models.TextField(_("内容"))
    role = models.CharField(_("发给"), max_length=20, choices=[(role.value, role.label) for role in STAFF], blank=True)
    from_day = models.DateField(_("起始日期"))
    until_day = models.DateField(_("截止日期"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("通知公告")
        ordering: ClassVar = ["-from_day", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_day__gte=F("from_day")), name="announcement_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


class Reading(models.Model):
    """已读: who has read an announcement, and when."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("已读")
        constraints: ClassVar = [models.UniqueConstraint(fields=["announcement", "person"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.announcement} {self.person}"


class Opening(models.Model):
    """开启年度: an office has opened a report year for the agencies under it."""

    office = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(_("报告年度"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("开启年度")
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "year"], name="opening_once")]

    def __str__(self) -> str:
        return f"{self.office} {self.year}"


class Obligation(models.Model):
    """应报: whether an agency owes a report of the year; without a row it does as soon as it is placed in the tree."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="obligations")
    year = models.PositiveSmallIntegerField(_("报告年度"))
    owes = models.BooleanField(_("应报"), default=True)

    class Meta:
        verbose_name = _("应报")
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "year"], name="obligation_once")]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


def new_secret() -> str:
    """So long that nobody guesses it."""
    return secrets.token_urlsafe(32)


class CalendarKey(models.Model):
    """日历订阅: the secret in the address of a person's calendar; a new one makes the old address useless."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_key")
    secret = models.CharField(max_length=64, unique=True, default=new_secret)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("日历订阅")

    def __str__(self) -> str:
        return str(self.person)
