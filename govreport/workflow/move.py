"""状态转换的办理: lock, look again, check, change, record. Every verb goes through here."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from govreport.agencies.models import User
from govreport.checks.assess import assess
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services.locking import locked
from govreport.standards.characters import clean
from govreport.standards.numbers import fold
from govreport.standards.seal import canonical_json, seal
from govreport.workflow.models import Decision
from govreport.workflow.permissions import holds_role, wrote
from govreport.workflow.transitions import TRANSITIONS, Transition, Who
from govreport.workflow.zero import refuse_unconfirmed

NOTE_LIMIT = 2_000


def move(*, version: Version, verb: str, by: User, note: str = "") -> Version:
    """Take one step of the table; call it inside a transaction. Returns the version in its new state.

    Raises ``Refused`` when the state, the person, the note, an open error or a missing reason forbids it.
    """
    transition = TRANSITIONS[verb]
    current = locked(version)
    _refuse_person(current, transition, by)
    _refuse_state(current, transition)
    words = clean(note).strip()
    _refuse_note(transition, words)
    if transition.checked:
        _refuse_findings(current, transition)
    if transition.confirmed:
        refuse_unconfirmed(current)
    now = timezone.now()
    current.state = transition.target
    if transition.verb == "submit":
        current.submitted_by, current.submitted_at = by, now
    elif transition.who is Who.DECIDER:
        current.decided_by, current.decided_at = by, now
    current.save(update_fields=["state", "submitted_by", "submitted_at", "decided_by", "decided_at", "changed_at"])
    Version.objects.filter(pk=current.pk).update(lock=F("lock") + 1)
    Decision.objects.create(version=current, verb=verb, by=by, note=words)
    payload = {"note": words} if words else {}
    # What leaves the author's hands is sealed: receipts say which content a step was about.
    if not current.editable:
        payload["sha256"] = seal(canonical_json(document_of(current)))
    record(transition.action, by=by, agency=current.report.agency, subject=current.subject, payload=payload)
    return current


def _refuse_person(version: Version, transition: Transition, by: User) -> None:
    agency = version.report.agency
    if not holds_role(by, version, transition):
        raise NotAllowed(_("您在“%(agency)s”的岗位不能办理“%(step)s”。") % {"agency": agency, "step": transition.label})
    if transition.who is Who.DECIDER and wrote(by, version):
        raise NotAllowed(
            _("您参与了这份报告的编制，不能自己办理“%(step)s”，请由另一位审核人办理。") % {"step": transition.label}
        )


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
    if transition.who is Who.DECIDER and (count := len(found.refused)):
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
