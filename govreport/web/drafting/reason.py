"""说明原因: the reason for one finding, from a form or from a script; nothing written is lost when it is declined."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from govreport.agencies.models import User
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Report, Version
from govreport.reports.services.reasons import REASON_LIMIT
from govreport.web.desk.access import person, report_to_edit, signed_in, signed_in_json
from govreport.web.desk.pages import latest, page
from govreport.web.desk.panel import panel, to_cell
from govreport.web.desk.sheet import Sheet
from govreport.web.drafting.live import reasons
from govreport.web.drafting.steps import as_json, steps
from govreport.workflow.explain import explain


@dataclass(frozen=True, slots=True)
class Posted:
    """填写的说明: which finding (rule, place, digest of its values), and what was written."""

    rule: str
    subject: str
    mark: str
    text: str
    published: bool

    def store(self, version: Version, user: User) -> None:
        """Hand it to the service; raises ``Refused``."""
        explain(
            version=version,
            rule=self.rule,
            subject=self.subject,
            mark=self.mark,
            text=self.text,
            published=self.published,
            by=user,
        )


@require_POST
@signed_in
def reason(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Store a reason sent by a form; back to where it was written, or a page that keeps what was written."""
    user = person(request)
    report = report_to_edit(user, pk)
    version = latest(report)
    given = {name: request.POST.get(name, "") for name in ("rule", "subject", "mark", "text")}
    posted = Posted(**given, published="published" in request.POST)
    code = request.POST.get("section", "")
    known = {section.code for section in version.edition.sections}
    back = reverse("drafting:section", args=[pk, code]) if code in known else reverse("drafting:report", args=[pk])
    try:
        posted.store(version, user)
    except NotAllowed:
        raise
    except Refused as refused:
        return _declined(request, version, posted, back, code, str(refused))
    return redirect(f"{back}#panel")


def _declined(
    request: HttpRequest, version: Version, posted: Posted, back: str, code: str, sentence: str
) -> HttpResponseBase:
    """The reason once more, with what stands in its way; the finding as it is now, if it is still there."""
    sheet = Sheet.of(version)
    found = [item for group in panel(sheet, to_cell(sheet, version.report_id)).groups for item in group.items]
    same = (item for item in found if (item.rule, item.addresses[0]) == (posted.rule, posted.subject))
    context = {
        "report": version.report,
        "version": version,
        "item": next((item for item in same if item.reason), None),
        "posted": posted,
        "sentence": sentence,
        "back": back,
        "code": code,
        "limit": REASON_LIMIT,
    }
    return page(request, "drafting/reason.html", context, status=422)


@require_POST
@signed_in_json
def reason_json(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same for scripts: the reasons and the rail as they now are, or 400 or 409 and a sentence."""
    user = person(request)
    report = report_to_edit(user, pk)
    posted = _read(request)
    if posted is None:
        return JsonResponse({"message": _("没有看懂要保存的内容，请刷新页面后再试。")}, status=400)
    try:
        posted.store(latest(report), user)
    except Refused as refused:
        return JsonResponse({**_now(report), "message": str(refused)}, status=409)
    return JsonResponse(_now(report))


def _now(report: Report) -> dict[str, Any]:
    sheet = Sheet.of(latest(report), editable=True)
    return {"reasons": reasons(sheet), "steps": as_json(steps(sheet))}


def _read(request: HttpRequest) -> Posted | None:
    """What a script sent; None when it is not of the agreed form."""
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    given = {name: data.get(name) for name in ("rule", "subject", "mark", "text")}
    texts = {name: value for name, value in given.items() if isinstance(value, str)}
    if len(texts) < len(given) or not isinstance(data.get("published"), bool):
        return None
    return Posted(**texts, published=data["published"])
