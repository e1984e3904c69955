"""一个机关的报送情况: its deadline, extensions, contact, and how often it was asked for its report."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from govreport.agencies.models import Agency
from govreport.calls.allow import name_contact, put_off
from govreport.calls.call import call
from govreport.calls.due import due_of
from govreport.calls.models import NOTE_LIMIT, Call, Extension
from govreport.calls.permissions import may_put_off
from govreport.calls.standing import standing
from govreport.reports.errors import Refused
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.oversight.scope import agency_under, year_of
from govreport.web.oversight.status_forms import ContactForm, ExtensionForm, contact_form


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def status_agency(request: HttpRequest, code: str) -> HttpResponseBase:
    """POST with ``verb`` call, extend or contact; ``?year=`` chooses the report."""
    user = person(request)
    agency, year = agency_under(user, code), year_of(request)
    verb = request.POST.get("verb", "")
    extension = ExtensionForm(request.POST if verb == "extend" else None)
    contact = contact_form(agency, request.POST if verb == "contact" else None)
    problem = ""
    if verb == "extend" and not may_put_off(user, agency):
        raise PermissionDenied(_("“%(agency)s”的延期由它的上级主管部门批准。") % {"agency": agency})
    if verb == "extend" and extension.done(put_off, agency=agency, year=year, by=user):
        messages.success(request, _("已准予延期。"))
        return redirect(_address(agency, year))
    if verb == "contact" and contact.done(name_contact, agency=agency, by=user):
        messages.success(request, _("已登记联系人。"))
        return redirect(_address(agency, year))
    if verb == "call":
        try:
            made = call(agency=agency, year=year, by=user, note=request.POST.get("note", ""))
        except Refused as refused:
            problem = str(refused)
        else:
            _tell(request, made)
            return redirect(_address(agency, year))
    context = _context(agency, year, extension, contact)
    context |= {"problem": problem, "note": request.POST.get("note", ""), "puts_off": may_put_off(user, agency)}
    return page(request, "oversight/status_agency.html", context, status=422 if request.method == "POST" else 200)


def _tell(request: HttpRequest, made: Call) -> None:
    names = _("、").join(str(receipt.person) for receipt in made.receipts.select_related("person"))
    if names:
        messages.success(request, _("已催报，通知了%(names)s。") % {"names": names})
    else:
        messages.warning(request, _("已登记催报，但这个机关没有可以通知的人，请电话联系。"))


def _address(agency: Agency, year: int) -> str:
    return f"{reverse('oversight:status-agency', args=[agency.code])}?year={year}"


def _context(agency: Agency, year: int, extension: ExtensionForm, contact: ContactForm) -> dict[str, object]:
    calls = Call.objects.filter(agency=agency, year=year).select_related("by")
    return {
        "agency": agency,
        "year": year,
        "line": next(iter(standing(agency, year, subtree=False)), None),
        "due": due_of(agency, year),
        "extensions": Extension.objects.filter(agency=agency, year=year).select_related("approved_by"),
        "calls": calls.prefetch_related("receipts__person"),
        "extension_form": extension,
        "contact_form": contact,
        "note_limit": NOTE_LIMIT,
    }
