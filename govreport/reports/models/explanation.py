"""差异说明: why something the checks ask about is right as it stands, in the author's words (docs/reasons.md)."""

import hashlib
import json
from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from govreport.reports.models.version import Version


def mark_of(values: Mapping[str, str]) -> str:
    """The digest of the values a reason is bound to: sixteen hexadecimal characters."""
    text = json.dumps(dict(values), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Ruling(models.TextChoices):
    """审核人的认定: what the reviewer thinks of a reason."""

    NONE = "none", _("未认定")
    ACCEPTED = "accepted", _("已认可")
    REFUSED = "refused", _("未认可")


class Explanation(models.Model):
    """差异说明: one reason, bound to a rule at a place (``subject``) and to the values it explains.

    ``values``: address → text of every cell that took part, and the numbers or the passage compared; as long as they
    stand, so does the reason. ``mark`` is their digest. ``published``: the reason is shown with the published report.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="explanations")
    rule = models.CharField(_("规则"), max_length=20)
    subject = models.CharField(_("位置"), max_length=80)
    values = models.JSONField(_("所说明的数据"), default=dict)
    mark = models.CharField(max_length=16)
    text = models.TextField(_("原因"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ruling = models.CharField(_("审核人的认定"), max_length=10, choices=Ruling, default=Ruling.NONE)
    ruling_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    ruling_at = models.DateTimeField(null=True)
    ruling_note = models.TextField(_("不认可的原因"), blank=True)
    published = models.BooleanField(_("可随报告公布"), default=False)

    class Meta:
        verbose_name = _("差异说明")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "rule", "subject", "mark"], name="explanation_once"),
            models.CheckConstraint(condition=models.Q(ruling__in=Ruling.values), name="explanation_ruling_known"),
            models.CheckConstraint(
                condition=models.Q(ruling=Ruling.NONE) | models.Q(ruling_by__isnull=False),
                name="explanation_ruled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.subject} {self.text}"
