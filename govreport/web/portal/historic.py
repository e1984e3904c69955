"""历史归档: what the page of a historic report says of its original."""

from dataclasses import dataclass

from django.urls import reverse

from govreport.archive.models import Item
from govreport.publishing.models import Publication
from govreport.reports.models import Origin


@dataclass(frozen=True, slots=True)
class Original:
    """原件: its address and size in bytes; no address where it is not public."""

    url: str
    size: int


def original_of(publication: Publication) -> Original | None:
    """The original of a historic publication; None for all others."""
    version = publication.version
    if version.origin != Origin.HISTORIC:
        return None
    item = Item.objects.select_related("batch").filter(version=version).first()
    if item is None or not item.batch.public:
        return Original("", 0)
    report = version.report
    return Original(reverse("portal:original", args=[report.year, report.agency.code, version.number]), item.size)
