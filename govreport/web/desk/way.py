"""办到哪一步: the way of a version through its round as a row of stages, with names and times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from govreport.agencies.models import Role
from govreport.reports.models import State, Version
from govreport.workflow.actors import Actor, Staff
from govreport.workflow.models import ApprovalRoute, ApprovalStep, Decision, PublishAfter, Round
from govreport.workflow.permissions import wrote
from govreport.workflow.rounds import last_round, route_for

_AFTER = (State.APPROVED, State.HANDED_IN, State.ACCEPTED, State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Stage:
    """一个环节: ``standing`` is done, current or ahead; names of who did it, or who is to do it."""

    name: str
    standing: str
    people: tuple[str, ...] = ()
    on_behalf_of: str = ""
    at: datetime | None = None
    nobody: bool = False
    secrecy: bool = False

    @property
    def names(self) -> str:
        """Who, as one text; of many the first three."""
        shown = _("、").join(self.people[:3])
        if len(self.people) <= 3:
            return shown
        return _("%(names)s等 %(count)s 人") % {"names": shown, "count": len(self.people)}


def way(version: Version) -> tuple[Stage, ...]:
    """The stages of the round a version is in, or would go into; of a published one, of its last round."""
    found = last_round(version)
    in_round = found is not None and version.state not in (State.DRAFTING, State.RETURNED)
    current = found if in_round else None
    route = current.route if current else route_for(version.report.agency)
    staff = Staff(version.report.agency)
    decisions = _decisions(version, current)
    stages = [_submitting(version, decisions)]
    stages += [_step(version, step, current, decisions, staff) for step in _steps(route)]
    return (*stages, *_rest(version, route, decisions, staff))


def _steps(route: ApprovalRoute | None) -> Sequence[ApprovalStep | None]:
    return list(route.steps.order_by("position")) if route else [None]


def _decisions(version: Version, current: Round | None) -> Sequence[Decision]:
    """What has been decided since the last submission; nothing is asked where nobody has decided."""
    if version.state in (State.DRAFTING, State.RETURNED):
        return ()
    if version.state == State.IN_REVIEW and (current is None or current.taken_by_id is None):
        return ()
    found = list(version.decisions.select_related("by", "on_behalf_of").order_by("pk"))
    begun = max((number for number, item in enumerate(found) if item.verb == "submit"), default=0)
    return found[begun:]


def _of(decisions: Sequence[Decision], verb: str) -> Decision | None:
    return next((item for item in decisions if item.verb == verb), None)


def _done(name: str, decision: Decision, *, secrecy: bool = False) -> Stage:
    behalf = str(decision.on_behalf_of or "")
    return Stage(name, "done", (str(decision.by),), behalf, decision.at, secrecy=secrecy)


def _submitting(version: Version, decisions: Sequence[Decision]) -> Stage:
    if submitted := _of(decisions, "submit"):
        return _done(_("送审"), submitted)
    if version.submitted_at and version.state in (State.IN_REVIEW, *_AFTER):
        return Stage(_("送审"), "done", (str(version.submitted_by or ""),), at=version.submitted_at)
    return Stage(_("编制"), "current")


def _step(
    version: Version,
    step: ApprovalStep | None,
    current: Round | None,
    decisions: Sequence[Decision],
    staff: Staff,
) -> Stage:
    name, key, secrecy = (step.name, step.pk, step.secrecy) if step else (_("审核"), None, False)
    taken = next((item for item in decisions if item.verb == "approve" and item.step_id == key), None)
    if taken:
        return _done(name, taken, secrecy=secrecy)
    if version.state in _AFTER:
        return Stage(name, "done", secrecy=secrecy)
    waits = version.state == State.IN_REVIEW and (current is None or current.step_id == key)
    people = _names(staff.of_step(step), version)
    return Stage(name, "current" if waits else "ahead", people, nobody=not people, secrecy=secrecy)


def _rest(
    version: Version, route: ApprovalRoute | None, decisions: Sequence[Decision], staff: Staff
) -> Sequence[Stage]:
    """Handing in and acceptance where the route asks for them or they have taken place, then publication."""
    needed = route is not None and route.publish_after == PublishAfter.ACCEPTED
    stages = []
    waiting = version.state in (State.APPROVED, State.HANDED_IN, State.ACCEPTED)
    for verb, name, source in (
        ("hand_in", _("报送"), State.APPROVED),
        ("accept", _("主管部门接收"), State.HANDED_IN),
    ):
        if taken := _of(decisions, verb):
            stages.append(_done(name, taken))
        elif needed and version.state != State.PUBLISHED:
            people = _names(staff.above(), None) if verb == "accept" else ()
            standing = "current" if version.state == source else "ahead"
            stages.append(Stage(name, standing, people, nobody=verb == "accept" and not people))
    if taken := _of(decisions, "publish"):
        return [*stages, _done(_("发布"), taken)]
    free = waiting and (version.state == State.ACCEPTED or not needed)
    people = _names(staff.of_roles({Role.SIGNATORY}), None)
    if version.state in (State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN):
        return [*stages, Stage(_("发布"), "done")]
    return [*stages, Stage(_("发布"), "current" if free else "ahead", people, nobody=not people)]


def _names(actors: Sequence[Actor], version: Version | None) -> tuple[str, ...]:
    """Names, without those who wrote the version and so have nothing to decide on it."""
    free = (actor for actor in actors if version is None or not wrote(actor.user, version))
    return tuple(
        _("%(name)s（代%(holder)s）") % {"name": actor.user, "holder": actor.on_behalf_of}
        if actor.on_behalf_of
        else str(actor.user)
        for actor in free
    )
