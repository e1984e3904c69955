"""更正: a new version that replaces what is public, with a reason that the public reads."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.agencies.permissions import may_edit
from govreport.journal import actions
from govreport.journal.services import record
from govreport.publishing.models import Correction, Publication
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Origin, Report, State, Version
from govreport.reports.models.version import UNPUBLISHED
from govreport.reports.services.locking import locked_for_edit
from govreport.reports.services.successor import next_version
from govreport.standards.characters import clean
from govreport.standards.numbers import fold

REASON_LIMIT = 500


def public_reason(text: str, empty: str) -> str:
    """The reason as the public will read it; raises ``Refused`` with ``empty`` when it says nothing."""
    reason = clean(text).strip()
    if not fold(reason):
        raise Refused(empty)
    if len(reason) > REASON_LIMIT:
        words = _("原因有 %(length)s 字，最多 %(limit)s 字。请删减后再提交。")
        raise Refused(words % {"length": len(reason), "limit": REASON_LIMIT})
    return reason


def last_publication(report: Report) -> Publication | None:
    """The version the public saw last, whatever became of it."""
    return Publication.objects.with_report().filter(version__report=report).order_by("-version__number").first()


def may_correct(user: User, report: Report) -> bool:
    """Whether the person can begin a correction now: drafts for the agency, and nothing else is in work."""
    found = last_publication(report)
    return (
        found is not None
        and found.version.origin != Origin.HISTORIC
        and may_edit(user, report.agency)
        and not report.versions.filter(state__in=UNPUBLISHED).exists()
    )


def begin_correction(*, report: Report, reason: str, by: User) -> Version:
    """Begin the next version as a copy of what was published last; it goes the same way of review as any report.

    A second click is given the version that the first one made. Raises ``NotAllowed`` for anyone but a drafter of the
    agency, ``Refused`` without a reason, before anything is published, and while another version is in work.
    """
    if not may_edit(by, report.agency):
        raise NotAllowed(_("更正由本机关的起草人开始，您的岗位不能办理。"))
    words = public_reason(reason, _("请写明更正的原因。原因随更正稿一并公布。"))
    try:
        with transaction.atomic():
            return _begin(report, words, by)
    except IntegrityError:
        # Two at once: the constraint on versions let one of them through.
        with transaction.atomic():
            return _begin(report, words, by)


def _begin(report: Report, reason: str, by: User) -> Version:
    current = Report.objects.select_for_update(of=("self",)).select_related("agency").get(pk=report.pk)
    published = last_publication(current)
    if published is None:
        raise Refused(_("这份报告还没有公布，可以直接修改，不用更正。"))
    if published.version.origin == Origin.HISTORIC:
        raise Refused(_("历史归档的年报按原件保存，不在这里更正。"))
    begun = Correction.objects.filter(
        version__report=current, version__state__in=UNPUBLISHED, by=by, reason=reason
    ).select_related("version")
    if (same := begun.first()) is not None:
        return same.version
    draft = next_version(version=published.version, by=by)
    Correction.objects.create(version=draft, replaces=published, reason=reason, by=by)
    payload = {"note": reason, "replaces": published.version.number}
    record(actions.CORRECTION_BEGUN, by=by, agency=current.agency, subject=draft.subject, payload=payload)
    return draft


@transaction.atomic
def reword(*, version: Version, reason: str, by: User) -> Correction:
    """Say anew why the correction is made, while the version is edited; the same again changes nothing."""
    current = locked_for_edit(version, by)
    correction = Correction.objects.filter(version=current).first()
    if correction is None:
        raise Refused(_("这一版不是更正，没有更正原因。"))
    words = public_reason(reason, _("请写明更正的原因。原因随更正稿一并公布。"))
    if correction.reason != words:
        correction.reason = words
        correction.save(update_fields=["reason"])
        payload = {"note": words}
        agency = current.report.agency
        record(actions.CORRECTION_REWORDED, by=by, agency=agency, subject=current.subject, payload=payload)
    return correction


def correction_reason(version: Version) -> str:
    """Why a version replaces the one before; empty for a first version."""
    return Correction.objects.filter(version=version).values_list("reason", flat=True).first() or ""


def supersede(version: Version, reason: str, by: User) -> Publication | None:
    """What was in force gives way to ``version``, within the transaction that publishes it; None if nothing was."""
    found = Publication.objects.with_report().filter(version__report=version.report_id, version__state=State.PUBLISHED)
    before = found.exclude(version=version).first()
    if before is None:
        return None
    old = before.version
    # Only if it has not been withdrawn in the meantime.
    if not Version.objects.filter(pk=old.pk, state=State.PUBLISHED).update(state=State.SUPERSEDED, lock=F("lock") + 1):
        return None
    payload = {"note": reason, "by_version": version.number}
    record(actions.SUPERSEDED, by=by, agency=old.report.agency, subject=old.subject, payload=payload)
    return before
