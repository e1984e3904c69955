"""联动数字: where a section's text quotes a cell of a table, so that text and table cannot disagree."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models.narrative import SECTIONS
from govreport.reports.models.version import Version


class FigureLink(models.Model):
    """一处联动数字: ``text[start : start + length]`` of a section is the number of the cell (docs/adr/0020).

    Offsets count characters of the stored text. ``seen`` is the number a person last had before them when they saved
    the text, so that what has been updated since can be told. Links of one section never overlap.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="links")
    section = models.CharField(_("部分"), max_length=20)
    address = models.CharField(_("单元格"), max_length=80)
    start = models.PositiveIntegerField()
    length = models.PositiveSmallIntegerField()
    seen = models.TextField()

    class Meta:
        verbose_name = _("联动数字")
        ordering: ClassVar = ["version", "section", "start"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "section", "start"], name="link_once"),
            models.CheckConstraint(condition=models.Q(section__in=SECTIONS), name="link_section_known"),
            models.CheckConstraint(condition=models.Q(length__gte=1), name="link_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.start} {self.address}"

    @property
    def span(self) -> tuple[int, int]:
        """First character and the one after the last."""
        return self.start, self.start + self.length
