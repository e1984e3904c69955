"""退回修改: a second person sends the version back and says why, and where."""

from django.db import transaction

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.workflow.returning import back


@transaction.atomic
def return_(*, version: Version, by: User, note: str = "", seen: int | None = None, place: str = "") -> Version:
    """In review or approved → returned. Raises ``Refused``, also without a note, or without a remark at any place."""
    return back(version=version, verb="return", by=by, note=note, seen=seen, place=place)
