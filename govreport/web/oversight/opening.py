"""开启新年度: a preview of the agencies that owe a report and the days that are copied, and the button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from govreport.calls.notice_models import Obligation
from govreport.calls.open_year import open_year, preview
from govreport.reports.errors import Refused
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.oversight.scope import own_offices, year_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def opening(request: HttpRequest) -> HttpResponseBase:
    """``?year=`` chooses; POST with ``agency`` for each that owes a report."""
    user = person(request)
    mine = own_offices(user)
    office = next((item for item in mine if item.code == request.GET.get("office")), mine[0])
    year, problem = year_of(request), ""
    owing = set(request.POST.getlist("agency"))
    if request.method == "POST":
        try:
            open_year(office=office, year=year, owing=owing, by=user)
        except Refused as refused:
            problem = str(refused)
        else:
            count = Obligation.objects.filter(year=year, owes=True, agency__code__in=owing).count()
            sentence = ngettext("应报年报 %(count)s 份，已通知。", "应报年报 %(count)s 份，已通知。", count)
            messages.success(request, sentence % {"count": count})
            return redirect(f"{reverse('oversight:status')}?year={year}&office={office.code}")
    found = preview(office, year)
    context = {"office": office, "year": year, "found": found, "problem": problem}
    context["owing"] = owing if problem else {line.code for line in found.lines if line.agency not in found.excused}
    return page(request, "oversight/opening.html", context, status=422 if problem else 200)
