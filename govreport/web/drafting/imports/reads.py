"""读自何处: where in which file a cell or a text of a report was read, for its history."""

from dataclasses import dataclass

from django.urls import reverse

from govreport.documents.imports.services import places_read
from govreport.documents.read.place import Place
from govreport.reports.models import Report
from govreport.web.desk.imports.words import described


@dataclass(frozen=True, slots=True)
class Read:
    """读自何处: file name, place in words, and the page that shows it."""

    name: str
    where: str
    url: str


def reads(report: Report, name: str) -> list[Read]:
    """The files in which something was read, latest first."""
    key = name.removeprefix("sections.")
    found = []
    for imported in places_read(report, key):
        where = described(Place.from_plain(imported.read["places"][key]))
        found.append(Read(imported.name, where, f"{reverse('drafting:import', args=[imported.pk])}?at={key}"))
    return found
