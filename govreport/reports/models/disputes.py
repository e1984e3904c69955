"""表四 政府信息公开行政复议、行政诉讼情况: the printed row of fifteen cells is stored as three blocks of five."""

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models.version import Version

# 行政复议; 行政诉讼: 未经复议直接起诉, 复议后起诉
BLOCKS: Final = ("review", "litigation_direct", "litigation_after_review")


class DisputeRow(models.Model):
    """表四的一栏. NULL is a blank cell."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="dispute_rows")
    row = models.CharField(_("栏"), max_length=40)
    upheld = models.PositiveIntegerField("结果维持", null=True)
    corrected = models.PositiveIntegerField("结果纠正", null=True)
    other = models.PositiveIntegerField("其他结果", null=True)
    pending = models.PositiveIntegerField("尚未审结", null=True)
    total = models.PositiveIntegerField("总计", null=True)

    class Meta:
        verbose_name = "表四"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "row"], name="t4_row_once"),
            models.CheckConstraint(condition=models.Q(row__in=BLOCKS), name="t4_row_known"),
        ]

    def __str__(self) -> str:
        return f"t4.{self.row}"
