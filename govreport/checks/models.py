"""校核汇总: how many findings of each rule a version has, kept to be looked through in a list of thousands."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from govreport.reports.models import Version


class Tally(models.Model):
    """校核汇总.

    ``counts`` is a list of ``[rule, severity, how many, how many of them nobody has settled]``. It follows from the
    version, from last year's report (``compared_with`` at its save number ``compared_lock``; both empty where there is
    none) and from the rules (``rules``, ``tally.fingerprint``). It may be thrown away at any time (docs/adr/0057).
    """

    version = models.OneToOneField(Version, models.CASCADE, related_name="tally")
    rules = models.CharField(max_length=64)
    compared_with = models.ForeignKey(Version, models.SET_NULL, null=True, related_name="+")
    compared_lock = models.PositiveIntegerField(null=True)
    counts = models.JSONField(default=list)
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("校核汇总")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.version_id} {self.rules[:8]}"
