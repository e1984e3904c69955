"""谁安排谁: one table of who gives which posts, and what bars it.

三员分立: the system administrator opens accounts with a first post, the security administrator grants and suspends, the
audit administrator reads. Inside an agency its own lead arranges the posts. Nobody arranges a post of their own.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from govreport.agencies.models import ADMINISTRATORS, STAFF, Agency, Membership, Role, Scope, User
from govreport.agencies.permissions import may_arrange_posts, may_secure, roles_at
from govreport.reports.errors import NotAllowed

# Arranger → the roles that may be given. The system administrator's are given with a new account only.
GIVES: Final[Mapping[Role, tuple[Role, ...]]] = {
    Role.LEAD: STAFF,
    Role.SYSTEM_ADMIN: (*STAFF, Role.SUPERVISOR),
    Role.SECURITY_ADMIN: (*STAFF, Role.SUPERVISOR, *ADMINISTRATORS),
}
# Posts whose work lies below: they are given with everything under the agency.
BELOW: Final = (Role.SUPERVISOR, *ADMINISTRATORS)


def roles_to_give(by: User, agency: Agency, *, first: bool = False) -> tuple[Role, ...]:
    """The roles this person may give at an agency, in the order of ``Role``; ``first``: with a new account."""
    arrangers = [Role(role) for role in roles_at(by, agency) if role in GIVES]
    given = {role for item in arrangers if first or item is not Role.SYSTEM_ADMIN for role in GIVES[item]}
    return tuple(role for role in Role if role in given)


def scope_of(role: Role) -> Scope:
    """How far a post reaches when it is given in the product."""
    return Scope.SUBTREE if role in BELOW else Scope.OWN


def refuse_arranging(by: User, agency: Agency) -> None:
    """Raise ``NotAllowed`` for anyone but the agency's lead and the security administrator."""
    if not may_arrange_posts(by, agency):
        raise NotAllowed(_("“%(agency)s”的岗位由年报负责人或安全管理员安排，您的岗位不能安排。") % {"agency": agency})


def refuse_post(by: User, post: Membership) -> None:
    """The same for one post: a lead does not touch the posts of supervisors and administrators."""
    refuse_arranging(by, post.agency)
    if Role(post.role) not in roles_to_give(by, post.agency):
        words = _("“%(role)s”岗位由安全管理员安排，您的岗位不能安排。")
        raise NotAllowed(words % {"role": post.get_role_display()})


def refuse_own(by: User, user: User) -> None:
    """Raise ``NotAllowed`` when a person would give something to the own account."""
    if by.pk == user.pk:
        raise NotAllowed(_("不能给自己安排岗位，请由另一位年报负责人或安全管理员办理。"))


def refuse_securing(by: User, agency: Agency) -> None:
    """Raise ``NotAllowed`` for anyone but the security administrator."""
    if not may_secure(by, agency):
        raise NotAllowed(_("账号由安全管理员停用和恢复，您的岗位不能办理。"))
