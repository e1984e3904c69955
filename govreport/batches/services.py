"""批量检查的办理: opening a batch, adding files, starting, confirming, and removing what is kept no longer."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, User
from govreport.batches.counterparts import compare, compare_followers
from govreport.batches.letters import remove_letters
from govreport.batches.limits import DAYS, MOST_FILES, archive_problem, file_problem, largest, largest_all
from govreport.batches.models import Batch, Reading, ReadState, Upload
from govreport.documents.office.archive import Member, is_collection, members
from govreport.documents.office.package import PackageError
from govreport.documents.render.text import printable
from govreport.jobs.models import Job
from govreport.jobs.services import cancel, enqueue, forget
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import Refused

KIND = "batch_read"
_NAME_LIMIT = 255


@dataclass(frozen=True, slots=True)
class Added:
    """加入的文件: how many reports came in, and a sentence for each file that was not taken."""

    count: int
    problems: tuple[str, ...]


def open_batch(*, office: Agency, name: str, by: User) -> Batch:
    """A new batch without files."""
    until = timezone.now() + timedelta(days=DAYS)
    return Batch.objects.create(office=office, name=name.strip()[:80] or _("未命名批次"), by=by, files_until=until)


def add_files(*, batch: Batch, files: Iterable[Any]) -> Added:
    """Store uploaded files; archives are listed, not unpacked.

    ``files`` are Django's uploaded files. What cannot be taken is told, and keeps nothing else out. Raises ``Refused``
    for a batch that has been started.
    """
    count, problems = 0, []
    for file in files:
        name = printable(str(file.name).replace("\\", "/"))[-_NAME_LIMIT:] or _("未命名文件")
        try:
            count += _add(batch, name, file)
        except _NotTakenError as problem:
            problems.append(str(problem))
    return Added(count, tuple(problems))


class _NotTakenError(Exception):
    """不能加入的文件, as a sentence."""


def _add(batch: Batch, name: str, file: Any) -> int:
    found = _contents(name, file)
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    with transaction.atomic():
        # The row of the batch is the lock: limits hold for those who add at once.
        current = Batch.objects.select_for_update().get(pk=batch.pk)
        if current.job_id is not None:
            raise Refused(_("这个批次已经开始检查，不能再加文件。请另建一个批次。"))
        _refuse_too_much(current, file.size, len(found))
        if current.uploads.filter(sha256=digest.hexdigest()).exists():
            raise _NotTakenError(_("“%(name)s”与已上传的一个文件内容相同，没有重复加入。") % {"name": name})
        upload = Upload(batch=current, name=name, size=file.size, sha256=digest.hexdigest())
        upload.stored.save(name, File(file), save=False)
        upload.save()
        Reading.objects.bulk_create(
            [
                Reading(
                    batch=current,
                    upload=upload,
                    member=member.index if member else None,
                    name=printable(member.name)[-_NAME_LIMIT:] if member else name,
                )
                for member in found
            ],
            batch_size=500,
        )
    return len(found)


def _contents(name: str, file: IO[bytes]) -> Sequence[Member | None]:
    """The reports in an uploaded file: the members of an archive, or the file itself."""
    try:
        if is_collection(file, MOST_FILES):
            return members(file, most=MOST_FILES, largest=largest())
    except PackageError as error:
        raise _NotTakenError(archive_problem(name, error)) from error
    if problem := file_problem(name, int(getattr(file, "size", 0) or 0)):
        raise _NotTakenError(problem)
    return [None]


def _refuse_too_much(batch: Batch, size: int, count: int) -> None:
    if batch.readings.count() + count > MOST_FILES:
        raise _NotTakenError(_("一个批次最多 %(most)s 个文件，其余的没有加入。请另建一个批次。") % {"most": MOST_FILES})
    total = batch.uploads.aggregate(size=Sum("size"))["size"] or 0
    if total + size > largest_all():
        limit = filesizeformat(largest_all())
        raise _NotTakenError(_("一个批次的文件合计最大 %(limit)s，其余的没有加入。请另建一个批次。") % {"limit": limit})


def start(*, batch: Batch, by: User, url: str = "") -> Job:
    """Have the files read; asked for again, it is the same job. Raises ``Refused`` for a batch without files."""
    with transaction.atomic():
        current = Batch.objects.select_for_update(of=("self",)).select_related("office", "job").get(pk=batch.pk)
        if current.job is not None:
            return current.job
        keys = [str(pk) for pk in current.readings.order_by("pk").values_list("pk", flat=True)]
        if not keys:
            raise Refused(_("这个批次还没有文件。请先上传。"))
        title = f"{current.office.display_name}：{current.name}"
        told = {"batch": current.pk}
        job = enqueue(KIND, str(current.pk), told, by=by, agency=current.office, title=title, url=url, items=keys)
        Batch.objects.filter(pk=current.pk).update(job=job)
        payload = {"name": current.name, "files": len(keys)}
        record(actions.BATCH_STARTED, by=by, agency=current.office, subject=current.subject, payload=payload)
    return job


def confirm(*, reading: Reading, agency: Agency, year: int, by: User) -> None:
    """Settle whose report of which year a file is; the result is kept from then on.

    Raises ``Refused`` for a file that was not read or whose reading is kept no longer.
    """
    kept = Reading.objects.filter(pk=reading.pk, state=ReadState.READ, kept__isnull=False)
    former = (reading.agency_id, reading.year)
    now = timezone.now()
    with transaction.atomic():
        if not kept.update(agency=agency, year=year, confirmed_by=by, confirmed_at=now, certain=True, note=""):
            raise Refused(_("“%(name)s”没有读出报告，不能确认。") % {"name": reading.name})
        _record_confirmed(reading.batch, by, [reading.pk])
        settled = Reading.objects.select_related("batch__office").get(pk=reading.pk)
        compare(settled)
        compare_followers(settled, former)


def confirm_proposed(*, batch: Batch, by: User, only: Iterable[int] | None = None) -> int:
    """Settle what was proposed: of the files named, or else all of which there is no doubt; how many that were."""
    doubt_twins(batch)
    open_still = batch.readings.filter(
        state=ReadState.READ,
        kept__isnull=False,
        confirmed_at__isnull=True,
        agency__isnull=False,
        year__isnull=False,
    )
    chosen = open_still.filter(certain=True) if only is None else open_still.filter(pk__in=list(only))
    with transaction.atomic():
        keys = list(chosen.values_list("pk", flat=True))
        doubtful = list(chosen.filter(certain=False).defer("kept"))
        now = timezone.now()
        Reading.objects.filter(pk__in=keys).update(confirmed_by=by, confirmed_at=now, certain=True, note="")
        if keys:
            _record_confirmed(batch, by, keys)
        # Of several that could be last year's report one has been picked.
        for reading in doubtful:
            compare_followers(reading)
    return len(keys)


def doubt_twins(batch: Batch) -> None:
    """Where several files seem to be the same agency's report of the same year, only a person can tell which counts."""
    read = batch.readings.filter(state=ReadState.READ, agency__isnull=False, year__isnull=False).order_by()
    for twins in read.values("agency", "year").annotate(count=Count("pk")).filter(count__gt=1):
        words = _("本批次有 %(count)s 个文件对应到这个机关的这一年度，请确认用哪一个。") % {"count": twins["count"]}
        open_still = batch.readings.filter(agency=twins["agency"], year=twins["year"], confirmed_at__isnull=True)
        open_still.filter(certain=True).update(certain=False, note=words)


def _record_confirmed(batch: Batch, by: User, keys: Sequence[int]) -> None:
    payload = {"name": batch.name, "files": len(keys)}
    record(actions.BATCH_CONFIRMED, by=by, agency=batch.office, subject=batch.subject, payload=payload)


def remove_files(*, batch: Batch, by: User | None) -> None:
    """Delete the uploaded files, and what was read of those that nobody has confirmed; confirmed results stay."""
    _ask_to_end(Batch.objects.filter(pk=batch.pk))
    with transaction.atomic():
        current = Batch.objects.select_for_update(of=("self",)).select_related("job", "office").get(pk=batch.pk)
        _stop(current)
        if current.files_gone_at is not None:
            return
        stored = list(current.uploads.exclude(stored=""))
        current.uploads.update(stored="")
        current.readings.filter(confirmed_at__isnull=True).update(kept=None)
        Batch.objects.filter(pk=current.pk).update(files_gone_at=timezone.now())
        payload = {"name": current.name, "files": len(stored)}
        record(actions.BATCH_FILES_REMOVED, by=by, agency=current.office, subject=current.subject, payload=payload)
        transaction.on_commit(lambda: _delete(stored))


def remove(*, batch: Batch, by: User) -> None:
    """Delete a batch with everything in it, confirmed results too; the journal keeps that it was there."""
    _ask_to_end(Batch.objects.filter(pk=batch.pk), batch.letters.all())
    with transaction.atomic():
        current = Batch.objects.select_for_update(of=("self",)).select_related("job", "office").get(pk=batch.pk)
        _stop(current)
        for letters in current.letters.select_related("job"):
            remove_letters(letters)
        stored, job = list(current.uploads.exclude(stored="")), current.job
        payload = {"name": current.name, "files": current.readings.count()}
        record(actions.BATCH_REMOVED, by=by, agency=current.office, subject=current.subject, payload=payload)
        current.delete()
        if job is not None:
            forget(job)
        transaction.on_commit(lambda: _delete(stored))


def _ask_to_end(*wanted: QuerySet[Any]) -> None:
    """Cancel the jobs of batches or letters; before the transaction that deletes, for its refusal undoes all in it."""
    for rows in wanted:
        for job in Job.objects.filter(pk__in=rows.values("job")):
            cancel(job)


def _stop(batch: Batch) -> None:
    if batch.job is None or not batch.job.is_open:
        return
    if cancel(batch.job).is_open:
        raise Refused(_("检查还在进行，已要求取消。请稍候再删除。"))


def _delete(uploads: Iterable[Upload]) -> None:
    for upload in uploads:
        upload.stored.storage.delete(str(upload.stored.name))


def expire() -> int:
    """Delete the files of batches whose time is over; how many batches that were."""
    due = Batch.objects.filter(files_gone_at__isnull=True, files_until__lte=timezone.now())
    count = 0
    for batch in due.order_by("pk"):
        try:
            remove_files(batch=batch, by=None)
        except Refused:  # it is being read: the next round will find it stopped
            continue
        count += 1
    return count
