"""现成的流程: routes for tests, laid down as the agency's lead lays them down."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from govreport.agencies.models import Agency, Membership, Role, Substitution, User
from govreport.workflow.models import ApprovalRoute, PublishAfter
from govreport.workflow.set_route import RoutePlan, StepPlan, set_route

FOUR = (
    StepPlan("初审", Role.LEAD),
    StepPlan("保密审查", Role.REVIEWER, secrecy=True),
    StepPlan("审核", Role.LEAD),
    StepPlan("签发", Role.SIGNATORY),
)
TWO = (StepPlan("审核", Role.REVIEWER), StepPlan("签发", Role.SIGNATORY))


def lay_down(agency: Agency, by: User, *steps: StepPlan, **settings: Any) -> ApprovalRoute:
    """A route in force from today."""
    plan = RoutePlan(steps, timezone.localdate(), publish_after=settings.pop("publish_after", PublishAfter.APPROVED))
    plan = RoutePlan(plan.steps, plan.in_force_from, publish_after=plan.publish_after, **settings)
    return set_route(agency=agency, plan=plan, by=by)


def standing_in(holder: User, substitute: User, agency: Agency, role: Role, *, days: int = 0) -> Substitution:
    """Somebody acts in a post from today, or ``days`` later, for a week."""
    first = timezone.localdate() + timedelta(days=days)
    post = Membership.objects.get(user=holder, agency=agency, role=role)
    last = first + timedelta(days=6)
    return Substitution.objects.create(
        post=post, substitute=substitute, from_day=first, until_day=last, arranged_by=holder
    )
