"""机关的可见范围: which agencies a person may see or work for, as conditions that the database answers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

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
    from govreport.agencies.models import Membership, Placement, Scope

    if not isinstance(user.pk, int):
        return Q(pk__in=[])
    memberships = Membership.objects.filter(user_id=user.pk)
    if roles is not None:
        memberships = memberships.filter(role__in=list(roles))
    condition = Q(**{f"{prefix}pk__in": memberships.values("agency")})
    overseen = Placement.objects.filter(agency__memberships__in=memberships.filter(scope=Scope.SUBTREE))
    if paths := sorted(set(overseen.values_list("path", flat=True))):
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
