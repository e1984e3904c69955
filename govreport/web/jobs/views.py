"""后台任务页: the person's own jobs, newest first; the list asks anew while one of them is under way."""

from collections.abc import Callable

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from govreport.jobs.models import Job
from govreport.jobs.services import cancel, resume
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.progress import job_mark, progress, unchanged

PAGE_SIZE = 30


@require_safe
@signed_in
def jobs(request: HttpRequest) -> HttpResponseBase:
    """The page; with ``part=list`` only its list, or 304 where nothing has changed since."""
    found = _page(request)
    mark = job_mark(found.object_list)
    if answer := unchanged(request, mark):
        return answer
    lines = [progress(job) for job in found.object_list]
    context = {"lines": lines, "page": found, "mark": mark, "moving": any(job.is_open for job in found.object_list)}
    if "part" in request.GET:
        response: HttpResponseBase = render(request, "jobs/list.html", context)
    else:
        response = page(request, "jobs/page.html", context)
    response["ETag"] = mark
    response["Cache-Control"] = "private, no-cache"
    return response


def _page(request: HttpRequest) -> "Page[Job]":
    own = Job.objects.filter(owner=person(request)).order_by("-pk")
    return Paginator(own, PAGE_SIZE).get_page(request.GET.get("page"))


@require_POST
@signed_in
def cancel_job(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End a job of one's own."""
    return _turned(request, pk, cancel)


@require_POST
@signed_in
def resume_job(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Have a job of one's own go on."""
    return _turned(request, pk, resume)


def _turned(request: HttpRequest, pk: int, verb: Callable[[Job], Job]) -> HttpResponseBase:
    job = Job.objects.filter(owner=person(request), pk=pk).first()
    if job is None:
        raise Http404
    verb(job)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        return redirect(back)
    return redirect("jobs:list")
