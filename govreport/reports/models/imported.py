"""导入的文件: a report file as it was handed in, what was read in it, and what people decided about its doubts."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import Agency
from govreport.reports.models.report import Report
from govreport.reports.models.version import Version


class ImportState(models.TextChoices):
    """导入状态: nothing is in a report before it is confirmed."""

    OPEN = "open", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    DISCARDED = "discarded", _("已放弃")


def folder(imported: "ImportedFile", name: str) -> str:
    """Where a file is kept: its name is for people and never part of a path."""
    return f"imports/{uuid4().hex}/source"


class ImportedFile(models.Model):
    """导入的文件.

    ``report`` is the draft the file is to be read into, None for a report that is still to be begun; ``version`` what
    it went into once it was confirmed. ``read`` is the reading as data (``documents.read.bounded.to_plain``) with the
    ``language`` of its sentences, empty for a scan that is still to be recognised, ``source`` how the file looks
    (``documents.imports.sight``). ``file`` is empty once the import was discarded.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="imported_files")
    report = models.ForeignKey(Report, models.PROTECT, related_name="imported_files", null=True)
    version = models.ForeignKey(Version, models.PROTECT, related_name="imported_files", null=True)
    state = models.CharField(_("状态"), max_length=20, choices=ImportState, default=ImportState.OPEN)
    name = models.CharField(_("文件名"), max_length=255)
    file = models.FileField(_("原文件"), upload_to=folder, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("大小"))
    read = models.JSONField(default=dict)
    source = models.JSONField(default=dict)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("导入的文件")
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=ImportState.values), name="import_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=ImportState.CONFIRMED) | models.Q(version__isnull=False),
                name="import_confirmed_into_version",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """The key of this import in the journal."""
        return f"import:{self.pk}"

    @property
    def unread(self) -> bool:
        """Whether it is a scan that is still to be recognised."""
        return self.open and not self.read

    @property
    def open(self) -> bool:
        """Whether it waits to be confirmed."""
        return self.state == ImportState.OPEN


class ImportDecision(models.Model):
    """导入中的一处确认: ``text`` is what a person says stands at ``name``.

    ``name`` is a place of the reading (a cell, a row, a table, a section, ``title``, ``year`` …), or ``take.<section>``
    for a part that is left out (``text`` "no").
    """

    imported = models.ForeignKey(ImportedFile, models.CASCADE, related_name="decisions")
    name = models.CharField(_("位置"), max_length=80)
    text = models.TextField(_("文字"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("导入确认")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["imported", "name"], name="import_decision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.text}"
