"""审核同意: a second person agrees, and with it accepts each reason not ruled on; errors and refusals block it."""

from django.db import transaction

from govreport.agencies.models import User
from govreport.checks.assess import assess
from govreport.checks.tally import count_after_commit, void
from govreport.reports.models import State, Version
from govreport.workflow.move import answered, move
from govreport.workflow.rounds import open_round
from govreport.workflow.rule_on import accept_open


@transaction.atomic
def approve(*, version: Version, by: User, note: str = "", seen: int | None = None) -> Version:
    """In review → on to the next step of the route; after the last one approved.

    Raises ``Refused``, also for anyone who wrote the version or took the step before. At 保密审查 nothing is said
    about the reasons given for figures, unless it is the last step.
    """
    if done := answered(version, "approve", by, seen):
        return done
    before = open_round(version)
    secrecy = bool(before and before.step and before.step.secrecy)
    current = move(version=version, verb="approve", by=by, note=note, seen=seen)
    if secrecy and current.state == State.IN_REVIEW:
        return current
    standing = assess(current).standing
    accept_open(current, standing, by)
    if current.state == State.APPROVED:
        # What speaks of other values than those approved does not go out with the report.
        current.explanations.exclude(pk__in=[item.pk for item in standing]).update(published=False)
        # What was counted when it was approved before, and sent back since.
        void(current)
        count_after_commit(current)
    return current
