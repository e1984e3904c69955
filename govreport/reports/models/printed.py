"""原样文字: what a source printed, or a person typed, where the typed column cannot hold it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models.version import Version


class PrintedCell(models.Model):
    """一格的原样文字: "150人次", "4299 万元", "11 36", "-3".

    ``text`` stands as printed. ``number`` is the exact number of the cell where its column cannot hold it (a count
    of 1.5, a negative one, seven decimals), empty otherwise.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="printed_cells")
    address = models.CharField(_("单元格"), max_length=80)
    text = models.TextField(_("原样文字"), blank=True)
    number = models.TextField(blank=True)

    class Meta:
        verbose_name = _("原样文字")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "address"], name="printed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.text}"
