"""审签办理: agree, return with reasons, publish; a second click changes nothing and says why."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from govreport.publishing.services import publish as release
from govreport.reports.errors import Refused
from govreport.web.desk.access import person, signed_in
from govreport.web.review.decide import show, version_to_decide
from govreport.web.review.forms import ApproveForm, ReturnForm
from govreport.workflow.approve import approve as agree
from govreport.workflow.return_ import return_ as send_back
from govreport.workflow.zero import confirm_zeros


@require_POST
@signed_in
def approve(request: HttpRequest, pk: int) -> HttpResponseBase:
    """同意: in review → approved."""
    user = person(request)
    version = version_to_decide(user, pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return show(request, version, {"approve_form": form}, status=422)
    try:
        agree(version=version, by=user, note=form.cleaned_data["note"])
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已同意《%(title)s》，等待签发人发布。") % {"title": version.title})
    return redirect("review:decide", pk)


@require_POST
@signed_in
def return_(request: HttpRequest, pk: int) -> HttpResponseBase:
    """退回修改: back to the author, with the reason."""
    user = person(request)
    version = version_to_decide(user, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return show(request, version, {"return_form": form}, status=422)
    try:
        send_back(version=version, by=user, note=form.cleaned_data["note"])
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("review:decide", pk)
    messages.success(request, _("已将《%(title)s》退回起草人修改。") % {"title": version.title})
    return redirect("review:queue")


@require_POST
@signed_in
def publish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """发布: approved → public; what was ticked for a report without applications is kept, also when some is missing."""
    user = person(request)
    version = version_to_decide(user, pk)
    items = request.POST.getlist("confirmed")
    try:
        if items:
            confirm_zeros(version=version, items=items, by=user)
        release(version=version, by=user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("《%(title)s》已经发布，公众可以查阅。") % {"title": version.title})
    return redirect("review:decide", pk)
