"""日历订阅: a secret address for the calendar program of a person, which the person makes, replaces and revokes."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from govreport.calls.calendar import calendar_of, renew, revoke
from govreport.calls.notice_models import CalendarKey
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def calendar(request: HttpRequest) -> HttpResponseBase:
    """The person's address; POST ``verb`` renew or revoke."""
    user = person(request)
    if request.method == "POST":
        if request.POST.get("verb") == "revoke":
            revoke(user)
        else:
            renew(user)
        return redirect("oversight:calendar")
    key = CalendarKey.objects.filter(person=user).first()
    address = request.build_absolute_uri(reverse("oversight:calendar-file", args=[key.secret])) if key else ""
    return page(request, "oversight/calendar.html", {"key": key, "address": address})


@require_safe
def calendar_file(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The calendar for whoever knows the secret; Http404 for any other."""
    data = calendar_of(secret)
    if data is None:
        raise Http404
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
