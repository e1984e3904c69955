"""整改通知: what the reports under an office have open, worst first, and a letter for each that the office chooses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from govreport.agencies.models import Agency, User
from govreport.batches.letters import ask_office_letters
from govreport.batches.models import LetterKind, OfficeLetters
from govreport.checks.assess import assess_all
from govreport.documents.findings import Listing, listing
from govreport.documents.findings.batch import notices_zip
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.models import Version
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.progress import Progress, progress
from govreport.web.oversight.forms import OfficeForm
from govreport.web.oversight.judged import Judged
from govreport.web.oversight.selectors import inspected, offices

PAGE_SIZE = 50
# So many letters are made while the page waits; more by a job.
AT_ONCE = 20
# Days that an agency usually has to answer; the office may state another day.
DAYS = 15


@dataclass(frozen=True, slots=True)
class Inspected(Judged):
    """一份已校核的年报: a version with its findings."""

    version: Version
    result: Listing


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def notices(request: HttpRequest) -> HttpResponseBase:
    """Show the reports of a year with what is open; POST makes the letters for those that were chosen."""
    user = person(request)
    mine = offices(user)
    if not mine:
        raise PermissionDenied(_("整改通知由主管部门办理，您没有主管部门的岗位。"))
    # One line for each year, not for each report.
    years = sorted(inspected(user).order_by().values_list("report__year", flat=True).distinct(), reverse=True)
    year = _year(request, years)
    chosen = _page(request, user, year)
    reports = _inspected(list(chosen.object_list), get_language() or "zh-hans")
    today = timezone.localdate()
    form = OfficeForm(
        request.POST if request.method == "POST" else None,
        initial={"name": mine[0].name, "issued": today, "due": today + timedelta(days=DAYS)},
    )
    picked = {int(pk) for pk in request.POST.getlist("version") if pk.isdigit()}
    problem = ""
    if request.method == "POST" and form.is_valid():
        wanted = [item for item in reports if item.version.pk in picked and item.needs_notice]
        if len(wanted) > AT_ONCE:
            return _ask_letters(user, mine[0], wanted, form)
        if wanted:
            return _letters(user, wanted, form)
        problem = _("没有选中需要整改的报告。请至少选择一份。")
    context = {
        "office": mine[0],
        "years": years,
        "year": year,
        "page": chosen,
        "reports": reports,
        "noticeable": any(item.needs_notice for item in reports),
        "picked": picked if request.method == "POST" else {item.version.pk for item in reports if item.needs_notice},
        "form": form,
        "problem": problem,
        "made": _made(user, year) if year else [],
    }
    return page(request, "oversight/notices.html", context, status=422 if request.method == "POST" else 200)


def _year(request: HttpRequest, years: list[int]) -> int | None:
    """The year asked for, if it is one of those there are; otherwise the latest."""
    asked = request.GET.get("year", "")
    if asked.isdigit() and int(asked) in years:
        return int(asked)
    return years[0] if years else None


def _page(request: HttpRequest, user: User, year: int | None) -> "Page[Version]":
    versions = inspected(user).filter(report__year=year or 0)
    return Paginator(versions, PAGE_SIZE).get_page(request.GET.get("page"))


def _inspected(versions: list[Version], language: str) -> list[Inspected]:
    """The versions with what is open; a reason that a reviewer accepted closes its finding."""
    return [
        Inspected(version, listing(found.document, found.standing_open, language))
        for version, found in zip(versions, assess_all(versions), strict=True)
    ]


def _made(user: User, year: int) -> Sequence[tuple[OfficeLetters, Progress | None, str]]:
    """The letters on reports that the person inspects, the newest first, each with how far it is and its address."""
    every = OfficeLetters.objects.visible_to(user).filter(year=year).select_related("job", "by")[:20]
    page = "oversight:notices-made"
    return [(item, progress(item.job) if item.job else None, reverse(page, args=[item.pk])) for item in every]


def _ask_letters(user: User, agency: Agency, wanted: list[Inspected], form: OfficeForm) -> HttpResponseBase:
    """Have them made by a job; the journal keeps each when it is made."""
    letters = ask_office_letters(
        agency=agency,
        year=wanted[0].version.report.year,
        versions=[item.version.pk for item in wanted],
        office=form.office(),
        kind=LetterKind.DOCX,
        by=user,
        url=reverse("oversight:notices-made", args=[0]).replace("/0/", "/{}/"),
    )
    return redirect("oversight:notices-made", letters.pk)


def _letters(user: User, wanted: list[Inspected], form: OfficeForm) -> HttpResponse:
    """The archive; the journal keeps for which reports a letter was made."""
    office = form.office()
    # Letters are Chinese whatever language the page is shown in.
    letters = _inspected([item.version for item in wanted], "zh-hans")
    for item in letters:
        payload = {"office": office.name, "due": office.due.isoformat()}
        agency = item.version.report.agency
        record(actions.NOTICE_MADE, by=user, agency=agency, subject=item.version.subject, payload=payload)
    response = HttpResponse(notices_zip([item.result for item in letters], office), content_type="application/zip")
    name = f"{_('整改通知')}-{office.issued:%Y%m%d}.zip"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
