"""取用机关: the agency whose people or route a person may arrange; 404 for strangers, 403 with a sentence otherwise."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, User
from govreport.agencies.permissions import (
    may_arrange_posts,
    may_register,
    may_set_route,
    roles_at,
)

Predicate = Callable[[User, Agency], bool]


def may_see_people(user: User, agency: Agency) -> bool:
    """Whether the list of people and posts is open to the person."""
    return may_arrange_posts(user, agency) or may_register(user, agency)


def agency_for(user: User, code: str, allowed: Predicate, sentence: str) -> Agency:
    """The agency; Http404 for whoever has no post that reaches it, PermissionDenied for other posts."""
    agency = Agency.objects.filter(code=code).first()
    if agency is None or not roles_at(user, agency):
        raise Http404
    if not allowed(user, agency):
        raise PermissionDenied(sentence)
    return agency


def agency_of_people(user: User, code: str) -> Agency:
    """The agency for the page of its people."""
    sentence = _("人员与岗位由本机关的年报负责人、系统管理员和安全管理员办理，您的岗位不能办理。")
    return agency_for(user, code, may_see_people, sentence)


def agency_of_route(user: User, code: str) -> Agency:
    """The agency for the page of its route."""
    sentence = _("审批流程由本机关的年报负责人或系统管理员设置，您的岗位不能设置。")
    return agency_for(user, code, may_set_route, sentence)
