"""退回: what both ways of sending a version back have in common."""

from govreport.agencies.models import User
from govreport.reports.models import Version
from govreport.standards.numbers import fold
from govreport.workflow.move import answered, move
from govreport.workflow.threads import raise_remark


def back(*, version: Version, verb: str, by: User, note: str, seen: int | None, place: str) -> Version:
    """Take the step; with a ``place`` the reason is raised there as a remark first (``threads.raise_remark``).

    Call it inside a transaction. Raises ``Refused`` like ``move``, and when no remark says where to change something.
    """
    if done := answered(version, verb, by, seen):
        return done
    if place and fold(note):
        raise_remark(version=version, place=place, text=note, by=by)
    return move(version=version, verb=verb, by=by, note=note, seen=seen)
