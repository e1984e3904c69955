"""退回重报: the supervising office sends a report back to the agency and says why, and where."""

from django.db import transaction

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.workflow.returning import back


@transaction.atomic
def send_back(*, version: Version, by: User, note: str = "", seen: int | None = None, place: str = "") -> Version:
    """Handed in or accepted → returned. Raises ``Refused``, also without a note, or without a remark at any place."""
    return back(version=version, verb="send_back", by=by, note=note, seen=seen, place=place)
