"""整改通知（上传的文件）: letters for reports that were uploaded and checked, not written in this system.

The check at /check/ hands over what it read, signed; nothing of the files is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from govreport.agencies.models import Agency, User
from govreport.documents.findings import Listing
from govreport.documents.findings.batch import notices_zip
from govreport.documents.findings.checked import Checked, unpack
from govreport.journal import actions
from govreport.journal.services import record
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.oversight.forms import OfficeForm
from govreport.web.oversight.judged import Judged
from govreport.web.oversight.notices import DAYS
from govreport.web.oversight.selectors import offices


@dataclass(frozen=True, slots=True)
class Uploaded(Judged):
    """一份上传的年报: with its findings; ``number`` is its place in what was handed over."""

    number: int
    item: Checked
    result: Listing


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def files(request: HttpRequest) -> HttpResponseBase:
    """POST with what was checked shows the reports; with ``letters`` as well, makes them. GET begins at the upload."""
    user = person(request)
    mine = offices(user)
    if not mine:
        raise PermissionDenied(_("整改通知由主管部门办理，您没有主管部门的岗位。"))
    if request.method != "POST":
        return redirect("portal:check")
    packed = request.POST.get("packed", "")
    try:
        reports = [Uploaded(number, item, item.listing()) for number, item in enumerate(unpack(packed), 1)]
    except signing.BadSignature:
        return page(request, "oversight/files.html", {"office": mine[0], "expired": True}, status=422)
    return _letters_or_page(request, user, mine[0], reports, packed)


def _letters_or_page(
    request: HttpRequest, user: User, office: Agency, reports: Sequence[Uploaded], packed: str
) -> HttpResponse:
    asked = "letters" in request.POST
    today = timezone.localdate()
    initial = {"name": office.name, "issued": today, "due": today + timedelta(days=DAYS)}
    form = OfficeForm(request.POST if asked else None, initial=initial)
    picked = {int(number) for number in request.POST.getlist("report") if number.isdecimal()}
    problem = ""
    if asked and form.is_valid():
        if wanted := [report for report in reports if report.number in picked and report.needs_notice]:
            return _letters(user, office, wanted, form)
        problem = _("没有选中需要整改的报告。请至少选择一份。")
    context = {
        "office": office,
        "reports": reports,
        "picked": picked if asked else {report.number for report in reports if report.needs_notice},
        "form": form,
        "problem": problem,
        "packed": packed,
    }
    return page(request, "oversight/files.html", context, status=422 if asked else 200)


def _letters(user: User, agency: Agency, wanted: Sequence[Uploaded], form: OfficeForm) -> HttpResponse:
    """The archive; the office's journal keeps for whom a letter was made."""
    office = form.office()
    # Letters are Chinese whatever language the page is shown in.
    with translation.override("zh-hans"):
        data = notices_zip([report.item.listing("zh-hans") for report in wanted], office)
    with transaction.atomic():
        for report in wanted:
            document = report.item.document
            payload = {"office": office.name, "due": office.due.isoformat(), "agency": report.result.agency}
            subject = f"upload:{document.year or 0}"
            record(actions.NOTICE_MADE, by=user, agency=agency, subject=subject, payload=payload)
    response = HttpResponse(data, content_type="application/zip")
    name = f"{_('整改通知')}-{office.issued:%Y%m%d}.zip"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
