"""沿用上年的段落: which paragraphs a report took over from last year's, to be told until somebody edits them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models.narrative import SECTIONS
from govreport.reports.models.version import Version


class TakenParagraph(models.Model):
    """沿用上年的段落: the SHA-256 of one paragraph's text; while a paragraph of the section has it, it is unedited."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="taken")
    section = models.CharField(_("部分"), max_length=20)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("沿用上年的段落")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "section", "digest"], name="taken_once"),
            models.CheckConstraint(condition=models.Q(section__in=SECTIONS), name="taken_section_known"),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.digest[:8]}"
