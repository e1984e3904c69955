"""移交与代办: a post goes to somebody else, for good or for some days; by its holder, or by whoever arranges posts."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from govreport.agencies.models import Membership, Substitution, User
from govreport.agencies.permissions import may_arrange_posts
from govreport.agencies.selectors import people_at
from govreport.reports.errors import Refused
from govreport.staffing.posts import hand_over as pass_on
from govreport.staffing.substitutes import end_standing_in
from govreport.staffing.substitutes import stand_in as arrange
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.offices.forms import PersonForm, SubstituteForm

# What a form of substitution begins with: a week.
_DAYS = 6


def _post_for(user: User, pk: int) -> Membership:
    """A post of the person, or one at an agency whose posts the person arranges; Http404 for all others."""
    post = Membership.objects.filter(pk=pk).select_related("user", "agency").first()
    if post is None or (post.user_id != user.pk and not may_arrange_posts(user, post.agency)):
        raise Http404
    return post


def _colleagues(user: User, post: Membership) -> list[User]:
    """Who may take the post over: the others at the agency; never whoever arranges it for somebody else."""
    left_out = {post.user_id} if post.user_id == user.pk else {post.user_id, user.pk}
    return [item for item in people_at(post.agency) if item.is_active and item.pk not in left_out]


def _back(user: User, post: Membership) -> HttpResponseBase:
    if may_arrange_posts(user, post.agency):
        return redirect("offices:people", post.agency.code)
    return redirect("offices:posts")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def hand_over(request: HttpRequest, pk: int) -> HttpResponseBase:
    """移交岗位."""
    user = person(request)
    post = _post_for(user, pk)
    form = PersonForm(request.POST if request.method == "POST" else None, people=_colleagues(user, post))
    if request.method == "POST" and form.is_valid():
        to = User.objects.get(pk=form.cleaned_data["person"])
        try:
            new = pass_on(post=post, to=to, by=user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            words = {"role": new.get_role_display(), "name": to}
            messages.success(request, _("%(role)s岗位已移交给%(name)s。") % words)
            return _back(user, new)
    context = {"post": post, "form": form, "own": post.user_id == user.pk}
    return page(request, "offices/hand_over.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def stand_in(request: HttpRequest, pk: int) -> HttpResponseBase:
    """委托代办."""
    user = person(request)
    post = _post_for(user, pk)
    today = timezone.localdate()
    form = SubstituteForm(
        request.POST if request.method == "POST" else None,
        people=_colleagues(user, post),
        initial={"from_day": today, "until_day": today + timedelta(days=_DAYS)},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        substitute = User.objects.get(pk=data["person"])
        days = {"from_day": data["from_day"], "until_day": data["until_day"]}
        try:
            arrange(post=post, substitute=substitute, by=user, reason=data["reason"], **days)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            words = {"name": substitute, "holder": post.user, "role": post.get_role_display()}
            messages.success(request, _("已委托%(name)s代%(holder)s办理%(role)s的事项。") % words)
            return _back(user, post)
    context = {"post": post, "form": form, "own": post.user_id == user.pk}
    return page(request, "offices/stand_in.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def end_stand_in(request: HttpRequest, pk: int) -> HttpResponseBase:
    """结束代办, at once."""
    user = person(request)
    found = Substitution.objects.filter(pk=pk).select_related("post__agency", "substitute").first()
    if found is None:
        raise Http404
    _post_for(user, found.post_id)
    try:
        end_standing_in(substitution=found, by=user)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from refused
    messages.success(request, _("已结束%(name)s的代办。") % {"name": found.substitute})
    return _back(user, found.post)
