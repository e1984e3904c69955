"""归档件的行: an item as judged, and the way to the report that stands at its year already."""

from dataclasses import dataclass

from django.urls import reverse

from govreport.agencies.models import User
from govreport.agencies.permissions import may_view
from govreport.archive.judging import Judged
from govreport.archive.models import Item
from govreport.reports.models import State


@dataclass(frozen=True, slots=True)
class Row:
    """一行: an item as judged; ``year`` as it was typed and ``refused`` why that could not be taken.

    ``existing`` leads to the report of its year, for those who may see it.
    """

    judged: Judged
    existing: str = ""
    year: str = ""
    refused: str = ""

    @property
    def item(self) -> Item:
        """The item."""
        return self.judged.item


def existing_url(judged: Judged, user: User) -> str:
    """Where the report of the year stands: public, or in the desk of those who may see it; empty for others."""
    version = judged.standing
    if version is None:
        return ""
    report = version.report
    if version.state == State.PUBLISHED:
        return reverse("portal:report", args=[report.year, report.agency.code])
    return reverse("drafting:report", args=[report.pk]) if may_view(user, report.agency) else ""
