"""下载留痕: whoever takes a report out of the system before it is published leaves an event."""

from django.http import HttpRequest

from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.models import Version
from govreport.web.desk.access import person


def note_download(request: HttpRequest, version: Version, name: str) -> None:
    """Record who takes which file of a version.

    Kept under a subject of its own: taking a copy is no work on the report. A HEAD request takes nothing.
    """
    if request.method == "HEAD":
        return
    record(
        actions.DRAFT_DOWNLOADED,
        by=person(request),
        agency=version.report.agency,
        subject=f"draft:{version.pk}",
        payload={"file": name},
    )
