"""权限: what a person may do for an agency; everything follows from the memberships (docs/adr/0006)."""

from django.contrib.auth.models import AnonymousUser

from govreport.agencies.models import Agency, Membership, Placement, Role, Scope, User
from govreport.agencies.once import once
from govreport.agencies.querysets import posts

DECIDERS = frozenset({Role.REVIEWER, Role.SIGNATORY})


def roles_at(user: User | AnonymousUser, agency: Agency) -> frozenset[str]:
    """The person's roles that reach an agency: held there, or above it with the subtree as it stands last."""
    if not isinstance(user, User):
        return frozenset()
    return once(("roles", user.pk, agency.pk), lambda: _roles_at(user, agency))


def _roles_at(user: User, agency: Agency) -> frozenset[str]:
    mine = posts(user.pk)
    held = {post.role for post in mine if post.agency == agency.pk}
    if above := [post for post in mine if post.scope == Scope.SUBTREE]:
        latest = Placement.objects.filter(agency=agency).order_by("from_year").last()
        codes = latest.path.split("/") if latest else []
        held |= {post.role for post in above if post.code in codes}
    return frozenset(held)


def may_edit(user: User | AnonymousUser, agency: Agency) -> bool:
    """Whether the person drafts the agency's reports (起草)."""
    return Role.DRAFTER in roles_at(user, agency)


def may_decide(user: User | AnonymousUser, agency: Agency) -> bool:
    """Whether the person approves or returns the agency's reports (审核、签发)."""
    return bool(DECIDERS & roles_at(user, agency))


def may_publish(user: User | AnonymousUser, agency: Agency) -> bool:
    """Whether the person releases the agency's reports to the public (发布)."""
    return Role.SIGNATORY in roles_at(user, agency)


def may_view(user: User | AnonymousUser, agency: Agency) -> bool:
    """Whether the person may see the agency's reports that are not published."""
    return Agency.objects.visible_to(user).filter(pk=agency.pk).exists()


def oversees(user: User | AnonymousUser) -> bool:
    """Whether the person inspects the reports of other agencies (督查)."""
    return isinstance(user, User) and Membership.objects.filter(user=user, role=Role.SUPERVISOR).exists()
