"""撤回送审: the author takes back a version nobody has decided on yet."""

from django.db import transaction

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.workflow.move import move


@transaction.atomic
def recall(*, version: Version, by: User, note: str = "", seen: int | None = None) -> Version:
    """In review → drafting. Raises ``Refused``."""
    return move(version=version, verb="recall", by=by, note=note, seen=seen)
