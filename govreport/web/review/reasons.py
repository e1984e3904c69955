"""认定说明: accept or refuse one reason, or accept all that are left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from govreport.reports.errors import Refused
from govreport.reports.services.reasons import REASON_LIMIT
from govreport.web.desk.access import person, signed_in
from govreport.web.review.decide import show, version_to_decide
from govreport.workflow.rule_on import accept_all, rule_on


@require_POST
@signed_in
def rule(request: HttpRequest, pk: int, key: int) -> HttpResponseBase:
    """认可 or 不认可 one reason; what was written stays on the page when it is declined."""
    user = person(request)
    version = version_to_decide(user, pk)
    note = request.POST.get("note", "")
    try:
        rule_on(
            version=version,
            explanation=key,
            accepted=request.POST.get("ruling") == "accepted",
            seen=request.POST.get("seen", ""),
            note=note,
            published="published" in request.POST,
            by=user,
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return show(request, version, {"unruled": {"key": key, "note": note[: REASON_LIMIT * 4]}}, status=422)
    return redirect(f"{reverse('review:decide', args=[pk])}#reason-{key}")


@require_POST
@signed_in
def accept_reasons(request: HttpRequest, pk: int) -> HttpResponseBase:
    """全部认可: every reason nobody has ruled on."""
    user = person(request)
    version = version_to_decide(user, pk)
    try:
        count = accept_all(version=version, by=user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        sentence = ngettext("已认可 %(count)s 条说明。", "已认可 %(count)s 条说明。", count)
        messages.success(request, sentence % {"count": count})
    return redirect("review:decide", pk)
