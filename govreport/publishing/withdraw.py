"""撤回: a published version is taken back for a public reason; one person asks, another one approves."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import Role, User
from govreport.agencies.permissions import holders_above, holders_at
from govreport.agencies.querysets import agencies_of, posts
from govreport.journal import actions
from govreport.journal.services import record
from govreport.publishing.correct import public_reason
from govreport.publishing.models import Publication, Withdrawal, WithdrawalKind, WithdrawalState
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Report, State, Version
from govreport.reports.services.locking import locked
from govreport.workflow.move import move
from govreport.workflow.permissions import SENDERS
from govreport.workflow.transitions import TRANSITIONS


def may_ask(user: User, version: Version) -> bool:
    """Whether the person may ask for it: who works on the agency's reports, or the office above."""
    agency = version.report.agency
    return bool(holders_at(user, agency, SENDERS) or holders_above(user, agency))


def may_settle(user: User, withdrawal: Withdrawal) -> bool:
    """Whether the person approves or declines it: a signatory of the agency who did not ask for it."""
    agency = withdrawal.publication.version.report.agency
    holders = holders_at(user, agency, {Role.SIGNATORY})
    return user.pk != withdrawal.asked_by_id and any(holder != withdrawal.asked_by_id for holder in holders)


def open_withdrawal(version: Version) -> Withdrawal | None:
    """The request that waits for a decision; None if none does."""
    found = Withdrawal.objects.select_related("publication__version__report__agency", "asked_by")
    return found.filter(publication__version=version, state=WithdrawalState.ASKED).first()


def open_withdrawals(report: Report) -> list[Withdrawal]:
    """The requests of a report that wait for a decision, the newest version first."""
    found = Withdrawal.objects.select_related("publication__version__report__agency", "asked_by")
    asked = found.filter(publication__version__report=report, state=WithdrawalState.ASKED)
    return list(asked.defer("publication__data", "publication__layout").order_by("-publication__version__number"))


def to_settle(user: User) -> list[Withdrawal]:
    """待批准的撤回申请: what waits for this signatory, the oldest first; nothing is asked for people of other posts."""
    if not any(post.role == Role.SIGNATORY for post in posts(user.pk)):
        return []
    signing = agencies_of(user, roles=[Role.SIGNATORY], prefix="publication__version__report__agency__")
    found = Withdrawal.objects.select_related("publication__version__report__agency", "asked_by")
    waiting = found.filter(signing, state=WithdrawalState.ASKED).exclude(asked_by=user).order_by("asked_at", "pk")
    return [item for item in waiting.defer("publication__data", "publication__layout") if may_settle(user, item)]


def withdrawal_of(publication: Publication) -> Withdrawal | None:
    """How a publication was withdrawn; None for one that was not."""
    return Withdrawal.objects.filter(publication=publication, state=WithdrawalState.DONE).first()


def withheld(publication: Publication) -> bool:
    """Whether the text may no longer be read: withdrawn, for a reason that keeps it back."""
    if publication.version.state != State.WITHDRAWN:
        return False
    found = withdrawal_of(publication)
    return found is None or not found.readable


@transaction.atomic
def ask(*, version: Version, kind: str, reason: str, by: User) -> Withdrawal:
    """Ask that a version, in force or replaced, be withdrawn; a second click is given the first request.

    Raises ``NotAllowed`` for other posts, ``Refused`` without a reason or kind, for a version that the public cannot
    read, and while another request waits.
    """
    current = locked(version)
    if not may_ask(by, current):
        raise NotAllowed(_("撤回公布由本机关的起草人、审核人、签发人或主管部门申请，您的岗位不能办理。"))
    words = public_reason(reason, _("请写明撤回的原因。原因在公布页原来的地址公布。"))
    if kind not in WithdrawalKind.values:
        raise Refused(_("请选择撤回的情形。"))
    if current.state not in TRANSITIONS["withdraw"].sources:
        told = _("第 %(number)s 版现在是“%(state)s”，只有公众能查阅的版次可以撤回。请刷新后再看。")
        raise Refused(told % {"number": current.number, "state": current.get_state_display()})
    waiting = open_withdrawal(current)
    if waiting is not None:
        if (waiting.asked_by_id, waiting.kind, waiting.reason) == (by.pk, kind, words):
            return waiting
        raise Refused(_("“%(name)s”已经申请撤回，正在等待批准。") % {"name": waiting.asked_by})
    publication = Publication.objects.get(version=current)
    found = Withdrawal.objects.create(publication=publication, kind=kind, reason=words, asked_by=by)
    payload = {"note": words, "kind": kind}
    record(actions.WITHDRAWAL_ASKED, by=by, agency=current.report.agency, subject=current.subject, payload=payload)
    return found


@transaction.atomic
def withdraw(*, withdrawal: Withdrawal, by: User) -> Withdrawal:
    """Approve: the version is no longer public, its address stays with the notice. Twice by one person is once.

    Raises ``NotAllowed`` for the one who asked and for anyone who does not sign for the agency, ``Refused`` when it is
    settled already, or the version has been replaced meanwhile.
    """
    current = _locked(withdrawal, by)
    if current.state == WithdrawalState.DONE and current.decided_by_id == by.pk:
        return current
    _refuse_settled(current)
    move(version=current.publication.version, verb="withdraw", by=by, note=current.reason)
    return _settle(current, WithdrawalState.DONE, by)


@transaction.atomic
def decline(*, withdrawal: Withdrawal, note: str, by: User) -> Withdrawal:
    """Leave the version public, and say why. Raises as ``withdraw`` does, and ``Refused`` without a note."""
    current = _locked(withdrawal, by)
    words = public_reason(note, _("请写明不批准的原因。"))
    if current.state == WithdrawalState.DECLINED and (current.decided_by_id, current.note) == (by.pk, words):
        return current
    _refuse_settled(current)
    current.note = words
    version = current.publication.version
    payload = {"note": words}
    record(actions.WITHDRAWAL_DECLINED, by=by, agency=version.report.agency, subject=version.subject, payload=payload)
    return _settle(current, WithdrawalState.DECLINED, by)


def _locked(withdrawal: Withdrawal, by: User) -> Withdrawal:
    rows = Withdrawal.objects.select_for_update(of=("self",)).select_related(
        "publication__version__report__agency", "asked_by"
    )
    current = rows.get(pk=withdrawal.pk)
    if current.asked_by_id == by.pk:
        raise NotAllowed(_("撤回是您申请的，须由另一位签发人批准。"))
    if not may_settle(by, current):
        raise NotAllowed(_("撤回公布由本机关的签发人批准，您的岗位不能办理。"))
    return current


def _refuse_settled(current: Withdrawal) -> None:
    if current.state != WithdrawalState.ASKED:
        raise Refused(_("这项撤回申请现在是“%(state)s”，请刷新后再看。") % {"state": current.get_state_display()})


def _settle(current: Withdrawal, state: WithdrawalState, by: User) -> Withdrawal:
    current.state, current.decided_by, current.decided_at = state, by, timezone.now()
    current.save(update_fields=["state", "decided_by", "decided_at", "note"])
    return current
