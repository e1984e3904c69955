"""整改通知: asked for by a person, made by a job one by one, put together in one archive to download.

They are on confirmed files of a batch, or on reports of this system that the office inspects.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from tempfile import SpooledTemporaryFile
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, User
from govreport.batches.letter_models import OF_REPORTS
from govreport.batches.models import Batch, Letter, Letters, OfficeLetter, OfficeLetters, Reading
from govreport.checks.assess import assess
from govreport.checks.tally import INSPECTED
from govreport.documents.findings import Line, Listing, listing
from govreport.documents.findings.batch import letter, put_together
from govreport.documents.findings.notice import Office, needs_notice
from govreport.jobs.models import Job
from govreport.jobs.services import cancel, enqueue, forget
from govreport.jobs.work import Work
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import Refused
from govreport.reports.models import Version
from govreport.standards.document import AgencyName, Document
from govreport.standards.finding import Severity

KIND = "batch_letters"
# Letters are Chinese whatever language the page is shown in.
CHINESE = "zh-hans"
# Bytes of an archive that are held in memory while it is put together.
_IN_MEMORY = 8 * 1024 * 1024
# Letters on files of a batch, or on reports of this system.
Asked = Letters | OfficeLetters


def letter_listing(reading: Reading) -> Listing | None:
    """What a letter is made of, in Chinese; None where nobody has confirmed whose report it is or nothing is wrong."""
    item = reading.checked
    if item is None or reading.confirmed_at is None or reading.agency is None:
        return None
    named = item.document.replace(agency=replace(item.document.agency, name=reading.agency.name), year=reading.year)
    found = replace(item.listing(CHINESE), document=named)
    return found if needs_notice(found) else None


def report_listing(version: Version) -> Listing | None:
    """The same for a report of this system: what nobody has settled; None where nothing is, or it was taken back."""
    if version.state not in INSPECTED:
        return None
    judged = assess(version)
    found = listing(judged.document, judged.standing_open, CHINESE)
    return found if needs_notice(found) else None


@dataclass(frozen=True, slots=True)
class _Subject:
    """一份通知所依据的: what it is made of, whose chain of the journal says so, and with which words."""

    listing: Listing
    agency: Agency | None
    subject: str
    facts: dict[str, Any]


def _subject(letters: Asked, key: int) -> _Subject | None:
    """What one letter is about; None where there is nothing (any more) to write of."""
    if isinstance(letters, Letters):
        reading = Reading.objects.select_related("agency").filter(pk=key, batch=letters.batch_id).first()
        found = letter_listing(reading) if reading else None
        if reading is None or found is None:
            return None
        return _Subject(
            found, reading.agency, letters.batch.subject, {"batch": letters.batch.name, "year": reading.year}
        )
    version = Version.objects.with_report().select_related("fee_statement").filter(pk=key).first()
    found = report_listing(version) if version else None
    if version is None or found is None:
        return None
    return _Subject(found, version.report.agency, version.subject, {})


def ask_letters(
    *, batch: Batch, readings: Sequence[int], office: Office, kind: str, by: User, url: str = "{}"
) -> Letters:
    """Have letters made for the readings named, by key; ``url`` is the page of letters with ``{}`` for their key."""
    with transaction.atomic():
        letters = Letters.objects.create(batch=batch, by=by, kind=kind, **_stated(office))
        letters.job = _ask(KIND, letters, batch.office, batch.name, readings, url)
        letters.save(update_fields=["job"])
    return letters


def ask_office_letters(
    *, agency: Agency, year: int, versions: Sequence[int], office: Office, kind: str, by: User, url: str = "{}"
) -> OfficeLetters:
    """The same for reports of a year, by the keys of their versions, which the person may inspect."""
    title = _("%(year)s年度年报的整改通知") % {"year": year}
    with transaction.atomic():
        letters = OfficeLetters.objects.create(agency=agency, year=year, by=by, kind=kind, **_stated(office))
        letters.job = _ask(OF_REPORTS, letters, agency, title, versions, url)
        letters.save(update_fields=["job"])
    return letters


def _stated(office: Office) -> dict[str, Any]:
    return {"name": office.name, "issued": office.issued, "due": office.due, "contact": office.contact}


def _ask(kind: str, letters: Asked, agency: Agency, title: str, keys: Sequence[int], url: str) -> Job:
    return enqueue(
        kind,
        str(letters.pk),
        {"letters": letters.pk},
        by=letters.by,
        agency=agency,
        title=title,
        url=url.format(letters.pk),
        items=[str(key) for key in keys],
    )


def write_letters(work: Work, letters: Asked) -> None:
    """Each part is a report; what is made is kept, so that a run that was broken off goes on."""
    for part in work.todo():
        found = _subject(letters, int(part.key))
        if found is None:
            work.fail(part, _("这份年报的检查结果已改变或删除，没有生成通知。"))
            continue
        with translation.override(CHINESE):
            data = letter(found.listing, letters.office, letters.kind)
        part.result = _stating(found.listing)
        with work.settle(part):
            _keep(letters, int(part.key), data)
            stated = {"office": letters.name, "due": letters.due.isoformat()}
            record(
                actions.NOTICE_MADE,
                by=letters.by,
                agency=found.agency,
                subject=found.subject,
                payload={**stated, **found.facts},
            )
    work.check()
    if not letters.stored:
        with translation.override(CHINESE):
            _put_together(letters, {int(key): result for key, result in work.job.items.values_list("key", "result")})


def _keep(letters: Asked, key: int, data: bytes) -> None:
    if isinstance(letters, Letters):
        Letter.objects.create(letters=letters, reading_id=key, data=data)
    else:
        OfficeLetter.objects.create(letters=letters, version_id=key, data=data)


def _stating(found: Listing) -> dict[str, Any]:
    """What a letter says, kept with its part of the job for the overview."""
    own = found.document
    lines = [asdict(line) for line in found.lines]
    return {"edition": own.edition, "year": own.year, "agency": own.agency.name, "lines": lines}


def _stated_by(result: dict[str, Any]) -> Listing:
    """The same, read again."""
    lines = tuple(Line(**{**line, "severity": Severity(line["severity"])}) for line in result["lines"])
    return Listing(Document(result["edition"], result["year"], AgencyName(result["agency"])), lines)


def _put_together(letters: Asked, stating: dict[int, dict[str, Any]]) -> None:
    """The archive, put into the store whole; the letters themselves are in it and need not be kept beside it.

    The overview says what the letters say, also where a report was changed or taken back after its letter was made.
    """
    made: dict[int, int] = {}
    listings: list[Listing] = []
    for pk, key in letters.made.values_list("pk", "reading" if isinstance(letters, Letters) else "version"):
        found = _stated_by(stating[key])
        listings.append(found)
        made[id(found)] = pk
    if not listings:
        return
    with SpooledTemporaryFile(_IN_MEMORY) as target:
        put_together(target, listings, lambda item: _bytes(letters, made[id(item)]), letters.kind)
        size = target.tell()
        target.seek(0)
        letters.stored.save("letters.zip", File(target), save=False)
    with transaction.atomic():
        type(letters)._default_manager.filter(pk=letters.pk).update(stored=letters.stored.name, size=size)
        letters.made.all().delete()


def _bytes(letters: Asked, pk: int) -> bytes:
    return bytes(letters.made.values_list("data", flat=True).get(pk=pk))


def remove_letters(letters: Asked) -> None:
    """Delete letters and their archive; raises ``Refused`` while one is still being made."""
    job = letters.job
    if job is not None and job.is_open and cancel(job).is_open:
        raise Refused(_("整改通知还在生成，已要求取消。请稍候再删除。"))
    stored = letters.stored if letters.stored else None
    with transaction.atomic():
        type(letters)._default_manager.filter(pk=letters.pk).delete()
        if job is not None:
            forget(job)
        if stored is not None:
            transaction.on_commit(lambda: stored.storage.delete(str(stored.name)))
