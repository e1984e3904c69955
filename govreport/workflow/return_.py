"""退回修改: a second person sends the version back and says why."""

from django.db import transaction

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.workflow.move import move


@transaction.atomic
def return_(*, version: Version, by: User, note: str = "", seen: int | None = None) -> Version:
    """In review or approved → returned. Raises ``Refused``, also without a note."""
    return move(version=version, verb="return", by=by, note=note, seen=seen)
