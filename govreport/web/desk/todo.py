"""待办: the versions that wait for this person: to be decided on, to be published, or to be revised after a return."""

from collections.abc import Sequence

from govreport.agencies.models import Role, User
from govreport.agencies.querysets import agencies_of, posts
from govreport.publishing.withdraw import to_settle
from govreport.reports.models import State, Version
from govreport.reports.querysets import VersionQuerySet
from govreport.workflow.selectors import AGENCY, waiting_for


def to_decide(user: User) -> list[Version]:
    """Versions that wait for the person's decision, acceptance or publication, oldest first."""
    return waiting_for(user)


def to_revise(user: User) -> Sequence[Version]:
    """Returned versions of the agencies the person drafts for, newest year first."""
    return list(_returned(user).with_report().order_by("-report__year", "pk"))


def todo_count(user: User) -> int:
    """How many things wait for the person."""
    return len(to_decide(user)) + _returned(user).count() + len(to_settle(user))


def _returned(user: User) -> VersionQuerySet:
    if not any(post.role == Role.DRAFTER for post in posts(user.pk)):
        return Version.objects.none()
    drafting = agencies_of(user, roles=[Role.DRAFTER], prefix=AGENCY)
    return Version.objects.filter(drafting, state=State.RETURNED)
