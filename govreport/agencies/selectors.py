"""机关的查询: agencies as a person meets them."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, IntegerField, Prefetch, When

from govreport.agencies.models import Agency, Membership, Role, User
from govreport.agencies.querysets import AgencyQuerySet, agencies_of, held_by


def home_agencies(user: User | AnonymousUser) -> AgencyQuerySet:
    """The agencies the person acts at, those the person drafts for first."""
    memberships = held_by(user.pk or 0)
    drafted = memberships.filter(role=Role.DRAFTER).values("agency")
    first = Case(When(pk__in=drafted, then=0), default=1, output_field=IntegerField())
    return Agency.objects.filter(pk__in=memberships.values("agency")).order_by(first, "sort", "code")


def agencies_with(user: User | AnonymousUser, *roles: Role) -> AgencyQuerySet:
    """The agencies that a post of one of these roles reaches, in administrative order."""
    return Agency.objects.filter(agencies_of(user, roles=roles)).order_by("sort", "code")


def people_at(agency: Agency) -> list[User]:
    """Everybody with a post at the agency itself, by name, posts prefetched as ``posts_here``."""
    here = Membership.objects.filter(agency=agency).order_by("pk")
    found = User.objects.filter(memberships__agency=agency).distinct().order_by("full_name", "username")
    return list(found.prefetch_related(Prefetch("memberships", queryset=here, to_attr="posts_here")))
