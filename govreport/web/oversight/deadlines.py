"""报送期限: the days of the law for each level and kind beside those the office lays down."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from govreport.agencies.models import Agency, Kind, Level
from govreport.calls.allow import lay_down
from govreport.calls.due import due, rules_of
from govreport.calls.models import Deadline
from govreport.calls.standing import placed
from govreport.checks.publication.pub import deadline as deadline_of_law
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.oversight.scope import own_offices, year_of
from govreport.web.oversight.status_forms import DeadlineForm


@dataclass(frozen=True, slots=True)
class Row:
    """一类机关的期限: ``law`` as the Regulation has it, ``day`` as it is for the office's agencies."""

    level: str
    kind: str
    law: date
    basis: str
    official: bool
    day: date
    local: str


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def deadlines(request: HttpRequest) -> HttpResponseBase:
    """Show the days of a year; POST lays one down for the agencies of the first of the person's offices."""
    user = person(request)
    mine = own_offices(user)
    office = next((item for item in mine if item.code == request.GET.get("office")), mine[0])
    year = year_of(request)
    form = DeadlineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.done(lay_down, office=office, year=year, by=user):
        messages.success(request, _("已设定本地期限。"))
        return redirect(f"{reverse('oversight:deadlines')}?year={year}&office={office.code}")
    local = Deadline.objects.filter(office=office, year=year).select_related("set_by")
    context = {"office": office, "offices": mine, "year": year, "form": form, "local": local}
    context["rows"] = _rows(year, office)
    return page(request, "oversight/deadlines.html", context, status=422 if request.method == "POST" else 200)


def _rows(year: int, office: Agency) -> list[Row]:
    """Every level and kind of which there are agencies under the office in that year."""
    rules, english = rules_of(year), get_language() == "en"
    there = set(placed(office, year).values_list("agency__level", "agency__kind"))
    found = []
    for level in Level:
        for kind in Kind:
            if (level, kind) not in there:
                continue
            law = deadline_of_law(year, kind=kind, level=level)
            here = due(year, level=level, kind=kind, codes=[office.code], rules=rules)
            basis = law.rule.basis_en if english else law.rule.basis
            words = (str(level.label), str(kind.label))
            found.append(Row(*words, law.day, basis, law.rule.official, here.day, here.basis))
    return found
