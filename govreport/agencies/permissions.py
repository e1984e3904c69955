"""权限: what a person may do for an agency; everything follows from the posts (docs/adr/0006)."""

from collections.abc import Collection, Sequence
from typing import Final

from django.contrib.auth.models import AnonymousUser

from govreport.agencies.models import ADMINISTRATORS, Agency, Placement, Role, Scope, User
from govreport.agencies.once import once
from govreport.agencies.querysets import Post, held_by, posts

DECIDERS = frozenset({Role.REVIEWER, Role.SIGNATORY})
# Who arranges the posts of an agency, and who lays down its route.
STAFFING: Final = frozenset({Role.LEAD, Role.SECURITY_ADMIN})
ROUTING: Final = frozenset({Role.LEAD, Role.SYSTEM_ADMIN})


def roles_at(user: User | AnonymousUser, agency: Agency) -> frozenset[str]:
    """The person's roles that reach an agency: held there, or above it with the subtree as it stands last.

    Posts of others in which the person stands in today count like the person's own.
    """
    return frozenset(post.role for post in posts_at(user, agency))


def posts_at(user: User | AnonymousUser, agency: Agency) -> tuple[Post, ...]:
    """The posts in which the person may act for an agency, the person's own first."""
    if not isinstance(user, User):
        return ()
    return once(("posts at", user.pk, agency.pk), lambda: _posts_at(user, agency))


def _posts_at(user: User, agency: Agency) -> tuple[Post, ...]:
    mine = posts(user.pk)
    codes = codes_above(agency) if any(post.scope == Scope.SUBTREE for post in mine) else ()
    return tuple(
        post for post in mine if post.agency == agency.pk or (post.scope == Scope.SUBTREE and post.code in codes)
    )


def works_at(user: User | AnonymousUser, agency_pk: int) -> bool:
    """Whether the person holds a post at the agency itself, an administrator's not counted."""
    if not isinstance(user, User):
        return False
    return any(post.agency == agency_pk and post.role not in ADMINISTRATORS for post in posts(user.pk))


def codes_above(agency: Agency) -> Sequence[str]:
    """The codes from the root down to the agency itself, as it stands last."""
    placed = Placement.objects.filter(agency=agency).order_by("from_year").values_list("path", flat=True)
    path = once(("path", agency.pk), placed.last)
    return path.split("/") if path else (agency.code,)


def holders_at(user: User | AnonymousUser, agency: Agency, roles: Collection[str]) -> tuple[int, ...]:
    """In whose posts of these roles the person may act for an agency (keys of users): the person first, if at all."""
    found = (post.holder for post in posts_at(user, agency) if post.role in roles)
    return tuple(dict.fromkeys(found))


def holders_above(user: User | AnonymousUser, agency: Agency) -> tuple[int, ...]:
    """The same for posts of the supervising office (主管部门): above the agency, never at the agency itself."""
    found = (
        post.holder for post in posts_at(user, agency) if post.role == Role.SUPERVISOR and post.agency != agency.pk
    )
    return tuple(dict.fromkeys(found))


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


def may_arrange_posts(user: User | AnonymousUser, agency: Agency) -> bool:
    """Whether the person gives, hands over and ends posts at the agency (人员与岗位)."""
    return bool(STAFFING & roles_at(user, agency))


def may_set_route(user: User | AnonymousUser, agency: Agency) -> bool:
    """Whether the person lays down by which steps the agency's reports are approved (审批流程)."""
    return bool(ROUTING & roles_at(user, agency))


def may_register(user: User | AnonymousUser, agency: Agency) -> bool:
    """Whether the person adds agencies below this one, and people with their first post (系统管理员)."""
    return Role.SYSTEM_ADMIN in roles_at(user, agency)


def may_secure(user: User | AnonymousUser, agency: Agency) -> bool:
    """Whether the person suspends and restores the accounts of the agency and grants any post (安全管理员)."""
    return Role.SECURITY_ADMIN in roles_at(user, agency)


def keeps_the_system(user: User | AnonymousUser) -> bool:
    """Whether the account is one of the three administrators' (三员), who have nothing to do with reports."""
    return isinstance(user, User) and any(post.role in ADMINISTRATORS for post in posts(user.pk))


def may_audit(user: User | AnonymousUser, agency: Agency | None = None) -> bool:
    """Whether the person reads the journal (审计管理员): of this agency, or of any when none is named."""
    if agency is not None:
        return Role.AUDIT_ADMIN in roles_at(user, agency)
    return isinstance(user, User) and any(post.role == Role.AUDIT_ADMIN for post in posts(user.pk))


def oversees(user: User | AnonymousUser) -> bool:
    """Whether the person inspects the reports of other agencies (督查)."""
    return isinstance(user, User) and held_by(user.pk).filter(role=Role.SUPERVISOR).exists()
