"""办理权限: which steps a person may take with a version now, and in whose name."""

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from govreport.agencies.models import Role, User
from govreport.agencies.once import once
from govreport.agencies.permissions import DECIDERS, holders_above, holders_at, may_decide, posts_at
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.reports.models import State, Version
from govreport.workflow.models import ApprovalStep
from govreport.workflow.rounds import open_round, waits_for_office
from govreport.workflow.transitions import TRANSITIONS, Transition, Who

# Whoever changed the text is its author, whatever the person's role.
WRITING = (
    actions.STARTED,
    actions.IMPORTED,
    actions.IMPORT_CORRECTED,
    actions.IMPORT_CONFIRMED,
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
SENDERS = frozenset({Role.DRAFTER, *DECIDERS})


def wrote(user: User, version: Version) -> bool:
    """Whether the person started, submitted or ever changed the version."""
    return _wrote(user.pk, version)


def _wrote(person: int, version: Version) -> bool:
    return person in authors(version)


def authors(version: Version) -> frozenset[int]:
    """Everybody who started, submitted or ever changed the version (keys of users)."""
    written = Event.objects.filter(subject=version.subject, action__in=WRITING).values_list("actor_id", flat=True)
    wrote_it = once(("authors", version.pk), lambda: set(written.order_by().distinct()))
    people = {version.created_by_id, version.submitted_by_id, *wrote_it}
    return frozenset(key for key in people if key is not None)


def holders(user: User | AnonymousUser, version: Version, transition: Transition) -> tuple[int, ...]:
    """In whose posts the person may take the step (keys of users): the person first, then those stood in for."""
    agency = version.report.agency
    match transition.who:
        case Who.AUTHOR:
            return holders_at(user, agency, {Role.DRAFTER})
        case Who.SENDER:
            return holders_at(user, agency, SENDERS)
        case Who.OFFICE:
            return holders_above(user, agency)
        case Who.SIGNATORY:
            return holders_at(user, agency, {Role.SIGNATORY})
        case Who.DECIDER:
            current = open_round(version) if version.state == State.IN_REVIEW else None
            return step_holders(user, version, current.step if current else None)


def step_holders(user: User | AnonymousUser, version: Version, step: ApprovalStep | None) -> tuple[int, ...]:
    """The same for one step of a route; None is the plain way, by a reviewer or signatory."""
    agency = version.report.agency
    if step is None:
        return holders_at(user, agency, DECIDERS)
    if named := named_persons(step):
        # Whoever has left the agency is named in vain.
        reaching = (post.holder for post in posts_at(user, agency))
        return tuple(dict.fromkeys(holder for holder in reaching if holder in named))
    return holders_at(user, agency, {step.role})


def named_persons(step: ApprovalStep) -> Collection[int]:
    """The keys of the persons the step names; empty where it goes by role."""
    if step.role:
        return ()
    return once(("step persons", step.pk), lambda: set(step.persons.values_list("pk", flat=True)))


def may_judge(user: User, version: Version) -> bool:
    """Whether the version is laid before the person: at a step of its route, or handed in to the person's office.

    Whoever has decided on it before may look at it again.
    """
    if version.state in (State.HANDED_IN, State.ACCEPTED) and holders_above(user, version.report.agency):
        return True
    if holds_role(user, version, TRANSITIONS["approve"]) or may_decide(user, version.report.agency):
        return True
    return version.decisions.filter(by=user).exclude(verb__in=("submit", "recall", "hand_in")).exists()


def holds_role(user: User | AnonymousUser, version: Version, transition: Transition) -> bool:
    """Whether the step belongs to a role of the person at the agency, or names the person."""
    return bool(holders(user, version, transition))


def name_for(user: User, version: Version, transition: Transition) -> int | None:
    """In whose name the person takes the step: the own key, that of somebody stood in for, or None: not at all."""
    free = (holder for holder in holders(user, version, transition) if not _barred(user, holder, version, transition))
    return next(free, None)


def _barred(user: User, holder: int, version: Version, transition: Transition) -> bool:
    """Whether the person, or whoever is stood in for, has a part in what is to be judged."""
    if not transition.ruled:
        return False
    people = {user.pk, holder}
    return any(_wrote(person, version) for person in people) or bool(people & just_decided(version))


def just_decided(version: Version) -> frozenset[int]:
    """Who took the step before the current one, and may not take this one too; empty where the route allows it."""
    current = open_round(version) if version.state == State.IN_REVIEW else None
    if current is None or current.route is None or current.route.may_repeat:
        return frozenset()
    return frozenset(key for key in (current.taken_by_id, current.taken_for_id) if key)


def allowed(user: User | AnonymousUser, version: Version, transition: Transition) -> bool:
    """Whether the person may take the step, should the state allow it."""
    return isinstance(user, User) and name_for(user, version, transition) is not None


def obstacle(user: User, version: Version, transition: Transition) -> str:
    """Why the person may not take the step, in a sentence; empty when nothing bars the person."""
    found = holders(user, version, transition)
    named = current_step_name(version) if transition.who is Who.DECIDER else ""
    step = named or str(transition.label)
    if not found:
        words = _("您在“%(agency)s”的岗位不能办理“%(step)s”。")
        return words % {"agency": version.report.agency, "step": step}
    if name_for(user, version, transition) is not None:
        return ""
    if any(_wrote(person, version) for person in {user.pk, *found}):
        return _("您参与了这份报告的编制，不能自己办理“%(step)s”，请由另一位审核人办理。") % {"step": step}
    return _("上一环节由您办理，“%(step)s”请由另一位办理人办理。") % {"step": step}


def current_step_name(version: Version) -> str:
    """The name of the step a version in review waits at; empty for the plain way and in any other state."""
    current = open_round(version) if version.state == State.IN_REVIEW else None
    return current.step.name if current and current.step else ""


def stops(version: Version, transition: Transition) -> str:
    """What the round or the route holds against the step, whoever takes it; empty when nothing."""
    if transition.untouched and (current := open_round(version)) and current.taken_by:
        return _("%(name)s已经办理，不能撤回。需要修改的，请由办理人退回。") % {"name": current.taken_by}
    if transition.released and waits_for_office(version):
        return _("按本机关的审批流程，主管部门接收以后才能发布。请先报送主管部门。")
    return ""


def allowed_verbs(user: User | AnonymousUser, version: Version) -> tuple[str, ...]:
    """The steps the person may take with the version as it is now, in the order of the table."""
    return tuple(
        verb
        for verb, transition in TRANSITIONS.items()
        if version.state in transition.sources and allowed(user, version, transition) and not stops(version, transition)
    )
