"""正在生成文件: how far the files of a version are that is being published, as the pages of its reviewers show it."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from govreport.publishing.models import ReleaseState, TimedRelease
from govreport.publishing.timed import job_of, last_release
from govreport.reports.models import Version
from govreport.web.desk.access import person, signed_in, version_for
from govreport.web.desk.progress import job_mark, progress, unchanged
from govreport.workflow.transitions import TRANSITIONS

# Releases that have come to nothing are told until another one is asked for.
_TOLD: Final = (ReleaseState.FAILED, ReleaseState.CANCELLED)


def releasing(version: Version) -> dict[str, Any]:
    """What is shown of the release asked for last: ``release`` while its files are made or after it failed.

    ``line`` is its job; ``moving`` while a worker is to take it or has it.
    """
    last = last_release(version) if version.state in TRANSITIONS["publish"].sources else None
    if last is None or not _shown(last, version):
        return {"release": None, "line": None, "moving": False}
    job = job_of(last) if last.state == ReleaseState.WAITING else None
    return {
        "release": last,
        "line": progress(job) if job else None,
        "moving": bool(job and job.is_open),
        "release_mark": job_mark([job] if job else [], last.state),
    }


def released_now(versions: Sequence[Version]) -> set[int]:
    """The keys of those whose files are being made; one query."""
    waiting = TimedRelease.objects.filter(version__in=versions, at_once=True, state=ReleaseState.WAITING)
    return set(waiting.values_list("version", flat=True))


def _shown(last: TimedRelease, version: Version) -> bool:
    """Whether it is told: under way, or come to nothing with the version as it still is."""
    if last.state == ReleaseState.WAITING:
        return last.at_once or last.at <= timezone.now()
    return last.state in _TOLD and bool(last.note) and last.stand == version.lock


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
