"""设置审批流程: lay down by which named steps an agency's reports are approved from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, User
from govreport.agencies.permissions import may_set_route
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.standards.characters import clean
from govreport.workflow.actors import Staff
from govreport.workflow.models import ApprovalRoute, ApprovalStep, PublishAfter, StepRole
from govreport.workflow.rounds import route_for
from govreport.workflow.route_models import MOST_STEPS

_LONGEST = 20


@dataclass(frozen=True, slots=True)
class StepPlan:
    """拟设的环节: a name, and either a role or the persons (keys) who take the step."""

    name: str
    role: str = ""
    persons: tuple[int, ...] = ()
    secrecy: bool = False


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """拟设的流程: one to six steps in their order; none at all gives the agency back to the route above it."""

    steps: tuple[StepPlan, ...]
    in_force_from: date
    name: str = ""
    publish_after: PublishAfter = PublishAfter.APPROVED
    inherited: bool = True
    may_repeat: bool = False


@transaction.atomic
def set_route(*, agency: Agency, plan: RoutePlan, by: User) -> ApprovalRoute:
    """Store a new route; what is in review goes on by the route it began with. The same again changes nothing.

    Raises ``NotAllowed`` for anyone but the agency's lead or the system administrator, ``Refused`` with a sentence for
    a route that cannot be followed.
    """
    Agency.objects.select_for_update().get(pk=agency.pk)
    if not may_set_route(by, agency):
        raise NotAllowed(_("审批流程由本机关的年报负责人或系统管理员设置，您的岗位不能设置。"))
    steps = tuple(_tidy(step) for step in plan.steps)
    if problem := route_problem(agency, steps, plan.in_force_from):
        raise Refused(problem)
    if (same := _same(agency, plan, steps)) is not None:
        return same
    route = ApprovalRoute.objects.create(
        agency=agency,
        name=" ".join(clean(plan.name).split())[:40],
        in_force_from=plan.in_force_from,
        publish_after=plan.publish_after,
        inherited=plan.inherited,
        may_repeat=plan.may_repeat,
        set_by=by,
    )
    for position, step in enumerate(steps, 1):
        stored = ApprovalStep.objects.create(
            route=route, position=position, name=step.name, role=step.role, secrecy=step.secrecy
        )
        stored.persons.set(step.persons)
    payload = {"note": " → ".join(step.name for step in steps), "from": plan.in_force_from.isoformat()}
    record(actions.ROUTE_CHANGED, by=by, agency=agency, subject=f"agency:{agency.pk}", payload=payload)
    return route


def route_problem(agency: Agency, steps: Sequence[StepPlan], in_force_from: date) -> str:
    """What is wrong with a route, in a sentence; empty when it can be followed."""
    if len(steps) > MOST_STEPS:
        return _("审批环节有 %(count)s 个，最多 %(most)s 个，请合并。") % {"count": len(steps), "most": MOST_STEPS}
    if in_force_from < timezone.localdate():
        words = _("启用日期 %(day)s 已经过去。请填今天或以后的日期；已经送审的报告不受影响。")
        return words % {"day": in_force_from.isoformat()}
    names = [step.name for step in steps]
    if double := next((name for name in names if names.count(name) > 1), ""):
        return _("有两个环节都叫“%(name)s”，请改成不同的名称。") % {"name": double}
    known = {person.pk for person in Staff(agency).people()}
    found = (_step_problem(number, step, known) for number, step in enumerate(steps, 1))
    return next((sentence for sentence in found if sentence), "")


def _step_problem(number: int, step: StepPlan, known: set[int]) -> str:
    words = {"number": number, "name": step.name}
    if not step.name:
        return _("第 %(number)s 个环节没有名称，请填写，例如“初审”。") % words
    if len(step.name) > _LONGEST:
        return _("第 %(number)s 个环节的名称超过 20 字，请缩短。") % words
    if not step.role and not step.persons:
        return _("“%(name)s”没有办理人。请选择由哪个岗位办理，或者指定人员。") % words
    if step.role and step.role not in StepRole.values:
        return _("“%(name)s”的岗位不能办理审批环节，请另选。") % words
    if set(step.persons) - known:
        return _("“%(name)s”指定的人员里有人不在本机关的岗位上，请刷新后另选。") % words
    return ""


def _tidy(step: StepPlan) -> StepPlan:
    """A name without stray spaces; a step goes by role or by persons, a role counts for more."""
    name = " ".join(clean(step.name).split())
    persons = () if step.role else tuple(dict.fromkeys(step.persons))
    return StepPlan(name, step.role, persons, step.secrecy)


def _same(agency: Agency, plan: RoutePlan, steps: Sequence[StepPlan]) -> ApprovalRoute | None:
    """The agency's latest route, if it says the same already."""
    last = ApprovalRoute.objects.filter(agency=agency).prefetch_related("steps__persons").last()
    if last is None:
        return None
    stored = tuple(
        StepPlan(step.name, step.role, tuple(sorted(person.pk for person in step.persons.all())), step.secrecy)
        for step in last.steps.all()
    )
    wanted = tuple(StepPlan(step.name, step.role, tuple(sorted(step.persons)), step.secrecy) for step in steps)
    said = (last.name, last.publish_after, last.inherited, last.may_repeat)
    in_force = last.in_force_from <= plan.in_force_from
    same = stored == wanted and said == (plan.name.strip(), plan.publish_after, plan.inherited, plan.may_repeat)
    return last if same and in_force else None


def following(agency: Agency) -> ApprovalRoute | None:
    """The route of another agency that this one follows today; None when it has its own, or goes the plain way."""
    route = route_for(agency)
    return route if route and route.agency_id != agency.pk else None
