"""机关的查询: agencies as a person meets them."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, IntegerField, When

from govreport.agencies.models import Agency, Membership, Role, User
from govreport.agencies.querysets import AgencyQuerySet


def home_agencies(user: User | AnonymousUser) -> AgencyQuerySet:
    """The agencies the person holds a role at, those the person drafts for first."""
    memberships = Membership.objects.filter(user_id=user.pk or 0)
    drafted = memberships.filter(role=Role.DRAFTER).values("agency")
    first = Case(When(pk__in=drafted, then=0), default=1, output_field=IntegerField())
    return Agency.objects.filter(pk__in=memberships.values("agency")).order_by(first, "sort", "code")
