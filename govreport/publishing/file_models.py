"""公布文件与清单: every file of a publication with its hashes, and the list of them; written once, never changed."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FrozenError(TypeError):
    """公布稿不得改动: raised on any attempt to change or remove what was published."""


class FrozenQuerySet(models.QuerySet[Any]):
    """Rows that are only ever added."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise FrozenError("what was published is never changed")

    def delete(self) -> NoReturn:
        raise FrozenError("what was published is never removed")


class Frozen(models.Model):
    """只增不改: a row that is written once; a trigger of the database says so too (migration 0009)."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; raises ``FrozenError`` for an old one."""
        if not self._state.adding:
            raise FrozenError("what was published is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError("what was published is never removed")


class PublishedFile(Frozen):
    """公布文件: one file of a publication as it lies in the storage; ``size`` in bytes, hashes of its bytes.

    ``suffix`` says which (``pdf``, ``docx`` …). Where a file was lost and could not be made again byte by byte, a later
    row stands beside the first one: the last one is handed out, and copies of either are recognised.
    """

    publication = models.ForeignKey("publishing.Publication", models.PROTECT, related_name="files")
    suffix = models.CharField(max_length=8)
    content = models.FileField(upload_to="publications", max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    sm3 = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("公布文件")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.publication_id}.{self.suffix}"


class Manifest(Frozen):
    """公布文件清单: the files of a publication as JSON (docs/publication.md), with its own hashes.

    ``number`` counts the lists of one publication; its hash is in the journal.
    """

    publication = models.ForeignKey("publishing.Publication", models.PROTECT, related_name="manifests")
    number = models.PositiveSmallIntegerField(default=1)
    data = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    sm3 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("公布文件清单")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "number"], name="manifest_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.number}"
