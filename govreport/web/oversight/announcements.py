"""通知公告: what the office tells the agencies under it, how many have read it, and a form for more."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from govreport.calls.announce import announce, announcements_for, reach
from govreport.calls.announce import read as note_read
from govreport.calls.notice_models import Announcement
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.oversight.scope import own_offices
from govreport.web.oversight.status_forms import AnnouncementForm

_SHOWN = 20
_DAYS = 30


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def announcements(request: HttpRequest) -> HttpResponseBase:
    """The latest of the office; POST makes one."""
    user = person(request)
    office = own_offices(user)[0]
    today = timezone.localdate()
    initial = {"from_day": today, "until_day": today + timedelta(days=_DAYS)}
    form = AnnouncementForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.done(announce, office=office, by=user):
        messages.success(request, _("通知公告已发布。"))
        return redirect("oversight:announcements")
    found = Announcement.objects.filter(office=office).select_related("by").annotate(seen=Count("readings"))
    lines = [(item, reach(item)) for item in found[:_SHOWN]]
    context = {"office": office, "form": form, "lines": lines}
    return page(request, "oversight/announcements.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@signed_in
def read(request: HttpRequest, pk: int) -> HttpResponseBase:
    """已读; Http404 for what is not told to the person today."""
    user = person(request)
    found = announcements_for(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    note_read(announcement=found, by=user)
    return redirect("drafting:home")
