"""不一致的原因: why a cell departs from what last year's report says it should be."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models.version import Version


class CellReason(models.Model):
    """一格的说明: a cell of 上年结转 that may differ from last year's 结转下年度, and why."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="reasons")
    address = models.CharField(_("单元格"), max_length=80)
    text = models.TextField(_("原因"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("不一致的原因")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "address"], name="reason_once"),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.text}"
