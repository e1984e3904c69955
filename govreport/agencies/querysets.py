"""机关的可见范围: which agencies a person may see or work for, as conditions that the database answers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from govreport.agencies.once import once

if TYPE_CHECKING:
    from govreport.agencies.models import Agency, Membership, User  # noqa: F401 (named in the base below)


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
    """Condition: the agency is one for which the person holds one of the roles (any but an administrator's when None).

    ``prefix`` leads from the filtered model to its agency (``"agency__"``). With ``year``, the path to the column of
    the report year, a subtree counts as it stood in that year. Without it, a subtree counts as it stands last where
    roles are asked for (work to be done), and as it ever stood where any role will do (reports to be seen). Costs one
    query for the person's own memberships and none per agency.
    """
    # The models of this room are built on this module.
    from govreport.agencies.models import ADMINISTRATORS, Placement, Role

    if not isinstance(user.pk, int):
        return Q(pk__in=[])
    # Whoever keeps the system has no business with the reports in it.
    wanted = set(Role.values) - set(ADMINISTRATORS) if roles is None else set(roles)
    condition = Q(**{f"{prefix}pk__in": held_by(user.pk).filter(role__in=wanted).values("agency")})
    if paths := sorted({path for role, _, path in overseen(user.pk) if path and role in wanted}):
        below = Q()
        for path in paths:
            below |= Q(path__startswith=f"{path}/")
        inside = Placement.objects.filter(below)
        if year is not None:
            still = Q(to_year__isnull=True) | Q(to_year__gte=OuterRef(year))
            # Asked agency by agency, by its index: a list of all that stood there would be made anew for every report.
            inside = inside.filter(still, from_year__lte=OuterRef(year), agency=OuterRef(f"{prefix}pk"))
            return condition | Q(Exists(inside))
        if roles is not None:
            later = Placement.objects.filter(agency=OuterRef("agency"), from_year__gt=OuterRef("from_year"))
            inside = inside.exclude(Exists(later))
        condition |= Q(**{f"{prefix}pk__in": inside.values("agency")})
    return condition


def overseen(user_pk: int) -> list[tuple[str, str, str | None]]:
    """Role, agency code and path for every role the person holds with the subtree and every place the agency stood."""
    from govreport.agencies.models import Scope

    return [(post.role, post.code, post.path) for post in posts(user_pk) if post.scope == Scope.SUBTREE]


def held_by(user_pk: int) -> "QuerySet[Membership]":
    """The posts a person acts in today: the person's own, and those of others the person stands in for (代办).

    An administrator's account counts for nothing else, whatever other posts it may have been given.
    """
    from govreport.agencies.models import ADMINISTRATORS, Membership, Substitution

    today = timezone.localdate()
    administers = Membership.objects.filter(user_id=user_pk, role__in=ADMINISTRATORS)
    standing_in = Substitution.objects.filter(
        substitute_id=user_pk, from_day__lte=today, until_day__gte=today, ended_at__isnull=True
    )
    working = Q(user_id=user_pk) | Q(pk__in=standing_in.values("post"))
    return Membership.objects.filter(
        Q(user_id=user_pk, role__in=ADMINISTRATORS) | (working & ~Q(role__in=ADMINISTRATORS) & ~Exists(administers))
    )


class Post(NamedTuple):
    """岗位: a role held at an agency, once for every place the agency stood; ``holder`` is whose post it is."""

    role: str
    scope: str
    agency: int
    code: str
    path: str | None
    holder: int


def posts(user_pk: int) -> list[Post]:
    """Every post a person acts in, own posts first; one query, and while reading one for the whole page."""
    columns = ("role", "scope", "agency_id", "agency__code", "agency__placements__path", "user_id")

    def ask() -> list[Post]:
        found = [Post(*row) for row in held_by(user_pk).values_list(*columns)]
        return sorted(found, key=lambda post: post.holder != user_pk)

    return once(("posts", user_pk), ask)
