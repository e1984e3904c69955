"""生成中的整改通知: how far the letters of a batch are, the archive of them, cancelling and resuming."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from govreport.agencies.models import User
from govreport.batches.letters import remove_letters
from govreport.batches.models import Letters
from govreport.jobs.models import JobItem, JobState
from govreport.jobs.services import cancel, resume
from govreport.reports.errors import Refused
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.progress import job_mark, progress, unchanged
from govreport.web.oversight.batch_access import batch_for


def _letters_for(user: User, pk: int, letters: int) -> Letters:
    """Letters of a batch of one of the person's offices; Http404 for any other."""
    batch = batch_for(user, pk)
    found = batch.letters.select_related("job", "by").filter(pk=letters).first()
    if found is None:
        raise Http404
    found.batch = batch
    return found


@require_safe
@signed_in
def letters_made(request: HttpRequest, pk: int, letters: int) -> HttpResponseBase:
    """The page; with ``part=progress`` only how far it is, or 304 where nothing has changed since."""
    found = _letters_for(person(request), pk, letters)
    jobs = [found.job] if found.job else []
    mark = job_mark(jobs, found.pk, found.size)
    context: dict[str, Any] = {
        "batch": found.batch,
        "office": found.batch.office,
        "letters": found,
        "line": progress(found.job) if found.job else None,
        "mark": mark,
    }
    if "part" not in request.GET:
        context["left_out"] = JobItem.objects.filter(job=found.job, state=JobState.FAILED) if found.job else ()
        return page(request, "oversight/letters.html", context)
    if answer := unchanged(request, mark):
        return answer
    response = render(request, "oversight/letters_progress.html", context)
    response["ETag"], response["Cache-Control"] = mark, "private, no-cache"
    if found.job is None or not found.job.is_open:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@signed_in
def letters_turn(request: HttpRequest, pk: int, letters: int, turn: str) -> HttpResponseBase:
    """Cancel or resume the making, or delete the letters."""
    found = _letters_for(person(request), pk, letters)
    if turn not in ("cancel", "resume", "remove"):
        raise Http404
    if turn == "remove":
        try:
            remove_letters(found)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("oversight:batch-letters-made", pk, letters)
        messages.success(request, _("已删除生成的整改通知。"))
        return redirect("oversight:batch-letters", pk)
    if found.job:
        (cancel if turn == "cancel" else resume)(found.job)
    return redirect("oversight:batch-letters-made", pk, letters)


@require_safe
@signed_in
def letters_file(request: HttpRequest, pk: int, letters: int) -> HttpResponseBase:
    """The archive, streamed; Http404 until it is there."""
    found = _letters_for(person(request), pk, letters)
    try:
        if not found.stored:
            raise FileNotFoundError(found.pk)
        file = found.stored.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(file, content_type="application/zip")
    name = f"{_('整改通知')}-{found.issued:%Y%m%d}.zip"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
