"""状态转换的办理: lock, look again, check, change, record. Every verb goes through here."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from govreport.agencies.models import User
from govreport.checks.assess import assess
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import State, Version
from govreport.reports.services.locking import locked
from govreport.standards.characters import clean
from govreport.standards.numbers import fold
from govreport.standards.seal import canonical_json, seal
from govreport.workflow.models import Decision
from govreport.workflow.permissions import name_for, obstacle, stops
from govreport.workflow.rounds import advance, begin, close, open_round
from govreport.workflow.threads import refuse_for_remarks
from govreport.workflow.transitions import TRANSITIONS, Transition, Who
from govreport.workflow.zero import refuse_unconfirmed

NOTE_LIMIT = 2_000


def answered(version: Version, verb: str, by: User, seen: int | None) -> Version | None:
    """The version as it is now, if this person has taken the step already from the page that showed ``seen``.

    ``seen`` is the count of saves (``Version.lock``) of that page: a second click, or a request that the network sent
    twice, is given the first answer. Call it inside the transaction of the step, before anything else.
    """
    if seen is None:
        return None
    current = locked(version)
    if current.lock == seen:
        return None
    transition = TRANSITIONS[verb]
    done = Decision.objects.filter(version=current, verb=verb, by=by, stand=seen).exists()
    # An author who has taken the version back, and submits it anew from a page left open, means it.
    if done and not (transition.who is Who.AUTHOR and current.state in transition.sources):
        return current
    return None


def move(
    *,
    version: Version,
    verb: str,
    by: User,
    note: str = "",
    seen: int | None = None,
    facts: Mapping[str, str] | None = None,
) -> Version:
    """Take one step of the table; call it inside a transaction. Returns the version in its new state.

    ``seen`` is the count of saves of the page on which the step was decided, ``facts`` what the journal is to say
    besides. Raises ``Refused`` when the state, the
    person, the note, an open error or a missing reason forbids it, or when the version has changed since it was seen.
    """
    transition = TRANSITIONS[verb]
    if done := answered(version, verb, by, seen):
        return done
    current = locked(version)
    opinion = clean(note).strip()
    refuse(current, verb, by, seen=seen, note=opinion)
    holder = name_for(by, current, transition)
    taken = _Taken(transition, by, holder if holder not in (None, by.pk) else None, opinion, current.lock, facts or {})
    return _store(current, taken)


def refuse(current: Version, verb: str, by: User, *, seen: int | None = None, note: str = "") -> None:
    """Raise ``Refused`` where ``move`` would; ``current`` has just been read. Nothing is changed."""
    transition = TRANSITIONS[verb]
    _refuse_person(current, transition, by)
    _refuse_state(current, transition)
    _refuse_unseen(current, transition, seen)
    if words := stops(current, transition):
        raise Refused(words)
    _refuse_note(transition, note)
    if transition.checked:
        _refuse_findings(current, transition)
    refuse_for_remarks(current, verb)
    if transition.confirmed:
        refuse_unconfirmed(current)


@dataclass(frozen=True, slots=True)
class _Taken:
    """办理: one step about to be stored; ``on_behalf_of`` is the key of whoever is stood in for."""

    transition: Transition
    by: User
    on_behalf_of: int | None
    opinion: str
    stand: int
    facts: Mapping[str, str]


def _store(current: Version, taken: _Taken) -> Version:
    transition, by, now = taken.transition, taken.by, timezone.now()
    round_ = begin(current) if transition.verb == "submit" else open_round(current)
    step = round_.step if round_ and transition.who is Who.DECIDER else None
    onward = (
        advance(round_, by=by.pk, on_behalf_of=taken.on_behalf_of) if round_ and transition.verb == "approve" else None
    )
    if round_ and transition.verb in ("return", "recall"):
        close(round_)
    current.state = State.IN_REVIEW if onward else transition.target
    if transition.verb == "submit":
        current.submitted_by, current.submitted_at = by, now
    elif transition.who is Who.DECIDER:
        current.decided_by, current.decided_at = by, now
    current.save(update_fields=["state", "submitted_by", "submitted_at", "decided_by", "decided_at", "changed_at"])
    Version.objects.filter(pk=current.pk).update(lock=F("lock") + 1)
    current.lock += 1
    Decision.objects.create(
        version=current,
        verb=transition.verb,
        by=by,
        on_behalf_of_id=taken.on_behalf_of,
        note=taken.opinion,
        round=round_,
        step=step,
        stand=taken.stand,
    )
    _journal(current, taken, actions.PASSED if onward else transition.action, step.name if step else "")
    return current


def _journal(current: Version, taken: _Taken, action: str, step: str) -> None:
    payload = {**({"note": taken.opinion} if taken.opinion else {}), **taken.facts}
    if step:
        payload["step"] = step
    if taken.on_behalf_of:
        payload["on_behalf_of"] = str(User.objects.get(pk=taken.on_behalf_of))
    # What leaves the author's hands is sealed: receipts say which content a step was about.
    if not current.editable:
        payload["sha256"] = seal(canonical_json(document_of(current)))
    record(action, by=taken.by, agency=current.report.agency, subject=current.subject, payload=payload)


def _refuse_person(version: Version, transition: Transition, by: User) -> None:
    if words := obstacle(by, version, transition):
        raise NotAllowed(words)


def _refuse_unseen(version: Version, transition: Transition, seen: int | None) -> None:
    """Nobody agrees to, returns or releases what has changed since it was read."""
    if seen is not None and transition.who is not Who.AUTHOR and seen != version.lock:
        words = _("《%(title)s》在您打开以后有变动，没有办理。请刷新后看过再办理。")
        raise Refused(words % {"title": version.title})


def _refuse_state(version: Version, transition: Transition) -> None:
    if version.state not in transition.sources:
        raise Refused(
            _("《%(title)s》现在是“%(state)s”，不能办理“%(step)s”。可能有人已经办理，请刷新后再看。")
            % {"title": version.title, "state": version.get_state_display(), "step": transition.label}
        )


def _refuse_note(transition: Transition, note: str) -> None:
    if transition.needs_note and not fold(note):
        raise Refused(_("请写明退回的原因，并说明要改哪里。"))
    if len(note) > NOTE_LIMIT:
        raise Refused(_("意见有 %(length)s 字，最多 %(limit)s 字。") % {"length": len(note), "limit": NOTE_LIMIT})


def _refuse_findings(version: Version, transition: Transition) -> None:
    """Errors bar the step, and so do warnings without a reason; whoever decides must have ruled in favour."""
    found = assess(version)
    if count := len(found.errors):
        message = ngettext(
            "还有 %(count)s 处须更正，不能%(step)s。请逐处核对后再办理。",
            "还有 %(count)s 处须更正，不能%(step)s。请逐处核对后再办理。",
            count,
        )
        raise Refused(message % {"count": count, "step": transition.label})
    if transition.ruled and (count := len(found.refused)):
        message = ngettext(
            "有 %(count)s 条说明未认可，不能%(step)s。请退回起草人重新说明，或者改为认可。",
            "有 %(count)s 条说明未认可，不能%(step)s。请退回起草人重新说明，或者改为认可。",
            count,
        )
        raise Refused(message % {"count": count, "step": transition.label})
    if count := len(found.asked):
        message = ngettext(
            "还有 %(count)s 处须说明原因，不能%(step)s。请逐处写明原因，或者更正数据后再办理。",
            "还有 %(count)s 处须说明原因，不能%(step)s。请逐处写明原因，或者更正数据后再办理。",
            count,
        )
        raise Refused(message % {"count": count, "step": transition.label})
