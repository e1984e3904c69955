"""报告的可见范围: lists of reports and versions that a person may see."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models

from govreport.agencies.models import User
from govreport.agencies.querysets import agencies_of

if TYPE_CHECKING:
    from govreport.reports.models import Report, Version  # noqa: F401 (named in the bases below)

CONTENTS = (
    "disclosure_rows",
    "application_rows",
    "dispute_rows",
    "indicator_rows",
    "printed_cells",
    "narratives",
)


class ReportQuerySet(models.QuerySet["Report"]):
    """年度报告."""

    def visible_to(self, user: User | AnonymousUser) -> "ReportQuerySet":
        """Reports of agencies the person works for, or oversaw in the report year."""
        return self.filter(agencies_of(user, prefix="agency__", year="year"))


class VersionQuerySet(models.QuerySet["Version"]):
    """版次."""

    def visible_to(self, user: User | AnonymousUser) -> "VersionQuerySet":
        """Versions of the reports the person may see."""
        return self.filter(agencies_of(user, prefix="report__agency__", year="report__year"))

    def without_abandoned(self) -> "VersionQuerySet":
        """Without corrections that were given up (废止): no report stands at one."""
        from govreport.reports.models import State

        return self.exclude(state=State.ABANDONED)

    def with_report(self) -> "VersionQuerySet":
        """With report and agency, in the same query."""
        return self.select_related("report__agency")

    def with_contents(self) -> "VersionQuerySet":
        """With all that ``figures.document_of`` reads: a constant number of queries for any number of versions."""
        return self.with_report().select_related("fee_statement").prefetch_related(*CONTENTS)
