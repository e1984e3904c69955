"""送审: the author's steps: submit for review, take back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from govreport.reports.errors import Refused
from govreport.web.desk.access import person, report_to_edit, seen, signed_in
from govreport.web.desk.pages import latest
from govreport.workflow.recall import recall as take_back
from govreport.workflow.submit import submit as hand_over


@require_POST
@signed_in
def submit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """提交审核: back to the summary, with the sentence of the service when it declines."""
    user = person(request)
    version = latest(report_to_edit(user, pk))
    try:
        hand_over(version=version, by=user, seen=seen(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("《%(title)s》已提交审核，由另一位审核人办理。") % {"title": version.title})
    return redirect("drafting:report", pk)


@require_POST
@signed_in
def recall(request: HttpRequest, pk: int) -> HttpResponseBase:
    """撤回送审: the version can be edited again."""
    user = person(request)
    version = latest(report_to_edit(user, pk))
    try:
        take_back(version=version, by=user, seen=seen(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已撤回《%(title)s》，可以继续修改。") % {"title": version.title})
    return redirect("drafting:report", pk)
