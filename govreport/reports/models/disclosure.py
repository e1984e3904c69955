"""表二 主动公开政府信息情况: one database row per official row, one column per official column of either edition."""

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models.fields import ExactDecimalField
from govreport.reports.models.version import Version

# Which columns a row may fill: 第二十条第（一）（五）（六）（八）（九）项, editions 2019 and 2021 together.
STOCK: Final = ("issued", "repealed", "in_force", "made", "newly_public", "public_total")
ITEMS: Final = ("prev_items", "delta", "decisions")
COLUMNS_OF_ROW: Final = {
    "rules": STOCK,
    "normative_docs": STOCK,
    "licensing": ITEMS,
    "other_services": ITEMS,
    "penalty": ITEMS,
    "coercion": ITEMS,
    "admin_fees": ("prev_items", "delta", "amount_wan"),
    "procurement": ("projects", "amount"),
}
COUNTS: Final = ("issued", "repealed", "in_force", "made", "newly_public", "public_total", "prev_items")
COLUMNS: Final = (*COUNTS, "delta", "decisions", "projects", "amount_wan", "amount")


def _only_own_columns() -> models.Q:
    """Condition: columns that do not belong to the row are empty."""
    condition = models.Q()
    for row, columns in COLUMNS_OF_ROW.items():
        empty = {f"{column}__isnull": True for column in COLUMNS if column not in columns}
        condition |= models.Q(row=row, **empty)
    return condition


class DisclosureRow(models.Model):
    """表二的一行. NULL is a blank cell; ``delta`` (本年增/减) is the only signed column."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="disclosure_rows")
    row = models.CharField(_("行"), max_length=40)
    # 2021 format
    issued = models.PositiveIntegerField("本年制发件数", null=True)
    repealed = models.PositiveIntegerField("本年废止件数", null=True)
    in_force = models.PositiveIntegerField("现行有效件数", null=True)
    amount_wan = ExactDecimalField("本年收费金额（万元）", null=True)
    # both formats
    decisions = models.PositiveIntegerField("处理决定数量", null=True)
    # 2019 format
    made = models.PositiveIntegerField("本年新制作数量", null=True)
    newly_public = models.PositiveIntegerField("本年新公开数量", null=True)
    public_total = models.PositiveIntegerField("对外公开总数量", null=True)
    prev_items = models.PositiveIntegerField("上一年项目数量", null=True)
    delta = models.IntegerField("本年增/减", null=True)
    projects = models.PositiveIntegerField("采购项目数量", null=True)
    amount = ExactDecimalField("采购总金额", null=True)

    class Meta:
        verbose_name = "表二"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "row"], name="t2_row_once"),
            models.CheckConstraint(condition=_only_own_columns(), name="t2_columns_of_row"),
            models.CheckConstraint(
                condition=models.Q(amount_wan__gte=0) & models.Q(amount__gte=0), name="t2_amounts_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"t2.{self.row}"
