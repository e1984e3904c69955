"""机关管理首页: the agencies a person looks after, and 我的岗位: the posts a person acts in."""

from typing import Final

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from govreport.agencies.models import Agency, Membership, Role, User
from govreport.agencies.permissions import keeps_the_system, may_audit, may_register
from govreport.agencies.querysets import held_by
from govreport.agencies.selectors import agencies_with
from govreport.reports.errors import Refused
from govreport.staffing.accounts import register_agency
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.offices.access import agency_of_people
from govreport.web.offices.forms import AgencyForm

AGENCIES_A_PAGE: Final = 50
_KEEPERS: Final = (Role.LEAD, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponseBase:
    """The agencies whose people or routes the person arranges; ``?q=`` searches names and codes."""
    user = person(request)
    words = " ".join(request.GET.get("q", "").split())[:60]
    agencies = agencies_with(user, *_KEEPERS)
    if words:
        agencies = agencies.filter(name__contains=words) | agencies.filter(code__startswith=words)
    shown = Paginator(agencies.distinct(), AGENCIES_A_PAGE).get_page(request.GET.get("page"))
    registers = set(held_by(user.pk).values_list("role", flat=True))
    context = {
        "page": shown,
        "q": words,
        "sets_routes": bool(registers & {Role.LEAD, Role.SYSTEM_ADMIN}),
        "registers": Role.SYSTEM_ADMIN in registers,
        "audits": may_audit(user),
        "keeps": keeps_the_system(user),
    }
    return page(request, "offices/home.html", context)


@require_safe
@signed_in
def posts(request: HttpRequest) -> HttpResponseBase:
    """我的岗位: what the person does where, who stands in, and for whom the person stands in today."""
    user = person(request)
    own = Membership.objects.filter(user=user).select_related("agency").prefetch_related("substitutions__substitute")
    others = held_by(user.pk).exclude(user=user).select_related("agency", "user")
    context = {
        "own": own.order_by("agency__sort", "agency__code", "pk"),
        "others": others.order_by("agency__sort", "pk"),
        "keeps": keeps_the_system(user),
        "audits": may_audit(user),
    }
    return page(request, "offices/posts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def register(request: HttpRequest, code: str) -> HttpResponseBase:
    """登记机关 under the agency with this code."""
    user = person(request)
    parent = agency_of_people(user, code)
    if not may_register(user, parent):
        raise PermissionDenied(_("机关由系统管理员登记，您的岗位不能登记。"))
    form = AgencyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _registered(request, user, parent, form)
    return page(request, "offices/register.html", {"parent": parent, "form": form}, status=_status(form))


def _registered(request: HttpRequest, user: User, parent: Agency, form: AgencyForm) -> HttpResponse:
    try:
        agency = register_agency(parent=parent, by=user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return page(request, "offices/register.html", {"parent": parent, "form": form}, status=422)
    return redirect("offices:people", agency.code)


def _status(form: AgencyForm) -> int:
    return 422 if form.is_bound and form.errors else 200
