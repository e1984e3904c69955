"""纠错: a reader says what is wrong in a published report; the agency's own people read it."""

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from govreport.publishing.mistakes import CONTACT_LIMIT, TEXT_LIMIT, places_of, report_mistake
from govreport.reports.errors import Refused
from govreport.reports.models import State
from govreport.web.portal.publications import notice, publication_or_404
from govreport.web.ui.limits import Limit, waiting

MISTAKES: Final = Limit("mistake", 5)
# Empty for people; programs that fill in every field give themselves away.
TRAP: Final = "website"


@require_http_methods(["GET", "HEAD", "POST"])
def mistake(request: HttpRequest, year: int, code: str) -> HttpResponseBase:
    """The form; POST keeps what was said. Five in ten minutes for each address, 429 with ``Retry-After`` after that."""
    publication = publication_or_404(year, code, None)
    if publication.version.state == State.WITHDRAWN:
        return notice(request, publication)
    given = {name: request.POST.get(name, "") for name in ("place", "text", "contact")}
    problem, status, seconds = "", 200, 0
    if request.method == "POST":
        if seconds := waiting(request, MISTAKES):
            problem, status = _("提交得太频繁，没有收下。请 %(seconds)s 秒后再试。") % {"seconds": seconds}, 429
        elif request.POST.get(TRAP):
            return redirect(f"{request.path}?sent=1")
        else:
            try:
                report_mistake(publication=publication, **given)
            except Refused as refused:
                problem, status = str(refused), 422
            else:
                return redirect(f"{request.path}?sent=1")
    context = {
        "publication": publication,
        "agency": publication.version.report.agency,
        "year": year,
        "sent": request.GET.get("sent") == "1" and not problem,
        "problem": problem,
        "given": given,
        "places": list(places_of(publication.version.edition).items()),
        "text_limit": TEXT_LIMIT,
        "contact_limit": CONTACT_LIMIT,
        "trap": TRAP,
    }
    response = render(request, "portal/mistake.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    if seconds:
        response["Retry-After"] = str(seconds)
    return response
