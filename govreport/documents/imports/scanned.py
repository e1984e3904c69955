"""扫描件的导入: its recognition takes a minute or more, so that it is a job; the import waits for it."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import get_language

from govreport.agencies.models import User
from govreport.documents.read.bounded import to_plain
from govreport.documents.read.result import ReadResult
from govreport.documents.services import read_report
from govreport.jobs.models import Job
from govreport.jobs.services import enqueue
from govreport.jobs.work import JobError, Work
from govreport.reports.models import ImportedFile, ImportState
from govreport.standards.document import DocumentError

RECOGNISING: Final = "imports.recognise"


def kept_reading(result: ReadResult) -> dict[str, Any]:
    """A reading as an import keeps it: with the language in which its doubts are told."""
    return to_plain(result) | {"language": get_language() or "zh-hans"}


def recognise_later(imported: ImportedFile, by: User) -> Job:
    """Ask for the recognition of a file that was kept without a reading; inside the caller's transaction."""
    return enqueue(
        RECOGNISING,
        str(imported.pk),
        {"import": imported.pk},
        by=by,
        agency=imported.agency,
        title=imported.name,
        url=reverse("drafting:import", args=[imported.pk]),
    )


def job_of(imported: ImportedFile) -> Job | None:
    """The job that recognises a file."""
    return Job.objects.filter(key=f"{RECOGNISING}:{imported.pk}").first()


def recognise(work: Work) -> None:
    """Read the file and keep what was read, unless it was given up or read meanwhile. Harmless to repeat."""
    waiting = ImportedFile.objects.filter(pk=work.payload["import"], state=ImportState.OPEN, read={})
    imported = waiting.first()
    if imported is None:
        return
    try:
        with imported.file.open("rb") as file:
            result = read_report(imported.name, file.read(), scans=True)
    except DocumentError as error:
        raise JobError(str(error)) from error
    work.check()
    waiting.update(read=kept_reading(result))
