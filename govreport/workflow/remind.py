"""催办: remind whoever a version waits for; the journal keeps who was reminded, once a day."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import Role, User
from govreport.agencies.permissions import holders_above, roles_at
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version
from govreport.reports.services.locking import locked
from govreport.workflow.actors import Actor, Staff
from govreport.workflow.permissions import SENDERS, wrote
from govreport.workflow.rounds import open_round, waits_for_office


def waits_for(version: Version) -> tuple[Actor, ...]:
    """Who is to act on a version next; nobody once it is public."""
    staff = Staff(version.report.agency)
    match version.state:
        case State.DRAFTING | State.RETURNED:
            return staff.of_roles({Role.DRAFTER})
        case State.IN_REVIEW:
            current = open_round(version)
            found = staff.of_step(current.step if current else None)
            return tuple(actor for actor in found if not wrote(actor.user, version))
        case State.HANDED_IN if waits_for_office(version):
            return staff.above()
        case State.APPROVED if waits_for_office(version):
            return staff.of_roles(SENDERS)
        case State.APPROVED | State.HANDED_IN | State.ACCEPTED:
            return staff.of_roles({Role.SIGNATORY})
        case _:
            return ()


def may_remind(user: User, version: Version) -> bool:
    """Whether the person follows the version: the agency's own people, and the supervising office."""
    agency = version.report.agency
    return bool({*SENDERS, Role.LEAD} & roles_at(user, agency) or holders_above(user, agency))


@transaction.atomic
def remind(*, version: Version, by: User) -> tuple[Actor, ...]:
    """Remind everybody the version waits for; who they are.

    Raises ``NotAllowed`` for others, ``Refused`` when nobody is to act, or somebody has reminded within a day.
    """
    current = locked(version)
    if not may_remind(by, current):
        raise NotAllowed(_("您的岗位不能催办这份报告。"))
    people = waits_for(current)
    if not people:
        raise Refused(_("《%(title)s》现在没有可以催办的人。请查看审批流程和岗位安排。") % {"title": current.title})
    since = timezone.now() - timedelta(days=1)
    before = Event.objects.of(current.subject).filter(action=actions.REMINDED, at__gt=since).last()
    if before is not None and before.payload.get("state") == current.state:
        raise Refused(_("《%(title)s》一天以内已经催办过，不必重复。") % {"title": current.title})
    names = _("、").join(str(actor) for actor in people)
    payload = {"note": names, "people": [actor.user.pk for actor in people], "state": current.state}
    record(actions.REMINDED, by=by, agency=current.report.agency, subject=current.subject, payload=payload)
    return people
