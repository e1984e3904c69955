"""通知公告: what the office tells the agencies under it, how many have read it, and a form for more."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from govreport.calls.announce import announce, announcements_for, reach
from govreport.calls.announce import read as note_read
from govreport.calls.notice_models import Announcement
from govreport.jobs.models import JobState
from govreport.notifications.many import jobs_of
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.progress import Progress, job_mark, progress, unchanged
from govreport.web.oversight.scope import own_offices
from govreport.web.oversight.status_forms import AnnouncementForm

_SHOWN = 20
_DAYS = 30


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def announcements(request: HttpRequest) -> HttpResponseBase:
    """The latest of the office, with ``part=progress`` only who is being told of them; POST makes one."""
    user = person(request)
    office = own_offices(user)[0]
    today = timezone.localdate()
    initial = {"from_day": today, "until_day": today + timedelta(days=_DAYS)}
    form = AnnouncementForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.done(announce, office=office, by=user):
        messages.success(request, _("通知公告已发布。"))
        return redirect("oversight:announcements")
    shown = list(Announcement.objects.filter(office=office).values_list("pk", flat=True)[:_SHOWN])
    under_way = _under_way(shown)
    mark = job_mark(line.job for line in under_way)
    context: dict[str, object] = {"office": office, "form": form, "under_way": under_way, "mark": mark}
    context["polls"] = any(line.job.is_open for line in under_way)
    if "part" in request.GET and request.method != "POST":
        return _part(request, context, mark)
    found = Announcement.objects.filter(pk__in=shown).select_related("by").annotate(seen=Count("readings"))
    context["lines"] = [(item, reach(item)) for item in found]
    return page(request, "oversight/announcements.html", context, status=422 if request.method == "POST" else 200)


def _under_way(announcements: Sequence[int]) -> Sequence[Progress]:
    """The announcements of whose people not all have been told yet, each with how far that is."""
    jobs = jobs_of(announcements)
    return [progress(jobs[key]) for key in announcements if key in jobs and jobs[key].state != JobState.DONE]


def _part(request: HttpRequest, context: dict[str, object], mark: str) -> HttpResponseBase:
    """Only how far it is; 304 where nothing has changed since. The page stays: somebody may be typing on it."""
    if answer := unchanged(request, mark):
        return answer
    response = render(request, "oversight/announcements_progress.html", context)
    response["ETag"], response["Cache-Control"] = mark, "private, no-cache"
    return response


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
