"""退回重报: the supervising office sends a report back to the agency and says why."""

from django.db import transaction

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.workflow.move import move


@transaction.atomic
def send_back(*, version: Version, by: User, note: str = "", seen: int | None = None) -> Version:
    """Handed in or accepted → returned. Raises ``Refused``, also without a note."""
    return move(version=version, verb="send_back", by=by, note=note, seen=seen)
