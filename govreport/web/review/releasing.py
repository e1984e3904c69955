"""正在生成文件: how far the files of a version are that is being published, as the pages of its reviewers show it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from govreport.jobs.models import Job
from govreport.publishing.models import ReleaseState, TimedRelease
from govreport.publishing.timed import job_of, last_release
from govreport.reports.models import Version
from govreport.web.desk.access import person, signed_in, version_for
from govreport.web.desk.progress import job_mark, progress, unchanged
from govreport.workflow.transitions import TRANSITIONS


def releasing(version: Version) -> dict[str, Any]:
    """What is shown of the release asked for last: ``release`` while its files are made or after it failed.

    ``line`` is its job; ``moving`` while a worker is to take it or has it.
    """
    last = last_release(version) if version.state in TRANSITIONS["publish"].sources else None
    job = job_of(last) if last and last.state == ReleaseState.WAITING else None
    if last is None or not _shown(last, job, version):
        return {"release": None, "line": None, "moving": False}
    return {
        "release": last,
        "line": progress(job) if job else None,
        "moving": bool(job and job.is_open),
        "release_mark": job_mark([job] if job else [], last.state),
    }


def _shown(last: TimedRelease, job: Job | None, version: Version) -> bool:
    """Whether it is told: under way, or come to nothing with the version as it still is."""
    if last.stand != version.lock:
        return bool(job and job.is_open)
    # A set time for which nothing has been asked yet is told as a time.
    return job is not None or last.state == ReleaseState.FAILED


@require_safe
@signed_in
def release_part(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The part of a page that says how far the release is, or 304; once it is over, the page is asked for anew."""
    version = version_for(person(request), pk)
    context = releasing(version)
    if not context["moving"]:
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Refresh": "true", "Cache-Control": "private, no-store"})
        return redirect("review:decide", pk)
    if answer := unchanged(request, context["release_mark"]):
        return answer
    response = render(request, "review/release_part.html", {"version": version, **context})
    response["ETag"] = context["release_mark"]
    response["Cache-Control"] = "private, no-cache"
    return response
