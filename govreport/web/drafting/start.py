"""开始编制: a year: blank, from last year, or from a file; what these would bring is shown first."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from govreport.agencies.models import Agency, User
from govreport.documents import services as documents
from govreport.reports.errors import Refused
from govreport.reports.models import Report, Version
from govreport.reports.models.report import FIRST_YEAR
from govreport.reports.selectors import years_to_continue
from govreport.reports.services import start_report
from govreport.standards.document import Document, DocumentError, from_json
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.drafting.forms import FILE, LAST, StartForm
from govreport.web.drafting.lastyear import offer
from govreport.web.drafting.recognised import recognised

# What was read travels with the page between the two steps, signed; nothing is stored before it is confirmed.
SALT = "govreport.drafting.start"
LARGEST = 1024 * 1024
HOURS = 12 * 60 * 60


@dataclass(frozen=True, slots=True)
class Upload:
    """读取的文件: a document that was read and waits to be confirmed."""

    document: Document
    agency: int
    source: str


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def start(request: HttpRequest) -> HttpResponseBase:
    """Choose how to begin; a blank report begins at once, last year's report and a file are shown first."""
    user = person(request)
    agencies = Agency.objects.editable_by(user)
    years = _years()
    offered = {year for year, _name in years}
    found = years_to_continue(agencies).values()
    continued = sorted({year for listed in found for year in listed} & offered, reverse=True)
    form = StartForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        agencies=agencies,
        years=years,
        continued=continued,
        initial={"year": _due(years, agencies)},
    )
    if not agencies:
        return page(request, "drafting/start.html", {"form": None})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["source"] == FILE:
            return _read(request, form, user)
        try:
            return _start(request, form, user)
        except Refused as refused:
            form.add_error("year", str(refused))
    context = {"form": form, "template_agencies": agencies, "template_year": timezone.localdate().year - 1}
    return page(request, "drafting/start.html", context, status=422 if form.errors else 200)


def _start(request: HttpRequest, form: StartForm, user: User) -> HttpResponseBase:
    """A blank report at its first section, or what last year's report offers."""
    agency, year = form.cleaned_data["agency"], form.cleaned_data["year"]
    if form.cleaned_data["source"] == LAST:
        return offer(request, agency, year, user)
    version = start_report(agency=agency, year=year, by=user)
    return redirect("drafting:section", version.report_id, version.edition.sections[0].code)


def _years() -> list[tuple[int, str]]:
    """The years that can be reported, last year first, as the statutory calendar has it."""
    this = timezone.localdate().year
    return [(year, _("%(year)s年") % {"year": year}) for year in range(this - 1, FIRST_YEAR - 1, -1)]


def _due(years: list[tuple[int, str]], agencies: QuerySet[Agency]) -> int:
    """The latest year in which a report is still to be begun; last year where there is none."""
    begun = Report.objects.filter(agency__in=agencies).values_list("year", flat=True)
    counts = Counter(begun)
    return next((year for year, _name in years if counts[year] < len(agencies)), years[0][0])


def _read(request: HttpRequest, form: StartForm, user: User) -> HttpResponse:
    """The second page: what was understood of the file."""
    file, agency = form.cleaned_data["file"], form.cleaned_data["agency"]
    try:
        result = documents.read_report(file.name, file.read())
    except DocumentError as error:
        form.add_error("file", str(error))
        return page(request, "drafting/start.html", {"form": form}, status=422)
    upload = Upload(result.document, agency.pk, file.name)
    packed = pack(upload, user)
    if len(packed) > LARGEST:
        form.add_error("file", _("文件内容太多，不像一份年报（最多约 50 万字）。请核对文件，或从空白开始。"))
        return page(request, "drafting/start.html", {"form": form}, status=422)
    context: dict[str, Any] = {
        "upload": upload,
        "agency": agency,
        "packed": packed,
        "read": recognised(result, agency),
        "refused": refusal(upload, agency, user),
    }
    return page(request, "drafting/recognised.html", context)


def pack(upload: Upload, user: User) -> str:
    """The document as signed text; another person's signature does not open it."""
    data = {"document": upload.document.to_json(), "agency": upload.agency, "source": upload.source}
    return signing.dumps(data, salt=f"{SALT}:{user.pk}", compress=True)


def unpack(packed: str, user: User) -> Upload:
    """The document again; raises ``signing.BadSignature`` for anything that was not packed for this person today."""
    data = signing.loads(packed, salt=f"{SALT}:{user.pk}", max_age=HOURS)
    return Upload(from_json(data["document"]), data["agency"], data["source"])


def refusal(upload: Upload, agency: Agency, user: User) -> str:
    """Why the report could not be created, asked of the service itself without creating anything; empty if it can."""
    try:
        with transaction.atomic():
            _create(upload, agency, user)
            transaction.set_rollback(True)
    except Refused as refused:
        return str(refused)
    return ""


def _create(upload: Upload, agency: Agency, user: User) -> Version:
    year = upload.document.year
    if year is None:
        raise Refused(_("没有读出这份报告是哪一年度的。请在文件标题中写明年度后再读取。"))
    return start_report(agency=agency, year=year, by=user, document=upload.document, source_name=upload.source)


@require_POST
@signed_in
def confirm(request: HttpRequest) -> HttpResponseBase:
    """Create the report that was shown; a page that is stale or was changed begins again."""
    user = person(request)
    try:
        upload = unpack(request.POST.get("packed", ""), user)
    except signing.BadSignature:
        messages.error(request, _("这一页已经过期，请重新选择文件。"))
        return redirect("drafting:start")
    agency = Agency.objects.editable_by(user).filter(pk=upload.agency).first()
    try:
        if agency is None:
            raise Refused(_("您不是这个机关的起草人，不能建立它的报告。"))
        version = _create(upload, agency, user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("drafting:start")
    return redirect("drafting:report", version.report_id)
