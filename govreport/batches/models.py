"""批次、上传的文件、读取结果、整改通知: what an office uploaded, what each file was read as, the letters made of it."""

import json
import uuid
import zlib
from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.querysets import held_by
from govreport.batches.letter_models import (
    Letter,
    LetterKind,
    Letters,
    OfficeLetter,
    OfficeLetters,
    archived_as,
)
from govreport.documents.findings.checked import Checked
from govreport.documents.read.bounded import from_plain, to_plain
from govreport.documents.read.told import again
from govreport.jobs.models import Job
from govreport.reports.models import Report
from govreport.standards.document import from_json

__all__ = [
    "Batch",
    "Letter",
    "LetterKind",
    "Letters",
    "OfficeLetter",
    "OfficeLetters",
    "ReadState",
    "Reading",
    "Upload",
    "archived_as",
    "kept_columns",
    "packed",
    "stored_as",
    "weight_of",
]

# What a finding weighs when reports are put in order: an error outweighs any number of hints a report usually has.
WEIGHTS = {"error": 100, "warning": 10, "hint": 1}
# What cannot be read comes first: nobody knows what is in it.
UNREAD = 1_000_000


class BatchQuerySet(models.QuerySet["Batch"]):
    """批次."""

    def visible_to(self, user: User | AnonymousUser) -> "BatchQuerySet":
        """The batches of the offices for which the person inspects; nobody else's."""
        held = held_by(user.pk or 0).filter(role=Role.SUPERVISOR)
        return self.filter(office__in=held.values("agency"))


class Batch(models.Model):
    """批次: files that are checked together; those uploaded go at ``files_until``, ``files_gone_at`` says when."""

    office = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(_("批次名称"), max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    job = models.OneToOneField(Job, models.SET_NULL, related_name="+", null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    files_until = models.DateTimeField()
    files_gone_at = models.DateTimeField(null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("批次")
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["office", "-id"], name="batch_office")]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """The key under which the journal knows it."""
        return f"batch:{self.pk}"


def stored_as(upload: "Upload", _name: str) -> str:
    """A name of our own: nothing of the uploaded one reaches the disk."""
    return f"batches/{upload.batch_id}/{uuid.uuid4().hex}"


class Upload(models.Model):
    """上传的文件: a report file or an archive of them, as it came."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255)
    stored = models.FileField(upload_to=stored_as, max_length=120, blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("上传的文件")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class ReadState(models.TextChoices):
    """读取状态."""

    WAITING = "waiting", _("等待读取")
    READ = "read", _("已读取")
    UNREAD = "unread", _("读不了")


class Reading(models.Model):
    """读取结果: one report file of a batch, what was read and found, and whose report of which year it is.

    ``member`` is its place in an uploaded archive, None for a file that came by itself. ``kept`` is what was read with
    all findings, compressed. ``agency`` and ``year`` are proposed by the name; ``certain`` where there is no doubt,
    ``note`` says the doubt. They count once a person of the office has confirmed them. ``last_report`` or
    ``last_reading`` is last year's report that it was compared with. ``recognised`` says that it is a scan.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="readings")
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="readings")
    member = models.PositiveIntegerField(null=True)
    name = models.CharField(_("文件"), max_length=255)
    state = models.CharField(max_length=10, choices=ReadState, default=ReadState.WAITING)
    problem = models.TextField(blank=True)
    reason = models.JSONField(null=True)
    kept = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=200, blank=True)
    edition = models.CharField(max_length=10, blank=True)
    read_agency = models.CharField(max_length=200, blank=True)
    read_year = models.PositiveSmallIntegerField(null=True)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    hints = models.PositiveIntegerField(default=0)
    doubts = models.PositiveIntegerField(default=0)
    weight = models.PositiveIntegerField(default=0)
    agency = models.ForeignKey(Agency, models.SET_NULL, related_name="+", null=True)
    year = models.PositiveSmallIntegerField(null=True)
    certain = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    recognised = models.BooleanField(default=False)
    last_report = models.ForeignKey(Report, models.SET_NULL, related_name="+", null=True)
    last_reading = models.ForeignKey("self", models.SET_NULL, related_name="+", null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)

    report: int | None = None
    """The report of this system that it is, where a list has looked."""

    class Meta:
        verbose_name = _("读取结果")
        ordering: ClassVar = ["-weight", "name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=ReadState.values), name="reading_state_known"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(agency__isnull=False, year__isnull=False),
                name="reading_confirmed_is_known",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["batch", "-weight", "name"], name="reading_worst_first")]

    def __str__(self) -> str:
        return self.name

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Severity and number, worst first; severities without findings are left out."""
        found = (("error", self.errors), ("warning", self.warnings), ("hint", self.hints))
        return tuple((level, count) for level, count in found if count)

    @property
    def why(self) -> str:
        """Why it cannot be read, in the reader's language; as it was written down by earlier releases."""
        return again(*self.reason) if self.reason else self.problem

    @property
    def can_be_confirmed(self) -> bool:
        """Whether agency and year are proposed and nobody has confirmed them."""
        return self.state == ReadState.READ and self.confirmed_at is None and None not in (self.agency_id, self.year)

    @cached_property
    def checked(self) -> Checked | None:
        """What was read and found; None where nothing was read or it is kept no longer."""
        source = self.source
        if source is None or "result" not in self._plain:
            return source
        result = from_plain({**self._plain["result"], "findings": self._plain["findings"]})
        return replace(source, findings=result.findings)

    @cached_property
    def source(self) -> Checked | None:
        """What was read, with what only the file itself can tell, and last year's report beside it."""
        if self.kept is None:
            return None
        previous = self._plain.get("previous")
        # What an earlier release kept holds all findings in one list.
        result = from_plain(self._plain.get("result", self._plain))
        return Checked(self.name, result, result.findings, from_json(previous) if previous else None)

    @cached_property
    def _plain(self) -> dict[str, Any]:
        kept: dict[str, Any] = json.loads(zlib.decompress(bytes(self.kept or b"")))
        return kept


def kept_columns(item: Checked) -> dict[str, Any]:
    """A reading with all its findings as it is kept, how many there are, and its place among others."""
    counts = Counter(finding.severity.value for finding in item.findings)
    return {
        "kept": packed(item),
        "errors": counts["error"],
        "warnings": counts["warning"],
        "hints": counts["hint"],
        "weight": weight_of(counts),
    }


def packed(item: Checked) -> bytes:
    """A reading with all its findings and last year's report, as it is kept."""
    plain = {
        "result": to_plain(item.result),
        "findings": to_plain(replace(item.result, findings=item.findings))["findings"],
        "previous": item.previous.to_json() if item.previous else None,
    }
    return zlib.compress(json.dumps(plain, ensure_ascii=False).encode(), 6)


def weight_of(counts: dict[str, int]) -> int:
    """How much a report deserves attention: the sum of its findings by weight."""
    return sum(WEIGHTS[level] * count for level, count in counts.items())
