"""机关的可见范围: which agencies a person may see or work for, as conditions that the database answers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from govreport.agencies.once import once

if TYPE_CHECKING:
    from govreport.agencies.models import Agency, User  # noqa: F401 (named in the base below)


class AgencyQuerySet(models.QuerySet["Agency"]):
    """机关."""

    def visible_to(self, user: "User | AnonymousUser") -> "AgencyQuerySet":
        """Agencies the person works for, and those that ever stood under one the person oversees."""
        return self.filter(agencies_of(user))

    def editable_by(self, user: "User | AnonymousUser") -> "AgencyQuerySet":
        """Agencies whose reports the person drafts."""
        return self.filter(agencies_of(user, roles=["drafter"]))


def agencies_of(
    user: "User | AnonymousUser", *, roles: Iterable[str] | None = None, prefix: str = "", year: str | None = None
) -> Q:
    """Condition: the agency is one for which the person holds one of the roles (any role when None).

    ``prefix`` leads from the filtered model to its agency (``"agency__"``). With ``year``, the path to the column of
    the report year, a subtree counts as it stood in that year. Without it, a subtree counts as it stands last where
    roles are asked for (work to be done), and as it ever stood where any role will do (reports to be seen). Costs one
    query for the person's own memberships and none per agency.
    """
    # The models of this room are built on this module.
    from govreport.agencies.models import Membership, Placement

    if not isinstance(user.pk, int):
        return Q(pk__in=[])
    memberships = Membership.objects.filter(user_id=user.pk)
    if roles is not None:
        roles = list(roles)
        memberships = memberships.filter(role__in=roles)
    condition = Q(**{f"{prefix}pk__in": memberships.values("agency")})
    if paths := sorted({path for role, _, path in overseen(user.pk) if path and (roles is None or role in roles)}):
        below = Q()
        for path in paths:
            below |= Q(path__startswith=f"{path}/")
        inside = Placement.objects.filter(below)
        if year is not None:
            still = Q(to_year__isnull=True) | Q(to_year__gte=OuterRef(year))
            inside = inside.filter(still, from_year__lte=OuterRef(year))
        elif roles is not None:
            later = Placement.objects.filter(agency=OuterRef("agency"), from_year__gt=OuterRef("from_year"))
            inside = inside.exclude(Exists(later))
        condition |= Q(**{f"{prefix}pk__in": inside.values("agency")})
    return condition


def overseen(user_pk: int) -> list[tuple[str, str, str | None]]:
    """Role, agency code and path for every role the person holds with the subtree and every place the agency stood."""
    from govreport.agencies.models import Scope

    return [(post.role, post.code, post.path) for post in posts(user_pk) if post.scope == Scope.SUBTREE]


class Post(NamedTuple):
    """岗位: a role held at an agency, once for every place the agency stood."""

    role: str
    scope: str
    agency: int
    code: str
    path: str | None


def posts(user_pk: int) -> list[Post]:
    """Every post a person holds; one query, and while reading one for the whole page."""
    from govreport.agencies.models import Membership

    columns = ("role", "scope", "agency_id", "agency__code", "agency__placements__path")
    held = Membership.objects.filter(user_id=user_pk).values_list(*columns)
    return once(("posts", user_pk), lambda: [Post(*row) for row in held])
