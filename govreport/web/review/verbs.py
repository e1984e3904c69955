"""审签办理: agree, return with reasons, hand in, accept, publish; a second click is given the first answer."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from govreport.agencies.models import User
from govreport.publishing.models import ReleaseState, TimedRelease
from govreport.publishing.timed import ask_release, run_here
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version
from govreport.web.desk.access import person, seen, signed_in, version_for
from govreport.web.review.decide import show, version_to_decide
from govreport.web.review.forms import ApproveForm, ReturnForm
from govreport.workflow.accept import accept as take_in
from govreport.workflow.approve import approve as agree
from govreport.workflow.hand_in import hand_in as deliver
from govreport.workflow.permissions import current_step_name, holds_role, may_judge
from govreport.workflow.return_ import return_ as send_back_to_author
from govreport.workflow.send_back import send_back as send_back_to_agency
from govreport.workflow.transitions import TRANSITIONS
from govreport.workflow.zero import confirm_zeros


@require_POST
@signed_in
def approve(request: HttpRequest, pk: int) -> HttpResponseBase:
    """同意: on to the next step, or approved."""
    user = person(request)
    version = version_to_decide(user, pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return show(request, version, {"approve_form": form}, status=422)
    try:
        current = agree(version=version, by=user, note=form.cleaned_data["note"], seen=seen(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _agreed(current))
    return redirect("review:decide", pk)


def _agreed(version: Version) -> str:
    words = {"title": version.title, "step": current_step_name(version)}
    if version.state == State.IN_REVIEW:
        return _("已同意《%(title)s》，转到下一环节“%(step)s”。") % words
    return _("已同意《%(title)s》，等待签发人发布。") % words


@require_POST
@signed_in
def return_(request: HttpRequest, pk: int) -> HttpResponseBase:
    """退回修改: back to the author, with the reason."""
    return _back(request, pk, send_back_to_author, _("已将《%(title)s》退回起草人修改。"))


@require_POST
@signed_in
def send_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """退回重报: the supervising office sends the report back to the agency, with the reason."""
    version = version_to_decide(person(request), pk)
    if not holds_role(person(request), version, TRANSITIONS["send_back"]):
        raise PermissionDenied(_("报送的年报由主管部门接收或退回，您的岗位不能办理。"))
    return _back(request, pk, send_back_to_agency, _("已将《%(title)s》退回报送机关。"))


def _back(request: HttpRequest, pk: int, step: Callable[..., Version], said: str) -> HttpResponseBase:
    user = person(request)
    version = version_to_decide(user, pk)
    form = ReturnForm(request.POST)
    place = request.POST.get("place", "")
    if not form.is_valid():
        return show(request, version, {"return_form": form, "return_place": place}, status=422)
    try:
        step(version=version, by=user, note=form.cleaned_data["note"], seen=seen(request), place=place)
    except Refused as refused:
        messages.error(request, str(refused))
        return show(request, version, {"return_form": form, "return_place": place, "returning": True}, status=422)
    messages.success(request, said % {"title": version.title})
    return redirect("review:queue")


@require_POST
@signed_in
def hand_in(request: HttpRequest, pk: int) -> HttpResponseBase:
    """报送: approved → handed in, by the agency's drafter, reviewer or signatory; back to the page it came from."""
    user = person(request)
    version = version_for(user, pk)
    _take(request, user, version, deliver, _("《%(title)s》已报送主管部门，等待接收。"))
    if may_judge(user, version):
        return redirect("review:decide", pk)
    return redirect("drafting:report", version.report_id)


@require_POST
@signed_in
def accept(request: HttpRequest, pk: int) -> HttpResponseBase:
    """接收: handed in → accepted, by the supervising office."""
    user = person(request)
    version = version_to_decide(user, pk)
    _take(request, user, version, take_in, _("已接收《%(title)s》。"))
    return redirect("review:decide", pk)


def _take(request: HttpRequest, user: User, version: Version, step: Callable[..., Version], said: str) -> None:
    """Take the step and say so, or say why not; PermissionDenied for the wrong post."""
    try:
        step(version=version, by=user, seen=seen(request))
    except NotAllowed as denied:
        raise PermissionDenied(str(denied)) from denied
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said % {"title": version.title})


@require_POST
@signed_in
def publish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """发布: approved → public; what was ticked for a report without applications is kept, also when some is missing."""
    user = person(request)
    version = version_to_decide(user, pk)
    items = request.POST.getlist("confirmed")
    try:
        if items and version.state != State.PUBLISHED:
            confirm_zeros(version=version, items=items, by=user)
        asked = ask_release(version=version, by=user, seen=seen(request), url=reverse("review:decide", args=[pk]))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        _tell_release(request, version, asked)
    return redirect("review:decide", pk)


def _tell_release(request: HttpRequest, version: Version, asked: TimedRelease | None) -> None:
    """What became of it so far: without a worker it has been done by now, with one its files are being made."""
    if asked is not None:
        if settings.CELERY_TASK_ALWAYS_EAGER:
            run_here(asked)
        asked.refresh_from_db()
    words = {"title": version.title}
    if asked is None or asked.state == ReleaseState.DONE:
        messages.success(request, _("《%(title)s》已经发布，公众可以查阅。") % words)
    elif asked.state == ReleaseState.WAITING:
        messages.info(request, _("正在生成《%(title)s》的文件，全部生成、检查以后自动发布。") % words)
    else:
        messages.error(request, asked.note or _("《%(title)s》没有发布，可以再次发布。") % words)
