"""审计范围: which chains of the journal an audit administrator (审计管理员) reads."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, Placement, Role, Scope, User
from govreport.agencies.permissions import may_audit
from govreport.agencies.querysets import posts
from govreport.agencies.selectors import agencies_with
from govreport.web.desk.access import person, signed_in

View = Callable[..., HttpResponseBase]


def audits(view: View) -> View:
    """The view for audit administrators; everybody else who is signed in is told so."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_audit(person(request)):
            raise PermissionDenied(_("操作记录由审计管理员查看，您的岗位不能查看。"))
        return view(request, *args, **kwargs)

    return guarded


def reach(user: User) -> list[str] | None:
    """The codes of the agencies whose events the person reads; None is everything.

    Whoever audits the top of a tree also reads what belongs to no agency (the code "").
    """
    roots = set(Placement.objects.filter(parent=None, to_year=None).values_list("agency__code", flat=True))
    held = {post.code for post in posts(user.pk) if post.role == Role.AUDIT_ADMIN and post.scope == Scope.SUBTREE}
    if roots and roots <= held:
        return None
    codes = list(agencies_with(user, Role.AUDIT_ADMIN).order_by().values_list("code", flat=True))
    return ["", *codes] if roots & held else codes


def seat(user: User) -> Agency | None:
    """The agency at which the person audits: in its chain stands what the person did here."""
    return agencies_with(user, Role.AUDIT_ADMIN).first()
