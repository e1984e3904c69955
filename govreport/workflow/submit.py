"""提交审核: the author hands the version to the reviewer; open errors and missing reasons block it."""

from django.db import transaction

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.workflow.move import move


@transaction.atomic
def submit(*, version: Version, by: User, note: str = "", seen: int | None = None) -> Version:
    """Drafting or returned → in review. Raises ``Refused``; the sentence counts what is open."""
    return move(version=version, verb="submit", by=by, note=note, seen=seen)
