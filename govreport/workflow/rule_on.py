"""认定说明: whoever decides on a version accepts or refuses the reasons given in it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.checks.assess import assess
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Explanation, Ruling, State, Version
from govreport.reports.services.locking import locked
from govreport.reports.services.reasons import REASON_LIMIT
from govreport.standards.characters import clean
from govreport.standards.numbers import fold
from govreport.workflow.permissions import allowed
from govreport.workflow.transitions import TRANSITIONS


@transaction.atomic
def rule_on(
    *,
    version: Version,
    explanation: int,
    accepted: bool,
    by: User,
    seen: str,
    note: str = "",
    published: bool | None = None,
) -> Explanation:
    """Accept or refuse one reason (by its key); ``published`` says whether it goes out with the report, None as is.

    ``seen`` is the text the reviewer has read. Raises ``Refused`` when the person or the state forbids it, a refusal
    has no note, or the reason is not (or no longer) there as it was read.
    """
    current = _locked_to_decide(version, by)
    reason = next((item for item in assess(current).standing if item.pk == explanation), None)
    if reason is None or reason.text != seen:
        raise Refused(_("这条说明已经变了，请刷新后再看。"))
    words = " ".join(clean(note).split())
    if not accepted and not fold(words):
        raise Refused(_("请写明不认可的原因，起草人按这段话重新说明。"))
    if len(words) > REASON_LIMIT:
        raise Refused(_("意见有 %(length)s 字，最多 %(limit)s 字。") % {"length": len(words), "limit": REASON_LIMIT})
    if published is not None:
        reason.published = published
    _rule(current, reason, Ruling.ACCEPTED if accepted else Ruling.REFUSED, by, words)
    return reason


@transaction.atomic
def accept_all(*, version: Version, by: User) -> int:
    """全部认可: accept every reason nobody has ruled on; how many. Raises ``Refused`` like ``rule_on``."""
    current = _locked_to_decide(version, by)
    return accept_open(current, assess(current).standing, by)


def accept_open(version: Version, standing: Iterable[Explanation], by: User) -> int:
    """The same for reasons at hand; the version is locked and the person checked by the caller."""
    waiting = [item for item in standing if item.ruling == Ruling.NONE]
    for reason in waiting:
        _rule(version, reason, Ruling.ACCEPTED, by, "")
    return len(waiting)


def _locked_to_decide(version: Version, by: User) -> Version:
    current = locked(version)
    if not allowed(by, current, TRANSITIONS["approve"]):
        raise NotAllowed(_("说明由没有参与编制的审核人认定，您不能办理。"))
    if current.state != State.IN_REVIEW:
        raise Refused(_("这份报告现在是“%(state)s”，不能认定说明。") % {"state": current.get_state_display()})
    return current


def _rule(version: Version, reason: Explanation, ruling: Ruling, by: User, note: str) -> None:
    reason.ruling, reason.ruling_by, reason.ruling_at, reason.ruling_note = ruling, by, timezone.now(), note
    reason.save(update_fields=["ruling", "ruling_by", "ruling_at", "ruling_note", "published"])
    action = actions.REASON_ACCEPTED if ruling == Ruling.ACCEPTED else actions.REASON_REFUSED
    payload = {"rule": reason.rule, "address": reason.subject, "reason": reason.text, "published": reason.published}
    record(
        action,
        by=by,
        agency=version.report.agency,
        subject=version.subject,
        payload={**payload, "note": note or reason.text},
    )
