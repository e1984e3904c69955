"""办理权限: which steps a person may take with a version now."""

from django.contrib.auth.models import AnonymousUser

from govreport.agencies.models import User
from govreport.agencies.once import once
from govreport.agencies.permissions import may_decide, may_edit, may_publish
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.reports.models import Version
from govreport.workflow.transitions import TRANSITIONS, Transition, Who

# Whoever changed the text is its author, whatever the person's role.
WRITING = (
    actions.STARTED,
    actions.IMPORTED,
    actions.FIGURES_CHANGED,
    actions.TOTALS_ADOPTED,
    actions.ZEROS_FILLED,
    actions.ZEROS_UNDONE,
    actions.NARRATIVE_CHANGED,
    actions.FIGURE_LINKED,
    actions.FIGURE_UNLINKED,
    actions.FEE_CHANGED,
    actions.TITLE_CHANGED,
    actions.CELL_EXPLAINED,
    actions.FINDING_EXPLAINED,
    actions.REPAIRED,
    actions.REPAIR_UNDONE,
)


def wrote(user: User, version: Version) -> bool:
    """Whether the person started, submitted or ever changed the version."""
    if user.pk in (version.created_by_id, version.submitted_by_id):
        return True
    written = Event.objects.filter(subject=version.subject, actor=user, action__in=WRITING)
    return once(("wrote", user.pk, version.pk), written.exists)


def holds_role(user: User | AnonymousUser, version: Version, transition: Transition) -> bool:
    """Whether the step belongs to a role of the person at the agency."""
    agency = version.report.agency
    match transition.who:
        case Who.AUTHOR:
            return may_edit(user, agency)
        case Who.DECIDER:
            return may_decide(user, agency)
        case Who.SIGNATORY:
            return may_publish(user, agency)


def allowed(user: User | AnonymousUser, version: Version, transition: Transition) -> bool:
    """Whether the person may take the step, should the state allow it."""
    if not isinstance(user, User) or not holds_role(user, version, transition):
        return False
    return transition.who is not Who.DECIDER or not wrote(user, version)


def allowed_verbs(user: User | AnonymousUser, version: Version) -> tuple[str, ...]:
    """The steps the person may take with the version as it is now, in the order of the table."""
    return tuple(
        verb
        for verb, transition in TRANSITIONS.items()
        if version.state in transition.sources and allowed(user, version, transition)
    )
