"""归档批次、归档件: the files that one person hands in together, and what each of them was read as."""

from dataclasses import replace
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import Agency
from govreport.documents.imports.items import Confirming
from govreport.documents.read import words
from govreport.documents.read.bounded import from_plain
from govreport.documents.read.result import Doubt, ReadResult
from govreport.documents.read.told import again
from govreport.reports.models import Version


def kept_at(item: "Item", _name: str) -> str:
    """Where an original lies: the name people gave it plays no part."""
    return f"archive/{timezone.now():%Y}/{uuid4().hex}"


class Batch(models.Model):
    """归档批次: files handed in together; ``public`` says whether readers may download the originals."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    public = models.BooleanField(_("原件公开下载"), default=False)
    language = models.CharField(max_length=10, default="zh-hans")

    class Meta:
        verbose_name = _("归档批次")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.by} {self.at:%F}"


class ItemState(models.TextChoices):
    """归档件的状态."""

    WAITING = "waiting", _("等待读取")
    READ = "read", _("待核对")
    UNREADABLE = "unreadable", _("读不了")
    REQUESTED = "requested", _("待确认")
    RETURNED = "returned", _("已退回")
    ARCHIVED = "archived", _("已归档")


# What its author may still change.
OPEN = (ItemState.READ, ItemState.RETURNED)


class Item(models.Model):
    """归档件: an original file, the report it was read as, and what became of it.

    ``result`` is ``documents.read.bounded.to_plain`` of the reading, ``source`` how the file looks
    (``documents.imports.sight``), ``decisions`` what its author says about places of it (``documents.imports.items``).
    ``note`` tells why a reading failed (``reason`` so that it can be told in another language) or a second person sent
    it back. ``version`` is the historic version made of it.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    name = models.CharField(_("文件名"), max_length=255)
    original = models.FileField(upload_to=kept_at, max_length=255)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("状态"), max_length=12, choices=ItemState, default=ItemState.WAITING)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("报告年度"), null=True, blank=True)
    result = models.JSONField(null=True, blank=True)
    decisions = models.JSONField(default=dict)
    source = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    reason = models.JSONField(null=True)
    requested_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.OneToOneField(Version, models.PROTECT, related_name="archived", null=True, blank=True)

    class Meta:
        verbose_name = _("归档件")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=ItemState.values), name="archive_item_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=ItemState.ARCHIVED) | models.Q(version__isnull=False),
                name="archive_item_archived_has_version",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """The key of this item in the journal."""
        return f"archive:{self.pk}"

    @property
    def why(self) -> str:
        """Why it cannot be read, in the reader's language; as it was written down by earlier releases."""
        return again(*self.reason) if self.reason else self.note

    @property
    def open(self) -> bool:
        """Whether its author may still change it."""
        return self.state in OPEN

    @property
    def confirming(self) -> Confirming | None:
        """The reading and what was decided about it; None before it was read, or where it could not be.

        A blank that the equations would fill stays one, and has to be looked at.
        """
        if self.result is None:
            return None
        result = from_plain(self.result)
        blanks = tuple(Doubt(address, words.left_blank()) for address in result.inferred)
        return Confirming(replace(result, doubts=(*result.doubts, *blanks), inferred=()), self.decisions)

    @property
    def reading(self) -> ReadResult | None:
        """What the file says, misreadings put right; None before, or where it could not be read."""
        state = self.confirming
        return None if state is None else replace(from_plain(self.result or {}), document=state.document)

    @property
    def pictures(self) -> str:
        """The folder for the pages of the original as pictures."""
        return f"{self.original.name}.pages"
