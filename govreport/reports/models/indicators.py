"""政府信息公开情况统计表 (2014): one database row per indicator, with one number or, for one indicator, words."""

from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.reports.models.fields import ExactDecimalField
from govreport.reports.models.version import Version

WORDS: Final = ("c4_topics",)  # 申请公开的主要内容; all other indicators are numbers
ROWS: Final = (
    "a1_disclosed_total",
    "a1_normative_disclosed",
    "a1_normative_issued",
    "a2_gazette",
    "a2_website",
    "a2_weibo",
    "a2_wechat",
    "a2_other",
    "b1_responses",
    "b2_press_conf",
    "b2_press_conf_principal",
    "b2_interview",
    "b2_interview_principal",
    "b2_interpretation",
    "b2_social_media",
    "b2_other",
    "c1_received",
    "c1_in_person",
    "c1_fax",
    "c1_online",
    "c1_mail",
    "c2_closed",
    "c2_on_time",
    "c2_extended",
    "c3_replied",
    "c3_already_public",
    "c3_granted",
    "c3_partial",
    "c3_refused",
    "c3_ref_secret",
    "c3_ref_trade",
    "c3_ref_privacy",
    "c3_ref_stability",
    "c3_ref_not_gov_info",
    "c3_ref_other_law",
    "c3_not_own",
    "c3_not_exist",
    "c3_supplement",
    "c3_redirected",
    "c4_topics",
    "d_total",
    "d_upheld",
    "d_corrected",
    "d_other",
    "e_total",
    "e_upheld",
    "e_corrected",
    "e_other",
    "f_complaints",
    "g_fees_wan",
    "h1_units",
    "h2_points",
    "h3_staff",
    "h3_full_time",
    "h3_part_time",
    "h4_budget_wan",
    "i1_meetings",
    "i2_trainings",
    "i3_trainees",
)


class IndicatorRow(models.Model):
    """统计表的一项. NULL is a blank cell; counts and amounts (万元) share the exact column."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="indicator_rows")
    row = models.CharField("统计指标", max_length=40)
    value = ExactDecimalField("统计数", null=True)
    text = models.TextField(_("文字"), blank=True)

    class Meta:
        verbose_name = "统计表"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "row"], name="t18_row_once"),
            models.CheckConstraint(condition=models.Q(row__in=ROWS), name="t18_row_known"),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="t18_value_not_negative"),
            models.CheckConstraint(
                condition=models.Q(row__in=WORDS, value__isnull=True) | (~models.Q(row__in=WORDS) & models.Q(text="")),
                name="t18_words_or_number",
            ),
        ]

    def __str__(self) -> str:
        return f"t18.{self.row}"
