"""审核同意: a second person agrees, and with it accepts each reason not ruled on; errors and refusals block it."""

from django.db import transaction

from govreport.agencies.models import User
from govreport.checks.assess import assess
from govreport.reports.models import Version
from govreport.workflow.move import move
from govreport.workflow.rule_on import accept_open


@transaction.atomic
def approve(*, version: Version, by: User, note: str = "") -> Version:
    """In review → approved. Raises ``Refused``, also for anyone who wrote the version."""
    current = move(version=version, verb="approve", by=by, note=note)
    standing = assess(current).standing
    accept_open(current, standing, by)
    # What speaks of other values than those approved does not go out with the report.
    current.explanations.exclude(pk__in=[item.pk for item in standing]).update(published=False)
    return current
