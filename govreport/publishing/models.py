"""公布稿: what was released to the public, frozen word by word."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.publishing.change_models import (
    READABLE,
    Correction,
    ReleaseState,
    TimedRelease,
    Withdrawal,
    WithdrawalKind,
    WithdrawalState,
)
from govreport.publishing.file_models import FrozenError, Manifest, PublishedFile
from govreport.publishing.mistake_models import Mistake, MistakeState
from govreport.reports.models import State, Version
from govreport.standards.seal import sm3

__all__ = [
    "FROZEN",
    "READABLE",
    "Correction",
    "FrozenError",
    "Manifest",
    "Mistake",
    "MistakeState",
    "Publication",
    "PublicationQuerySet",
    "PublishedFile",
    "ReleaseState",
    "SearchText",
    "TimedRelease",
    "Withdrawal",
    "WithdrawalKind",
    "WithdrawalState",
]

# What nobody changes once it is public; the database refuses it too (migration 0009).
FROZEN: Final = frozenset({"version", "version_id", "sha256", "sm3", "data", "published_at", "published_by", "reason"})


class PublicationQuerySet(models.QuerySet["Publication"]):
    """公布稿."""

    def with_report(self) -> "PublicationQuerySet":
        """With version, report and agency, in the same query."""
        return self.select_related("version__report__agency")

    def without_text(self) -> "PublicationQuerySet":
        """Without what lists never show, the text above all."""
        return self.defer("data", "layout")

    def with_pdf_size(self) -> "PublicationQuerySet":
        """With ``pdf_size``, the bytes of the PDF that is handed out; None where it is made when asked for."""
        pdf = PublishedFile.objects.filter(publication=models.OuterRef("pk"), suffix="pdf").order_by("-pk")
        return self.annotate(pdf_size=models.Subquery(pdf.values("size")[:1]))

    def update(self, **kwargs: Any) -> int:
        """Only what may change; raises ``FrozenError`` for the text, its hashes, its time and its reason."""
        if FROZEN & kwargs.keys():
            raise FrozenError("what was published is never changed")
        return super().update(**kwargs)

    def delete(self) -> NoReturn:
        raise FrozenError("what was published is never removed")


class Publication(models.Model):
    """公布稿: the canonical JSON of a published version and its seal; its files are ``PublishedFile`` rows.

    ``data`` is the exchange format, ``sha256`` and ``sm3`` the hexadecimal hashes of its UTF-8 bytes. ``reason`` is why
    it replaced the version before, as the public reads it (更正原因), empty for the first one.
    Of the PDF are kept what its
    layout check found (``layout``, as ``press.Printed.notes`` has it) and, where it is signed, by whom and when.
    ``own_site_url`` is where the agency published the report on a site of its own, as somebody of the agency said.
    """

    version = models.OneToOneField(Version, models.PROTECT, related_name="publication")
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64, default="")
    data = models.TextField()
    reason = models.TextField(_("更正原因"), blank=True)
    published_at = models.DateTimeField(_("发布时间"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    layout = models.JSONField(_("版式检查"), default=list, blank=True)
    signer = models.CharField(_("签名人"), max_length=255, blank=True)
    signed_at = models.DateTimeField(_("签名时间"), null=True, blank=True)
    own_site_url = models.URLField(_("本机关网站公布地址"), max_length=500, blank=True)
    own_site_on = models.DateField(_("在本机关网站公布的日期"), null=True, blank=True)
    own_site_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("公布稿")
        ordering: ClassVar = ["-published_at", "-pk"]
        # What came last, of however many: the home page, the feed, the site map.
        indexes: ClassVar = [models.Index(fields=["-published_at", "-id"], name="publication_latest")]

    def __str__(self) -> str:
        return str(self.version)

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Write a new one with its SM3, or fields of an old one that may change; raises ``FrozenError`` for others."""
        if self._state.adding:
            self.sm3 = sm3(self.data)
        elif update_fields is None or FROZEN & set(update_fields):
            raise FrozenError("what was published is never changed")
        super().save(*args, update_fields=update_fields, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError("what was published is never removed")

    @property
    def in_force(self) -> bool:
        """Whether it is the version in force (现行)."""
        return self.version.state == State.PUBLISHED


class SearchText(models.Model):
    """检索文本: a piece of a publication as it is searched, with its tokens (docs/adr/0032-search.md).

    The full-text index of ``tokens`` is kept by the database itself: an FTS5 table with triggers on SQLite, a generated
    column with a GIN index on PostgreSQL. A migration that alters this table on SQLite must create the triggers anew.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="search_texts")
    place = models.CharField(_("位置"), max_length=20)
    text = models.TextField()
    tokens = models.TextField()

    class Meta:
        verbose_name = _("检索文本")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["publication", "place"], name="searchtext_place")]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.place}"
