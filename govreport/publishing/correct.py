"""更正: a new version that replaces what is public, with a reason that the public reads."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.agencies.permissions import may_edit
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.journal.services import record
from govreport.publishing.models import Correction, Publication, Withdrawal, WithdrawalState
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Origin, Report, State, Version
from govreport.reports.models.version import UNPUBLISHED
from govreport.reports.services.locking import locked, locked_for_edit
from govreport.reports.services.successor import next_version
from govreport.standards.characters import clean
from govreport.standards.numbers import fold
from govreport.workflow.threads import unsettled

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
    payload: dict[str, object] = {"note": reason, "replaces": published.version.number}
    if carried := len(unsettled(draft)):
        payload["carried"] = carried
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
    # The request first, then the version, as whoever approves it takes them: two at once wait, and neither fails.
    list(Withdrawal.objects.select_for_update().filter(publication=before, state=WithdrawalState.ASKED))
    # Only if it has not been withdrawn in the meantime.
    if not Version.objects.filter(pk=old.pk, state=State.PUBLISHED).update(state=State.SUPERSEDED, lock=F("lock") + 1):
        return None
    payload = {"note": reason, "by_version": version.number}
    record(actions.SUPERSEDED, by=by, agency=old.report.agency, subject=old.subject, payload=payload)
    _settle_request(before, version, by)
    return before


def _settle_request(before: Publication, version: Version, by: User) -> None:
    """A request to withdraw what is replaced now has nothing left to ask for; whoever still wants it asks anew."""
    waiting = Withdrawal.objects.filter(publication=before, state=WithdrawalState.ASKED)
    words = _("第 %(number)s 版已更正替换这一版，撤回申请随之办结。仍须撤回这一版的，请另行申请。")
    note = words % {"number": version.number}
    if waiting.update(state=WithdrawalState.REPLACED, decided_by=by, decided_at=timezone.now(), note=note):
        old, payload = before.version, {"note": note, "by_version": version.number}
        record(actions.WITHDRAWAL_REPLACED, by=by, agency=old.report.agency, subject=old.subject, payload=payload)


def may_abandon(user: User, version: Version) -> bool:
    """Whether the person may give the version up: a correction that is being written, by a drafter of the agency."""
    return version.editable and may_edit(user, version.report.agency) and bool(correction_reason(version))


@transaction.atomic
def abandon(*, version: Version, reason: str, by: User) -> Version:
    """废止更正稿: the draft goes no further, and what is public stays as it is; by the same person twice is once.

    Raises ``NotAllowed`` for anyone but a drafter of the agency, ``Refused`` without a reason, and for a version that
    is no correction or is not being written.
    """
    current = locked(version)
    if not may_edit(by, current.report.agency):
        raise NotAllowed(_("更正稿由本机关的起草人废止，您的岗位不能办理。"))
    words = public_reason(reason, _("请写明废止更正稿的原因。"))
    done = Event.objects.of(current.subject).filter(action=actions.CORRECTION_ABANDONED, actor=by)
    if current.state == State.ABANDONED and done.exists():
        return current
    if not Correction.objects.filter(version=current).exists():
        raise Refused(_("这一版不是更正稿，不能废止。"))
    if not current.editable:
        told = _("更正稿现在是“%(state)s”，不能废止。请先撤回送审，或者由办理人退回。")
        raise Refused(told % {"state": current.get_state_display()})
    Version.objects.filter(pk=current.pk).update(state=State.ABANDONED, lock=F("lock") + 1, changed_at=timezone.now())
    record(
        actions.CORRECTION_ABANDONED,
        by=by,
        agency=current.report.agency,
        subject=current.subject,
        payload={"note": words},
    )
    current.refresh_from_db()
    return current
