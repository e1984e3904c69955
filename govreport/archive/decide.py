"""确认归档: a second person compares what was read with the original and has it shown, or sends it back."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from govreport.agencies.models import User
from govreport.archive.judging import judge
from govreport.archive.models import Item, ItemState
from govreport.archive.permissions import may_confirm
from govreport.checks.tally import count_after_commit
from govreport.jobs.models import Job, JobState
from govreport.jobs.services import enqueue
from govreport.journal import actions
from govreport.journal.services import record
from govreport.publishing.index import index_publication
from govreport.publishing.models import Publication
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of, write_document
from govreport.reports.models import Origin, Report, State, Version
from govreport.standards.characters import clean
from govreport.standards.document import Document
from govreport.standards.seal import canonical_json, seal

NOTE_LIMIT = 2_000
CONFIRMING: Final = "archive.confirm"


def confirm_later(*, items: Sequence[Item], by: User, url: str) -> Job:
    """Have many confirmed one after the other by a job (``handlers.confirm_many``); ``url`` is where that is seen."""
    # Asked for again, the same items are the same job while it is to be done.
    key = hashlib.sha256(",".join(str(item.pk) for item in items).encode()).hexdigest()[:16]
    count = len(items)
    return enqueue(
        CONFIRMING,
        f"{by.pk}:{key}",
        {"by": by.pk},
        by=by,
        title=ngettext("归档 %(count)s 份历史年报", "归档 %(count)s 份历史年报", count) % {"count": count},
        url=url,
        items=[str(item.pk) for item in items],
        anew=True,
    )


def latest_confirming(user: User) -> Job | None:
    """The last such job that a person asked for, while it goes on and for a day after."""
    since = timezone.now() - timedelta(days=1)
    return Job.objects.filter(kind=CONFIRMING, owner=user, created_at__gte=since).order_by("-created_at", "-pk").first()


def being_confirmed(job: Job) -> set[int]:
    """The keys of the items that a job still has to confirm."""
    left = job.items.filter(state=JobState.QUEUED).values_list("key", flat=True) if job.is_open else ()
    return {int(key) for key in left}


def failures(job: Job) -> list[tuple[str, str]]:
    """What could not be confirmed: name of the file and why."""
    failed = {int(part.key): part.error for part in job.items.filter(state=JobState.FAILED)}
    names = dict(Item.objects.filter(pk__in=failed).values_list("pk", "name"))
    return [(names.get(pk, ""), error) for pk, error in failed.items()]


def confirm(*, item: Item, by: User) -> Publication:
    """Show a historic report to the public exactly as it was read and looked over; its errors stay.

    There is no route of review: the report was published long ago, elsewhere. Raises ``Refused`` for the one who handed
    it in, for a person without a post for its agency, and where another version stands at that year by now.
    """
    try:
        with transaction.atomic():
            return _confirm(_locked(item, by), by)
    except IntegrityError as error:
        # Two people at once: the constraints on versions let one of them through.
        words = _("“%(agency)s”%(year)s年度的报告刚才已由他人建立或归档，请刷新后再看。")
        raise Refused(words % {"agency": item.agency, "year": item.year}) from error


def _confirm(item: Item, by: User) -> Publication:
    judged = judge(item)
    if judged.problems or judged.result is None or item.agency is None or item.year is None:
        raise Refused(judged.problems[0] if judged.problems else _("这个文件没有读出报告，不能归档。"))
    report, _created = Report.objects.get_or_create(agency=item.agency, year=item.year)
    version = _version(report, item, judged.result.document)
    data = canonical_json(document_of(version))
    now = timezone.now()
    publication = Publication.objects.create(
        version=version, sha256=seal(data), data=data, published_at=now, published_by=by
    )
    index_publication(publication)
    count_after_commit(version)
    item.state, item.version, item.decided_by, item.decided_at = ItemState.ARCHIVED, version, by, now
    item.save(update_fields=["state", "version", "decided_by", "decided_at"])
    payload = {"sha256": publication.sha256, "source": item.name, "original": item.sha256, "public": item.batch.public}
    record(actions.ARCHIVED, by=by, agency=item.agency, subject=version.subject, payload=payload)
    return publication


def _version(report: Report, item: Item, document: Document) -> Version:
    """The historic version: its author is who handed it in."""
    last = report.versions.order_by("number").last()
    version = Version.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        state=State.PUBLISHED,
        origin=Origin.HISTORIC,
        title=document.title or report.edition.title_for(report.agency.name, report.year),
        agency_name=document.agency.name or report.agency.name,
        source_name=item.name,
        created_by=item.batch.by,
        submitted_by=item.batch.by,
        submitted_at=item.requested_at,
    )
    write_document(version, document.replace(year=report.year))
    return version


@transaction.atomic
def send_back(*, item: Item, note: str, by: User) -> Item:
    """Return an item to the one who handed it in, with reasons. Raises ``Refused``."""
    current = _locked(item, by)
    words = clean(note).strip()
    if not words:
        raise Refused(_("请写明退回的原因，并说明要改哪里。"))
    if len(words) > NOTE_LIMIT:
        raise Refused(_("意见有 %(length)s 字，最多 %(limit)s 字。") % {"length": len(words), "limit": NOTE_LIMIT})
    current.state, current.note = ItemState.RETURNED, words
    current.decided_by, current.decided_at = by, timezone.now()
    current.save(update_fields=["state", "note", "decided_by", "decided_at"])
    payload: Mapping[str, object] = {"year": current.year, "source": current.name, "note": words}
    record(actions.ARCHIVE_RETURNED, by=by, agency=current.agency, subject=current.subject, payload=payload)
    return current


def _locked(item: Item, by: User) -> Item:
    """The item as it is now, its row locked, for a second person who may settle it."""
    rows = Item.objects.select_for_update(of=("self",)).select_related("batch__by", "agency")
    current = rows.get(pk=item.pk)
    if current.batch.by_id == by.pk:
        raise NotAllowed(_("您上传了“%(name)s”，须由另一位签发人或主管部门确认。") % {"name": current.name})
    if not may_confirm(by, current):
        raise NotAllowed(_("历史年报归档由该机关的签发人或主管部门确认，您没有这个岗位。"))
    if current.state != ItemState.REQUESTED:
        words = {"name": current.name, "state": current.get_state_display()}
        raise Refused(_("“%(name)s”现在是“%(state)s”，不能办理。可能有人已经办理，请刷新后再看。") % words)
    return current
