"""年度报告: an agency's report for a year; the text itself is in its versions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import Agency
from govreport.reports.querysets import ReportQuerySet
from govreport.standards import in_force
from govreport.standards.edition import Edition

FIRST_YEAR = 2014  # before it there was no uniform table
LAST_YEAR = 2199


class ReportScope(models.TextChoices):
    """报告范围: the agency alone, with its subordinates, or the whole territory."""

    SELF = "self", _("本机关")
    SELF_AND_SUBORDINATES = "self_and_subordinates", _("本机关及所属单位")
    TERRITORY = "territory", _("本行政区域")


class Report(models.Model):
    """年度报告: agency × year × scope; the edition of the format follows from the year."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField(_("报告年度"))
    scope = models.CharField(_("报告范围"), max_length=30, choices=ReportScope, default=ReportScope.SELF)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("年度报告")
        ordering: ClassVar = ["-year", "agency__sort", "agency__code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "year", "scope"], name="report_once"),
            models.CheckConstraint(
                condition=models.Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="report_year_in_range"
            ),
            models.CheckConstraint(condition=models.Q(scope__in=ReportScope.values), name="report_scope_known"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"

    @property
    def edition(self) -> Edition:
        """The edition in force for the year."""
        found = in_force(self.year)
        if found is None:
            raise ValueError(f"no edition for {self.year}")  # the constraint on the year forbids it
        return found
