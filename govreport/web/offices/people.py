"""人员与岗位: who works for an agency, in which posts, and who stands in for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from govreport.accounts import second_factor
from govreport.accounts.lockout import Locked, lock_of
from govreport.accounts.models import Identity
from govreport.agencies.models import Agency, Membership, Role, Substitution, User
from govreport.agencies.permissions import may_arrange_posts, may_register, may_secure, may_set_route
from govreport.agencies.selectors import people_at
from govreport.reports.errors import Refused
from govreport.staffing.accounts import forget_identity, open_account, reset_second_factor, restore, suspend, unlock
from govreport.staffing.authority import roles_to_give
from govreport.staffing.posts import end_post, give_post
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.offices.access import agency_of_people
from govreport.web.offices.forms import AccountForm, PostForm, ReasonForm

# What is done to an account without a reason being asked for, and what is said then.
SIMPLE: Final = {
    "restore": (restore, gettext_noop("已恢复%(name)s的账号。")),
    "unlock": (unlock, gettext_noop("已解除%(name)s的账号锁定。")),
    "second": (reset_second_factor, gettext_noop("已重置%(name)s的两步验证，正在使用的登录同时失效。")),
    "identity": (
        forget_identity,
        gettext_noop("已解除%(name)s的统一身份，正在使用的登录同时失效。下次经统一身份认证登录时按用户名重新绑定。"),
    ),
}


@dataclass(frozen=True, slots=True)
class Held:
    """一个岗位: with who stands in for it now or later, and what may be done with it."""

    post: Membership
    substitutions: Sequence[Substitution]
    arranges: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """一位人员: an account with its posts at the agency; lock, second factor and identity for who secures it."""

    user: User
    posts: Sequence[Held]
    locked: Locked | None = None
    second: bool = False
    identity: datetime | None = None


@require_safe
@signed_in
def people(request: HttpRequest, code: str) -> HttpResponseBase:
    """The people of an agency, for its lead and the administrators."""
    user = person(request)
    return show(request, agency_of_people(user, code))


def show(
    request: HttpRequest,
    agency: Agency,
    *,
    post_form: PostForm | None = None,
    account_form: AccountForm | None = None,
    opened: tuple[User, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; forms that could not be accepted come back, ``opened`` is a new account with its password."""
    user = person(request)
    given, first = roles_to_give(user, agency), roles_to_give(user, agency, first=True)
    context = {
        "agency": agency,
        "colleagues": _colleagues(user, agency, given),
        "post_form": (post_form or PostForm(roles=given, prefix="post")) if given else None,
        "account_form": (account_form or AccountForm(roles=first, prefix="account"))
        if may_register(user, agency)
        else None,
        "secures": may_secure(user, agency),
        "sets_route": may_set_route(user, agency),
        "opened": opened,
        "today": timezone.localdate(),
    }
    answer = page(request, "offices/people.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _colleagues(user: User, agency: Agency, given: Sequence[Role]) -> list[Colleague]:
    arranges, secures = may_arrange_posts(user, agency), may_secure(user, agency)
    open_ones: dict[int, list[Substitution]] = {}
    coming = Substitution.objects.filter(
        post__agency=agency, until_day__gte=timezone.localdate(), ended_at__isnull=True
    )
    for item in coming.select_related("substitute"):
        open_ones.setdefault(item.post_id, []).append(item)
    everybody = people_at(agency)
    bound = Identity.objects.filter(user__in=everybody) if secures else Identity.objects.none()
    since = dict(bound.order_by("since").values_list("user", "since"))
    return [
        Colleague(
            colleague,
            [
                Held(post, open_ones.get(post.pk, ()), arranges and post.role in given)
                for post in colleague.posts_here  # type: ignore[attr-defined] # prefetched by the selector
            ],
            lock_of(colleague.username) if secures else None,
            second_factor.is_set(colleague) if secures else False,
            since.get(colleague.pk),
        )
        for colleague in everybody
    ]


@require_POST
@signed_in
def give(request: HttpRequest, code: str) -> HttpResponseBase:
    """安排岗位 for an account that exists."""
    user = person(request)
    agency = agency_of_people(user, code)
    form = PostForm(request.POST, roles=roles_to_give(user, agency), prefix="post")
    if not form.is_valid():
        return show(request, agency, post_form=form, status=422)
    colleague = User.objects.filter(username=form.cleaned_data["username"].strip()).first()
    if colleague is None:
        form.add_error("username", _("没有这个用户名。请核对，或请系统管理员开通账号。"))
        return show(request, agency, post_form=form, status=422)
    try:
        post = give_post(user=colleague, agency=agency, role=Role(form.cleaned_data["role"]), by=user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, agency, post_form=form, status=422)
    words = {"name": colleague, "role": post.get_role_display()}
    messages.success(request, _("已安排%(name)s任%(role)s。") % words)
    return redirect("offices:people", code)


@require_POST
@signed_in
def open_(request: HttpRequest, code: str) -> HttpResponseBase:
    """开通账号: the password is on the page that answers, and nowhere else."""
    user = person(request)
    agency = agency_of_people(user, code)
    form = AccountForm(request.POST, roles=roles_to_give(user, agency, first=True), prefix="account")
    if not form.is_valid():
        return show(request, agency, account_form=form, status=422)
    data = form.cleaned_data
    try:
        opened = open_account(
            username=data["username"],
            full_name=data["full_name"],
            agency=agency,
            role=Role(data["role"]),
            by=user,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return show(request, agency, account_form=form, status=422)
    return show(request, agency, opened=opened)


@require_POST
@signed_in
def end(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """撤销岗位."""
    user = person(request)
    agency = agency_of_people(user, code)
    post = Membership.objects.filter(pk=pk, agency=agency).select_related("user").first()
    if post is None:
        messages.error(request, _("这个岗位已经撤销或移交，请刷新后再看。"))
        return redirect("offices:people", code)
    name, role = str(post.user), post.get_role_display()
    try:
        end_post(post=post, by=user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已撤销%(name)s的%(role)s岗位。") % {"name": name, "role": role})
    return redirect("offices:people", code)


@require_POST
@signed_in
def secure(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """停用、恢复、解除锁定、重置两步验证、解除统一身份; ``verb`` says which, a reason goes with the first."""
    user = person(request)
    agency = agency_of_people(user, code)
    colleague = User.objects.filter(pk=pk, memberships__agency=agency).first()
    if colleague is None:
        messages.error(request, _("这位人员已经不在本机关的岗位上，请刷新后再看。"))
        return redirect("offices:people", code)
    form = ReasonForm(request.POST)
    verb = request.POST.get("verb")
    try:
        if verb in SIMPLE:
            act, words = SIMPLE[verb]
            act(user=colleague, agency=agency, by=user)
            messages.success(request, _(words) % {"name": colleague})
        else:
            reason = form.cleaned_data["reason"] if form.is_valid() else ""
            suspend(user=colleague, agency=agency, by=user, reason=reason)
            messages.success(request, _("已停用%(name)s的账号，正在使用的登录同时失效。") % {"name": colleague})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("offices:people", code)
