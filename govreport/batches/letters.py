"""批量检查的整改通知: asked for by a person, made by a job one by one, put together in one archive to download."""

from collections.abc import Sequence
from dataclasses import replace
from tempfile import SpooledTemporaryFile

from django.core.files.base import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.batches.models import Batch, Letter, Letters, Reading
from govreport.documents.findings import Listing
from govreport.documents.findings.batch import letter, put_together
from govreport.documents.findings.notice import Office, needs_notice
from govreport.jobs.services import cancel, enqueue, forget
from govreport.jobs.work import Work
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import Refused

KIND = "batch_letters"
# Letters are Chinese whatever language the page is shown in.
CHINESE = "zh-hans"
# Bytes of an archive that are held in memory while it is put together.
_IN_MEMORY = 8 * 1024 * 1024


def letter_listing(reading: Reading) -> Listing | None:
    """What a letter is made of, in Chinese; None where nobody has confirmed whose report it is or nothing is wrong."""
    item = reading.checked
    if item is None or reading.confirmed_at is None or reading.agency is None:
        return None
    named = item.document.replace(agency=replace(item.document.agency, name=reading.agency.name), year=reading.year)
    found = replace(item.listing(CHINESE), document=named)
    return found if needs_notice(found) else None


def ask_letters(
    *, batch: Batch, readings: Sequence[int], office: Office, kind: str, by: User, url: str = "{}"
) -> Letters:
    """Have letters made for the readings named, by key; ``url`` is the page of letters with ``{}`` for their key."""
    with transaction.atomic():
        letters = Letters.objects.create(
            batch=batch,
            by=by,
            kind=kind,
            name=office.name,
            issued=office.issued,
            due=office.due,
            contact=office.contact,
        )
        letters.job = enqueue(
            KIND,
            str(letters.pk),
            {"letters": letters.pk},
            by=by,
            agency=batch.office,
            title=batch.name,
            url=url.format(letters.pk),
            items=[str(key) for key in readings],
        )
        letters.save(update_fields=["job"])
    return letters


def write_letters(work: Work, letters: Letters) -> None:
    """Each part is a report of the batch; what is made is kept, so that a run that was broken off goes on."""
    for part in work.todo():
        reading = Reading.objects.select_related("agency").filter(pk=int(part.key), batch=letters.batch_id).first()
        found = letter_listing(reading) if reading else None
        if reading is None or found is None:
            work.fail(part, _("这份年报的检查结果已改变或删除，没有生成通知。"))
            continue
        with translation.override(CHINESE):
            data = letter(found, letters.office, letters.kind)
        with work.settle(part):
            Letter.objects.create(letters=letters, reading=reading, data=data)
            _record(letters, reading)
    work.check()
    if not letters.stored:
        with translation.override(CHINESE):
            _put_together(letters)


def _record(letters: Letters, reading: Reading) -> None:
    payload = {
        "office": letters.name,
        "due": letters.due.isoformat(),
        "batch": letters.batch.name,
        "year": reading.year,
    }
    record(actions.NOTICE_MADE, by=letters.by, agency=reading.agency, subject=letters.batch.subject, payload=payload)


def _put_together(letters: Letters) -> None:
    """The archive, put into the store whole; the letters themselves are in it and need not be kept beside it."""
    made: dict[int, int] = {}
    listings: list[Listing] = []
    for key in letters.made.values_list("reading", flat=True):
        if found := letter_listing(Reading.objects.select_related("agency").get(pk=key)):
            listings.append(found)
            made[id(found)] = key
    if not listings:
        return
    with SpooledTemporaryFile(_IN_MEMORY) as target:
        put_together(target, listings, lambda item: _bytes(letters, made[id(item)]), letters.kind)
        size = target.tell()
        target.seek(0)
        letters.stored.save("letters.zip", File(target), save=False)
    with transaction.atomic():
        Letters.objects.filter(pk=letters.pk).update(stored=letters.stored.name, size=size)
        letters.made.all().delete()


def _bytes(letters: Letters, reading: int) -> bytes:
    return bytes(letters.made.values_list("data", flat=True).get(reading=reading))


def remove_letters(letters: Letters) -> None:
    """Delete letters and their archive; raises ``Refused`` while one is still being made."""
    job = letters.job
    if job is not None and job.is_open and cancel(job).is_open:
        raise Refused(_("整改通知还在生成，已要求取消。请稍候再删除。"))
    stored = letters.stored if letters.stored else None
    with transaction.atomic():
        Letters.objects.filter(pk=letters.pk).delete()
        if job is not None:
            forget(job)
        if stored is not None:
            transaction.on_commit(lambda: stored.storage.delete(str(stored.name)))
