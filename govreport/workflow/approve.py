"""审核同意: a second person agrees; open errors block it, as last year's report may have changed meanwhile."""

from django.db import transaction

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.workflow.move import move


@transaction.atomic
def approve(*, version: Version, by: User, note: str = "") -> Version:
    """In review → approved. Raises ``Refused``, also for anyone who wrote the version."""
    return move(version=version, verb="approve", by=by, note=note)
