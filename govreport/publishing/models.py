"""公布稿: what was released to the public, frozen word by word."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models import Version


class PublicationQuerySet(models.QuerySet["Publication"]):
    """公布稿."""

    def with_report(self) -> "PublicationQuerySet":
        """With version, report and agency, in the same query."""
        return self.select_related("version__report__agency")

    def without_text(self) -> "PublicationQuerySet":
        """Without what lists never show, the text above all."""
        return self.defer("data", "layout", "sizes")


class Publication(models.Model):
    """公布稿: the canonical JSON of a published version, its seal, and its PDF.

    ``data`` is the exchange format, ``sha256`` the hexadecimal hash of its UTF-8 bytes. Of the PDF are kept what its
    layout check found (``layout``, as ``press.Printed.notes`` has it) and, where it is signed, by whom and when.
    ``sizes`` are the bytes of the files made on demand, by suffix; ``own_site_url`` is where the agency published the
    report on a site of its own, as somebody of the agency said.
    """

    version = models.OneToOneField(Version, models.PROTECT, related_name="publication")
    sha256 = models.CharField(max_length=64)
    data = models.TextField()
    published_at = models.DateTimeField(_("发布时间"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pdf = models.FileField(upload_to="publications", blank=True, max_length=255)
    pdf_ready = models.BooleanField(default=False)
    layout = models.JSONField(_("版式检查"), default=list, blank=True)
    signer = models.CharField(_("签名人"), max_length=255, blank=True)
    signed_at = models.DateTimeField(_("签名时间"), null=True, blank=True)
    sizes = models.JSONField(_("文件大小"), default=dict, blank=True)
    own_site_url = models.URLField(_("本机关网站公布地址"), max_length=500, blank=True)
    own_site_on = models.DateField(_("在本机关网站公布的日期"), null=True, blank=True)
    own_site_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("公布稿")
        ordering: ClassVar = ["-published_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(pdf_ready=False) | ~models.Q(pdf=""), name="publication_ready_has_file"
            ),
        ]

    def __str__(self) -> str:
        return str(self.version)

    @property
    def pdf_size(self) -> int | None:
        """Bytes of the PDF; None while it is not rendered, or when its file is lost."""
        try:
            return self.pdf.size if self.pdf_ready else None
        except FileNotFoundError:
            return None


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
