"""报送: the agency hands its approved report in to the supervising office."""

from django.db import transaction

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.workflow.move import move


@transaction.atomic
def hand_in(*, version: Version, by: User, note: str = "", seen: int | None = None) -> Version:
    """Approved → handed in. Raises ``Refused``."""
    return move(version=version, verb="hand_in", by=by, note=note, seen=seen)
