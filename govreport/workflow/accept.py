"""接收: the supervising office takes in what an agency under it has handed in."""

from django.db import transaction

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.workflow.move import move


@transaction.atomic
def accept(*, version: Version, by: User, note: str = "", seen: int | None = None) -> Version:
    """Handed in → accepted. Raises ``Refused``, also for anyone who wrote the version."""
    return move(version=version, verb="accept", by=by, note=note, seen=seen)
