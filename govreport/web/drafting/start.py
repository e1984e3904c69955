"""开始编制: a year: blank, from last year, or from a file; what these would bring is shown first."""

from collections import Counter

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from govreport.agencies.models import Agency, User
from govreport.documents.imports.services import keep_file
from govreport.reports.errors import Refused
from govreport.reports.models import Report
from govreport.reports.models.report import FIRST_YEAR
from govreport.reports.selectors import years_to_continue
from govreport.reports.services import start_report
from govreport.standards.document import DocumentError
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.drafting.forms import FILE, LAST, StartForm
from govreport.web.drafting.lastyear import offer


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


def _read(request: HttpRequest, form: StartForm, user: User) -> HttpResponseBase:
    """Keep the file and show what was understood of it; nothing is in a report before it is confirmed there."""
    file, agency = form.cleaned_data["file"], form.cleaned_data["agency"]
    try:
        imported = keep_file(agency=agency, name=file.name, data=file.read(), by=user)
    except (DocumentError, Refused) as error:
        form.add_error("file", str(error))
        return page(request, "drafting/start.html", {"form": form}, status=422)
    return redirect("drafting:import", imported.pk)
