"""生成中的整改通知: how far letters are that a job makes, the archive of them, cancelling and resuming."""

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from govreport.agencies.models import Agency, User
from govreport.batches.letters import remove_letters
from govreport.batches.models import Letters, OfficeLetters
from govreport.jobs.models import JobItem, JobState
from govreport.jobs.services import cancel, resume
from govreport.reports.errors import Refused
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.progress import job_mark, progress, unchanged
from govreport.web.oversight.batch_access import batch_for, own_offices


@dataclass(frozen=True, slots=True)
class Found:
    """要看的整改通知: with the office, what they are on, and the addresses around them."""

    letters: Letters | OfficeLetters
    agency: Agency
    title: str
    back: str
    page: str
    file: str

    @property
    def turns(self) -> dict[str, str]:
        """Where they are cancelled, resumed and removed."""
        return {name: f"{self.page}{name}/" for name in TURNS}


TURNS: Final = ("cancel", "resume", "remove")


def _letters_for(user: User, pk: int | None, letters: int) -> Found:
    """Letters of a batch of one of the person's offices, or (``pk`` None) on reports inspected; Http404 for others."""
    if pk is None:
        mine = own_offices(user)
        own = OfficeLetters.objects.visible_to(user).select_related("job", "by").filter(pk=letters).first()
        if own is None:
            raise Http404
        title = _("%(year)s年度年报") % {"year": own.year}
        back = f"{reverse('oversight:notices')}?year={own.year}"
        where, file = (reverse(f"oversight:notices-{name}", args=[letters]) for name in ("made", "file"))
        return Found(own, mine[0], title, back, where, file)
    batch = batch_for(user, pk)
    found = batch.letters.select_related("job", "by").filter(pk=letters).first()
    if found is None:
        raise Http404
    found.batch = batch
    where, file = (reverse(f"oversight:batch-letters-{name}", args=[pk, letters]) for name in ("made", "file"))
    return Found(found, batch.office, batch.name, reverse("oversight:batch-letters", args=[pk]), where, file)


@require_safe
@signed_in
def letters_made(request: HttpRequest, letters: int, pk: int | None = None) -> HttpResponseBase:
    """The page; with ``part=progress`` only how far it is, or 304 where nothing has changed since."""
    found = _letters_for(person(request), pk, letters)
    made = found.letters
    jobs = [made.job] if made.job else []
    mark = job_mark(jobs, made.pk, made.size)
    context: dict[str, Any] = {
        "found": found,
        "office": found.agency,
        "letters": made,
        "line": progress(made.job) if made.job else None,
        "mark": mark,
    }
    if "part" not in request.GET:
        context["left_out"] = JobItem.objects.filter(job=made.job, state=JobState.FAILED) if made.job else ()
        return page(request, "oversight/letters.html", context)
    if answer := unchanged(request, mark):
        return answer
    response = render(request, "oversight/letters_progress.html", context)
    response["ETag"], response["Cache-Control"] = mark, "private, no-cache"
    if made.job is None or not made.job.is_open:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@signed_in
def letters_turn(request: HttpRequest, letters: int, turn: str, pk: int | None = None) -> HttpResponseBase:
    """Cancel or resume the making, or delete the letters."""
    found = _letters_for(person(request), pk, letters)
    if turn not in TURNS:
        raise Http404
    if turn == "remove":
        try:
            remove_letters(found.letters)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(found.page)
        messages.success(request, _("已删除生成的整改通知。"))
        return redirect(found.back)
    if found.letters.job:
        (cancel if turn == "cancel" else resume)(found.letters.job)
    return redirect(found.page)


@require_safe
@signed_in
def letters_file(request: HttpRequest, letters: int, pk: int | None = None) -> HttpResponseBase:
    """The archive, streamed; Http404 until it is there."""
    found = _letters_for(person(request), pk, letters).letters
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
