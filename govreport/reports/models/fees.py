"""信息处理费: the four figures of the fee statement in section six, since report year 2021."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models.fields import ExactDecimalField
from govreport.reports.models.version import Version


class FeeStatement(models.Model):
    """信息处理费收取情况 (国办函〔2020〕109号): counts in 件, amounts in 元; NULL is blank."""

    version = models.OneToOneField(Version, models.CASCADE, related_name="fee_statement")
    notice_count = models.PositiveIntegerField(_("发出收费通知件数"), null=True)
    notice_amount_yuan = ExactDecimalField(_("发出收费通知总金额（元）"), null=True)
    collected_count = models.PositiveIntegerField(_("实际收取件数"), null=True)
    collected_yuan = ExactDecimalField(_("实际收取总金额（元）"), null=True)

    class Meta:
        verbose_name = _("信息处理费")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(notice_amount_yuan__gte=0) & models.Q(collected_yuan__gte=0),
                name="fee_amounts_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"fee {self.version_id}"
