"""审核意见: raise a remark at a place, settle it, raise it again; scripts are given the remark, others the page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.remarks import one
from govreport.web.review.decide import show, version_to_decide, within
from govreport.workflow.threads import COMMENT_LIMIT, close_remark, raise_remark, reopen_remark


@require_POST
@signed_in
def remark(request: HttpRequest, pk: int) -> HttpResponseBase:
    """提出意见: ``place`` and ``text``; what was written stays on the page when it is declined."""
    user = person(request)
    version = version_to_decide(user, pk)
    place, text = request.POST.get("place", ""), request.POST.get("text", "")
    try:
        thread = raise_remark(version=version, place=place, text=text, by=user)
    except Refused as refused:
        unsaid = {"place": place, "text": text[: COMMENT_LIMIT * 2], "key": 0, "why": str(refused)}
        return _declined(request, version, refused, unsaid)
    return _answer(request, version, thread.pk)


@require_POST
@signed_in
def thread(request: HttpRequest, pk: int, key: int) -> HttpResponseBase:
    """``verb`` is close (办结) or reopen (再次提出, with ``text``)."""
    user = person(request)
    version = version_to_decide(user, pk)
    text = request.POST.get("text", "")
    try:
        if request.POST.get("verb") == "close":
            close_remark(version=version, thread=key, by=user, text=text)
        elif request.POST.get("verb") == "reopen":
            reopen_remark(version=version, thread=key, text=text, by=user)
        else:
            raise Refused(_("请选择要办理的事项。"))
    except Refused as refused:
        return _declined(request, version, refused, {"key": key, "text": text[: COMMENT_LIMIT * 2]})
    return _answer(request, version, key)


def _wants_part(request: HttpRequest) -> bool:
    return request.headers.get("X-Part") == "thread"


def _declined(
    request: HttpRequest, version: Version, refused: Refused, unsaid: dict[str, object]
) -> HttpResponse | JsonResponse:
    if _wants_part(request):
        return JsonResponse({"message": str(refused)}, status=422)
    messages.error(request, str(refused))
    return show(request, version, {"unsaid": unsaid}, status=422)


def _answer(request: HttpRequest, version: Version, key: int) -> HttpResponseBase:
    if not _wants_part(request):
        return redirect(f"{reverse('review:decide', args=[version.pk])}#thread-{key}")
    context = {"item": one(version, key, document_of(version), within()), "version": version, "judges": True}
    return render(request, "desk/thread.html", context)
