"""答复审核意见: the author says what was done about a remark; scripts are given the remark, others the page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Report, Version
from govreport.web.desk.access import person, report_to_edit, signed_in
from govreport.web.desk.pages import latest, page
from govreport.web.desk.panel import Way, anchor
from govreport.web.desk.remarks import marks_of, of_last_year, one, remarks_of, waiting
from govreport.web.desk.sheet import Sheet
from govreport.workflow.anchors import WHOLE
from govreport.workflow.threads import COMMENT_LIMIT, answer_remark


@require_POST
@signed_in
def answer(request: HttpRequest, pk: int, key: int) -> HttpResponseBase:
    """答复 one remark; what was written stays on the page when it is declined."""
    user = person(request)
    report = report_to_edit(user, pk)
    version = latest(report)
    text = request.POST.get("text", "")
    scripted = request.headers.get("X-Part") == "thread"
    try:
        answer_remark(version=version, thread=key, text=text, by=user)
    except NotAllowed:
        raise
    except Refused as refused:
        if scripted:
            return JsonResponse({"message": str(refused)}, status=422)
        messages.error(request, str(refused))
        context = _context(report, version, key)
        if context["item"] is None:
            return redirect("drafting:report", pk)
        unsaid = {"key": key, "text": text[: COMMENT_LIMIT * 2]}
        return page(request, "drafting/remark.html", {**context, "unsaid": unsaid}, status=422)
    context = _context(report, version, key)
    if scripted:
        return render(request, "desk/thread.html", context)
    return redirect(f"{_back(request, report, version)}#thread-{key}")


def _context(report: Report, version: Version, key: int) -> dict[str, object]:
    found = one(version, key, document_of(version), to_place(version))
    return {"item": found, "report": report, "version": version, "answers": True}


def remarks_context(version: Version, sheet: Sheet, code: str = "") -> dict[str, object]:
    """What the pages of the author show: the remarks on one section, or on all; those that wait at a cell by address.

    Last year's are shown until the report is approved, where they are about the same section.
    """
    way = to_place(version)
    found = remarks_of(version, sheet.document, way)
    last = of_last_year(version, sheet.document, way) if sheet.previous and code else ()
    return {
        "remarks": tuple(item for item in found if not code or item.section == code),
        "remarks_elsewhere": waiting(item for item in found if code and item.section != code),
        "remarks_unanswered": waiting(found, "open"),
        "last_remarks": tuple(item for item in last if item.section == code),
        "remark_marks": marks_of(found),
        "answers": sheet.editable,
    }


def to_place(version: Version) -> Way:
    """Ways into the section pages, to the cell or text a remark is about."""

    def way(section: str, address: str) -> str:
        if address == WHOLE:
            return reverse("drafting:report", args=[version.report_id])
        where = reverse("drafting:section", args=[version.report_id, section])
        return f"{where}#{anchor(version.edition, section, address)}"

    return way


def _back(request: HttpRequest, report: Report, version: Version) -> str:
    """The page the form stood on: a section, else the summary."""
    code = request.POST.get("section", "")
    if any(section.code == code for section in version.edition.sections):
        return reverse("drafting:section", args=[report.pk, code])
    return reverse("drafting:report", args=[report.pk])
