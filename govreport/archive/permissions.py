"""归档权限: who may hand in historic reports, and who may confirm them, never being the same person."""

from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.querysets import AgencyQuerySet, agencies_of, posts
from govreport.archive.models import Item, ItemState

REQUESTERS: Final = (Role.DRAFTER, Role.SIGNATORY, Role.SUPERVISOR)
CONFIRMERS: Final = (Role.SIGNATORY, Role.SUPERVISOR)


def may_request_for(user: User | AnonymousUser) -> AgencyQuerySet:
    """The agencies whose historic reports the person may hand in."""
    return Agency.objects.filter(agencies_of(user, roles=REQUESTERS))


def may_confirm_for(user: User | AnonymousUser) -> AgencyQuerySet:
    """The agencies whose historic reports the person may confirm."""
    return Agency.objects.filter(agencies_of(user, roles=CONFIRMERS))


def takes_part(user: User) -> bool:
    """Whether the person hands in or confirms historic reports for any agency; no query of its own."""
    return any(post.role in (*REQUESTERS, *CONFIRMERS) for post in posts(user.pk))


def confirms(user: User) -> bool:
    """Whether the person confirms historic reports of any agency; no query of its own."""
    return any(post.role in CONFIRMERS for post in posts(user.pk))


def to_confirm(user: User) -> Q:
    """Condition on items: handed in by somebody else and waiting for a person with this one's posts."""
    return agencies_of(user, roles=CONFIRMERS, prefix="agency__") & Q(state=ItemState.REQUESTED) & ~Q(batch__by=user)


def visible(user: User) -> Q:
    """Condition on items: one's own, and of others those that were handed in for agencies one confirms for."""
    settled = Q(state__in=(ItemState.REQUESTED, ItemState.RETURNED, ItemState.ARCHIVED))
    return Q(batch__by=user) | (agencies_of(user, roles=CONFIRMERS, prefix="agency__") & settled)


def may_confirm(user: User, item: Item) -> bool:
    """Whether the person may settle this item: in a post for its agency, and not the one who handed it in."""
    if item.agency_id is None or item.batch.by_id == user.pk:
        return False
    return may_confirm_for(user).filter(pk=item.agency_id).exists()
