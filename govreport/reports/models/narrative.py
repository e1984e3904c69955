"""文字部分: the narrative sections 前言, 一, 五, 六, 结尾."""

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models.version import Version

SECTIONS: Final = ("preamble", "sec1", "sec5", "sec6", "closing")


class Narrative(models.Model):
    """一个部分的文字: paragraphs separated by one line feed; headings keep their numbering as text."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="narratives")
    section = models.CharField(_("部分"), max_length=20)
    text = models.TextField(_("文字"), blank=True)

    class Meta:
        verbose_name = _("文字部分")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "section"], name="narrative_once"),
            models.CheckConstraint(condition=models.Q(section__in=SECTIONS), name="narrative_section_known"),
        ]

    def __str__(self) -> str:
        return self.section
