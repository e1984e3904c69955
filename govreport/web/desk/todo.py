"""待办: the versions that wait for this person: to be decided on, to be published, or to be revised after a return."""

from collections.abc import Sequence

from django.db.models import Q

from govreport.agencies.models import Role, User
from govreport.agencies.querysets import agencies_of
from govreport.journal.models import Event
from govreport.reports.models import State, Version
from govreport.workflow.permissions import WRITING

AGENCY = "report__agency__"


def to_decide(user: User) -> list[Version]:
    """Versions in review that the person may approve or return, and approved ones the person may publish, oldest first.

    Three queries, whatever the number of versions. Whoever changed a version is its author and does not decide on it.
    """
    deciding = agencies_of(user, roles=[Role.REVIEWER, Role.SIGNATORY], prefix=AGENCY)
    publishing = agencies_of(user, roles=[Role.SIGNATORY], prefix=AGENCY)
    waiting = (
        Version.objects.with_report()
        .select_related("submitted_by", "fee_statement")
        .filter(Q(deciding, state=State.IN_REVIEW) | Q(publishing, state=State.APPROVED))
    )
    written = set(Event.objects.filter(actor=user, action__in=WRITING).values_list("subject", flat=True))
    return [
        version
        for version in waiting.order_by("submitted_at", "pk")
        if version.state == State.APPROVED or not _wrote(user, version, written)
    ]


def _wrote(user: User, version: Version, written: set[str]) -> bool:
    return user.pk in (version.created_by_id, version.submitted_by_id) or version.subject in written


def to_revise(user: User) -> Sequence[Version]:
    """Returned versions of the agencies the person drafts for, newest year first."""
    drafting = agencies_of(user, roles=[Role.DRAFTER], prefix=AGENCY)
    returned = Version.objects.with_report().filter(drafting, state=State.RETURNED)
    return list(returned.order_by("-report__year", "pk"))


def todo_count(user: User) -> int:
    """How many things wait for the person."""
    return len(to_decide(user)) + len(to_revise(user))
