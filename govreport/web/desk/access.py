"""取用权限: the one way desk views get at a report: the object, or 404 for strangers and 403 for the wrong post."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.agencies.once import reading
from govreport.agencies.permissions import may_edit, works_at
from govreport.reports.models import Report, Version
from govreport.tracing import note

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def person(request: HttpRequest) -> User:
    """The person signed in; PermissionDenied when nobody is (views are behind ``signed_in``)."""
    if isinstance(request.user, User):
        return request.user
    raise PermissionDenied(_("请先登录。"))


def seen(request: HttpRequest) -> int | None:
    """The count of saves of the page from which a step was taken (``Version.lock``); None when the form did not say."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def asks_json(request: HttpRequest) -> bool:
    """Whether a script asks, which is answered with data in the stead of a page."""
    return "application/json" in request.headers.get("Accept", "")


def signed_in(view: View[P]) -> View[P]:
    """The view for people who are signed in; others are sent to the sign-in page and come back afterwards.

    Whoever pressed a button after the session had ended comes back to the page with the button, and is told.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path())
        messages.warning(request, _("登录已失效，刚才的操作没有办理。请登录后再办理一次。"))
        return redirect_to_login(_page_before(request))

    return guarded


def _page_before(request: HttpRequest) -> str:
    """The page of ours from which a form was sent, else the desk."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure()):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    parts = urlsplit(before)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def signed_in_json(view: View[P]) -> View[P]:
    """The same for scripts: 401 and 403 with a sentence, because a script cannot show a page."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return JsonResponse({"message": _("登录已过期，已填内容保存在本机，请重新登录")}, status=401)
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as denied:
            return JsonResponse({"message": str(denied)}, status=403)

    return guarded


def asks_once(view: View[P]) -> View[P]:
    """The view with what its person may do read once; for a save, of which there may be many in a second."""

    @wraps(view)
    def asking(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        with reading():
            return view(request, *args, **kwargs)

    return asking


def report_for(user: User, pk: int) -> Report:
    """A report the person may see; Http404 for anyone else, so that strangers learn nothing."""
    report = Report.objects.select_related("agency").filter(pk=pk).first()
    # Whoever works at the agency itself sees all its reports; only for others is it asked what they oversaw when.
    if report is None or not (works_at(user, report.agency_id) or Report.objects.visible_to(user).contains(report)):
        raise Http404
    note(agency=report.agency.code)
    return report


def report_to_edit(user: User, pk: int) -> Report:
    """A report the person drafts; Http404 for strangers, PermissionDenied with a sentence for other posts."""
    report = report_for(user, pk)
    if not may_edit(user, report.agency):
        raise PermissionDenied(
            _("只有本机关的起草人可以修改年报。需要修改的，请退回给起草人或联系系统管理员调整岗位。")
        )
    return report


def version_for(user: User, pk: int) -> Version:
    """A version the person may see; Http404 for anyone else."""
    versions = Version.objects.visible_to(user).with_report().select_related("fee_statement", "submitted_by")
    version = versions.filter(pk=pk).first()
    if version is None:
        raise Http404
    note(agency=version.report.agency.code)
    return version
