"""表三 收到和处理政府信息公开申请情况: one database row per official row, one column per kind of applicant."""

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models.version import Version

# The rows of the 2019 format (23) and of the 2021 format (25), in printed order.
ROWS: Final = (
    "new_received",
    "carried_in",
    "disclosed_full",
    "disclosed_part",
    "refused_state_secret",
    "refused_law_prohibited",
    "refused_security_stability",
    "refused_third_party",
    "refused_internal_affairs",
    "refused_process_info",
    "refused_case_file",
    "refused_admin_query",
    "unable_not_held",
    "unable_needs_creation",
    "unable_unclear",
    "unprocessed_petition",
    "unprocessed_duplicate",
    "unprocessed_publication",
    "unprocessed_excessive",
    "unprocessed_confirm_reissue",
    "other_processing",
    "other_no_correction",
    "other_fee_unpaid",
    "other_misc",
    "total_processed",
    "carried_out",
)


class ApplicationRow(models.Model):
    """表三的一行. NULL is a blank cell; ``total`` is the declared total of an imported report, else computed."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="application_rows")
    row = models.CharField(_("行"), max_length=40)
    natural_person = models.PositiveIntegerField("自然人", null=True)
    commercial = models.PositiveIntegerField("商业企业", null=True)
    research = models.PositiveIntegerField("科研机构", null=True)
    public_welfare = models.PositiveIntegerField("社会公益组织", null=True)
    legal_service = models.PositiveIntegerField("法律服务机构", null=True)
    other_org = models.PositiveIntegerField("其他", null=True)
    total = models.PositiveIntegerField("总计", null=True)

    class Meta:
        verbose_name = "表三"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "row"], name="t3_row_once"),
            models.CheckConstraint(condition=models.Q(row__in=ROWS), name="t3_row_known"),
        ]

    def __str__(self) -> str:
        return f"t3.{self.row}"
