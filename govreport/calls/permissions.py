"""督查权限: for which agencies a person allows extensions, calls for reports and names contacts."""

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.permissions import posts_at, roles_at


def may_supervise(user: User, agency: Agency) -> bool:
    """Whether the person is of an office that the agency belongs to, as the tree stands last."""
    return Role.SUPERVISOR in roles_at(user, agency)


def may_put_off(user: User, agency: Agency) -> bool:
    """Whether the person allows the agency a later day: of an office above it, never of the agency itself."""
    return any(post.role == Role.SUPERVISOR and post.agency != agency.pk for post in posts_at(user, agency))
