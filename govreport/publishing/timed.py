"""发布的办理: an approved version is released by a worker, at once or at a set minute, in the name of a signatory."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.jobs.models import OPEN, Job, JobState
from govreport.jobs.run import run
from govreport.jobs.services import enqueue, resume
from govreport.journal import actions
from govreport.journal.services import record
from govreport.publishing.models import ReleaseState, TimedRelease
from govreport.publishing.services import Told, publish
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Version
from govreport.reports.services.locking import locked
from govreport.workflow.move import answered, refuse
from govreport.workflow.permissions import holds_role, obstacle, stops
from govreport.workflow.transitions import TRANSITIONS
from govreport.workflow.zero import refuse_unconfirmed

logger = logging.getLogger(__name__)

FARTHEST: Final = timedelta(days=366)
MOST_AT_ONCE: Final = 200


@transaction.atomic
def ask_release(*, version: Version, by: User, seen: int | None = None, url: str = "") -> TimedRelease | None:
    """立即发布: have the files made and the version released, and go on with what was asked for and has stopped.

    Asked twice it is one release. None when this person has published it already from the page that showed ``seen``.
    ``url`` is the page that tells the outcome. Raises ``Refused`` as ``services.publish`` does, files apart.
    """
    if answered(version, "publish", by, seen):
        return None
    current = locked(version)
    refuse(current, "publish", by, seen=seen)
    found = waiting_release(current)
    if found and found.at_once and found.stand == current.lock:
        again(found, url)
        return found
    found = found or TimedRelease(version=current)
    found.at = found.set_at = timezone.now()
    found.at_once, found.stand, found.set_by = True, current.lock, by
    found.save()
    _enqueue(found, url)
    return found


def again(item: TimedRelease, url: str = "") -> Job:
    """The job of a release that waits, going on where it had stopped."""
    job = _enqueue(item, url)
    return resume(job) if job.can_resume else job


def run_here(item: TimedRelease) -> None:
    """Do the job of a release now, in this process: where no worker takes it, and nobody else has done it."""
    job = job_of(item)
    if job is not None:
        Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(not_before=timezone.now())
        run(job.pk)


def job_of(item: TimedRelease) -> Job | None:
    """Who makes its files, how far that is; None while the time has not come."""
    return Job.objects.filter(key=_job_key(item)).first()


def being_made(versions: Iterable[Version]) -> set[int]:
    """The keys of the versions whose files are being made, or will be as soon as a worker is free. Two queries."""
    waiting = TimedRelease.objects.filter(version__in=list(versions), state=ReleaseState.WAITING)
    found = {_job_key(item): item.version_id for item in waiting}
    moving = Job.objects.filter(key__in=found, state__in=OPEN).values_list("key", flat=True) if found else ()
    return {found[key] for key in moving}


def waiting_release(version: Version) -> TimedRelease | None:
    """The time at which a version will be released; None if none is set."""
    found = TimedRelease.objects.select_related("set_by")
    return found.filter(version=version, state=ReleaseState.WAITING).first()


def last_release(version: Version) -> TimedRelease | None:
    """The time that was set last, whatever became of it."""
    return TimedRelease.objects.select_related("set_by").filter(version=version).last()


@transaction.atomic
def set_time(*, version: Version, at: datetime, by: User, seen: int | None = None) -> TimedRelease:
    """Release the version at ``at`` (aware; whole minutes), or move the time; the same again is nothing new.

    Raises ``NotAllowed`` for anyone who does not sign for the agency, ``Refused`` for a version that cannot be
    published as it is, that has changed since ``seen``, and for a time that is past or more than a year ahead.
    """
    current = locked(version)
    _refuse(current, by)
    if seen is not None and seen != current.lock:
        words = _("《%(title)s》在您打开以后有变动，没有办理。请刷新后看过再办理。")
        raise Refused(words % {"title": current.title})
    moment = at.replace(second=0, microsecond=0)
    now = timezone.now()
    if moment <= now:
        raise Refused(_("%(at)s 已经过去。请填写以后的时间，或者立即发布。") % {"at": _shown(moment)})
    if moment > now + FARTHEST:
        raise Refused(_("%(at)s 在一年以后。请填写一年以内的时间。") % {"at": _shown(moment)})
    found = waiting_release(current)
    if found and (found.at, found.stand, found.set_by_id) == (moment, current.lock, by.pk):
        return found
    found = found or TimedRelease(version=current)
    found.at, found.stand, found.set_by, found.set_at = moment, current.lock, by, now
    found.at_once = False
    found.save()
    _journal(actions.RELEASE_TIMED, current, by, {"note": _shown(moment), "at": moment.isoformat()})
    return found


@transaction.atomic
def cancel_time(*, version: Version, by: User) -> bool:
    """Do not release the version by itself any more; False when there was nothing to cancel."""
    current = locked(version)
    if not holds_role(by, current, TRANSITIONS["publish"]):
        raise NotAllowed(obstacle(by, current, TRANSITIONS["publish"]))
    found = waiting_release(current)
    if found is None:
        return False
    waiting = TimedRelease.objects.filter(pk=found.pk, state=ReleaseState.WAITING)
    if not waiting.update(state=ReleaseState.CANCELLED, settled_at=timezone.now()):
        return False
    _journal(actions.RELEASE_CANCELLED, current, by, {"note": _shown(found.at), "at": found.at.isoformat()})
    return True


def release_due() -> int:
    """Ask for a job for each time that has come; how many. Asked twice, or by a clock that was set back, it is one."""
    due = TimedRelease.objects.filter(state=ReleaseState.WAITING, at__lte=timezone.now())
    found = list(due.select_related("version__report__agency", "set_by").order_by("at")[:MOST_AT_ONCE])
    for item in found:
        _enqueue(item)
    return len(found)


def _enqueue(item: TimedRelease, url: str = "") -> Job:
    version = item.version
    return enqueue(
        _kind(item),
        _key(item),
        {"release": item.pk, "at": item.at.isoformat()},
        by=item.set_by,
        agency=version.report.agency,
        title=version.title,
        url=url,
    )


def _kind(item: TimedRelease) -> str:
    return "publish_version" if item.at_once else "timed_release"


def _key(item: TimedRelease) -> str:
    # A time that was moved after a job had been asked for is another job.
    return f"{item.pk}:{int(item.at.timestamp())}:{item.stand}"


def _job_key(item: TimedRelease) -> str:
    return f"{_kind(item)}:{_key(item)}"


def release(key: int, at: str, told: Told | None = None) -> str:
    """Publish what is due; a sentence saying why not, empty when it is done. May be called again at any point.

    ``told`` hears how far it is (``services.publish``).
    """
    item = TimedRelease.objects.select_related("version__report__agency", "set_by").get(pk=key)
    if item.at.isoformat() != at:
        return ""  # moved meanwhile: another job does it
    if item.state != ReleaseState.WAITING:
        return _settled(item)
    try:
        publish(version=item.version, by=item.set_by, seen=item.stand, timed=item, told=told)
    except Refused as refused:
        return _fail(item, str(refused))
    return ""


def _settled(item: TimedRelease) -> str:
    """What a job says that was made to go on when nobody waits for it any more; empty where the version is released."""
    if item.state == ReleaseState.FAILED:
        return item.note
    if item.state == ReleaseState.CANCELLED and item.version.state in TRANSITIONS["publish"].sources:
        return _("发布已经取消，没有发布。需要发布的，请打开报告再次发布。")
    return ""


def give_up(key: int, at: str) -> None:
    """Nobody waits any more for a release whose job was cancelled while the files were made."""
    _waits_still(key, datetime.fromisoformat(at)).update(state=ReleaseState.CANCELLED, settled_at=timezone.now())


def _waits_still(key: int, at: datetime) -> "QuerySet[TimedRelease]":
    """The release, while it waits for that moment: one that was moved meanwhile is another job's."""
    return TimedRelease.objects.filter(pk=key, at=at, state=ReleaseState.WAITING)


def _fail(item: TimedRelease, why: str) -> str:
    with transaction.atomic():
        waiting = _waits_still(item.pk, item.at)
        if not waiting.update(state=ReleaseState.FAILED, settled_at=timezone.now(), note=why):
            return ""
        action = actions.PUBLICATION_FAILED if item.at_once else actions.RELEASE_FAILED
        _journal(action, item.version, item.set_by, {"note": why})
    logger.error("the release of version %s failed: %s", item.version_id, why)
    return why


def _refuse(current: Version, by: User) -> None:
    publish_step = TRANSITIONS["publish"]
    if words := obstacle(by, current, publish_step):
        raise NotAllowed(words)
    if current.state not in publish_step.sources:
        raise Refused(
            _("《%(title)s》现在是“%(state)s”，不能定时发布。请刷新后再看。")
            % {"title": current.title, "state": current.get_state_display()}
        )
    if words := stops(current, publish_step):
        raise Refused(words)
    refuse_unconfirmed(current)


def _shown(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _journal(action: str, version: Version, by: User, payload: dict[str, str]) -> None:
    record(action, by=by, agency=version.report.agency, subject=version.subject, payload=payload)
