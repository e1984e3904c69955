"""批次页: how far the check is, every file with what was found, worst first, and whose report it is."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from govreport.agencies.models import User
from govreport.batches.models import Batch, Reading, ReadState
from govreport.batches.services import add_files, confirm_proposed, remove, remove_files, start
from govreport.batches.workbook import batch_workbook
from govreport.jobs.services import cancel, resume
from govreport.reports.errors import Refused
from govreport.web.desk.access import asks_json, person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.progress import job_mark, progress, unchanged
from govreport.web.desk.spreadsheets import XLSX
from govreport.web.oversight.batch_access import batch_for, download, takes_files
from govreport.web.oversight.selectors import reports_of

PAGE_SIZE = 50
_OPEN: Final = Q(state=ReadState.READ, kept__isnull=False, confirmed_at__isnull=True)
# What the list can be narrowed to, in the order of the page: word and condition.
FILTERS: Final = {
    "all": (gettext_lazy("全部"), Q()),
    "error": (gettext_lazy("须更正"), Q(errors__gt=0)),
    "warning": (gettext_lazy("须说明"), Q(warnings__gt=0)),
    "clean": (gettext_lazy("没有发现问题"), Q(state=ReadState.READ, errors=0, warnings=0, hints=0)),
    "unread": (gettext_lazy("读不了"), Q(state=ReadState.UNREAD)),
    "doubt": (gettext_lazy("机关年度待核对"), _OPEN & Q(certain=False)),
    "certain": (gettext_lazy("有把握，未确认"), _OPEN & Q(certain=True)),
    "confirmed": (gettext_lazy("已确认"), Q(confirmed_at__isnull=False)),
}


@require_safe
@signed_in
def batch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page; with ``part=progress`` only how far it is, or 304 where nothing has changed since."""
    found = batch_for(person(request), pk)
    if "part" in request.GET:
        return _progress(request, found)
    return page(request, "oversight/batch.html", _context(request, found))


def _progress(request: HttpRequest, found: Batch) -> HttpResponseBase:
    jobs = [found.job] if found.job else []
    mark = job_mark(jobs, found.pk)
    if answer := unchanged(request, mark):
        return answer
    context = {"batch": found, "line": progress(found.job) if found.job else None, "mark": mark}
    response = render(request, "oversight/batch_progress.html", context | {"tally": _tally(found)})
    response["ETag"], response["Cache-Control"] = mark, "private, no-cache"
    if found.job is None or not found.job.is_open:
        response["HX-Refresh"] = "true"  # the list is complete now
    return response


def _context(request: HttpRequest, found: Batch) -> dict[str, Any]:
    tally = _tally(found)
    chosen = request.GET.get("show", "all")
    chosen = chosen if chosen in FILTERS else "all"
    readings = _readings(found, chosen, request.GET.get("q", ""))
    return {
        "batch": found,
        "office": found.office,
        "line": progress(found.job) if found.job else None,
        "mark": job_mark([found.job] if found.job else [], found.pk),
        "tally": tally,
        "filters": [(code, word, tally[code]) for code, (word, _q) in FILTERS.items() if tally[code] or code == "all"],
        "show": chosen,
        "q": request.GET.get("q", "").strip(),
        "page": _linked(person(request), Paginator(readings, PAGE_SIZE).get_page(request.GET.get("page"))),
    }


def _linked(user: User, listed: "Page[Reading]") -> "Page[Reading]":
    """The page of the list; each file knows the report of this system that it is, where there is one."""
    found = reports_of(user, ((reading.agency_id, reading.year) for reading in listed))
    for reading in listed:
        reading.report = found.get((reading.agency_id or 0, reading.year or 0))
    return listed


def _readings(found: Batch, chosen: str, words: str) -> QuerySet[Reading]:
    readings = found.readings.select_related("agency").defer("kept").filter(FILTERS[chosen][1])
    if words := words.strip()[:80]:
        readings = readings.filter(
            Q(agency__name__icontains=words) | Q(read_agency__icontains=words) | Q(name__icontains=words)
        )
    return readings.order_by("-weight", "name", "pk")


def _tally(found: Batch) -> dict[str, int]:
    """How many files each filter holds, and the findings of all together; one query."""
    counts = {
        code: Count("pk", filter=condition) if condition else Count("pk") for code, (_w, condition) in FILTERS.items()
    }
    sums = {"errors": Sum("errors"), "warnings": Sum("warnings"), "hints": Sum("hints")}
    kept = {"kept_results": Count("pk", filter=Q(kept__isnull=False))}
    got = found.readings.order_by().aggregate(**counts, **sums, **kept)
    return {name: value or 0 for name, value in got.items()}


@require_POST
@takes_files
def batch_add(request: HttpRequest, pk: int) -> HttpResponseBase:
    """More files for a batch that has not been started."""
    user = person(request)
    found = batch_for(user, pk)
    try:
        added = add_files(batch=found, files=request.FILES.getlist("uploads"))
    except Refused as refused:
        return _refused(request, found, str(refused))
    if asks_json(request):
        return JsonResponse({"count": added.count, "problems": added.problems})
    for problem in added.problems:
        messages.warning(request, problem)
    return redirect("oversight:batch", pk)


def _refused(request: HttpRequest, found: Batch, sentence: str) -> HttpResponseBase:
    if asks_json(request):
        return JsonResponse({"message": sentence}, status=409)
    messages.error(request, sentence)
    return redirect("oversight:batch", found.pk)


def _start(found: Batch, user: User) -> str:
    start(batch=found, by=user, url=reverse("oversight:batch", args=[found.pk]))
    return ""


def _cancel(found: Batch, _user: User) -> str:
    if found.job:
        cancel(found.job)
    return ""


def _resume(found: Batch, _user: User) -> str:
    if found.job and found.files_gone_at is None:
        resume(found.job)
    return ""


def _remove_files(found: Batch, user: User) -> str:
    remove_files(batch=found, by=user)
    return _("已删除上传的文件。已确认的结果保留。")


def _remove(found: Batch, user: User) -> str:
    remove(batch=found, by=user)
    return _("已删除批次“%(name)s”。") % {"name": found.name}


_TURNS: Final[dict[str, Callable[[Batch, User], str]]] = {
    "start": _start,
    "cancel": _cancel,
    "resume": _resume,
    "remove-files": _remove_files,
    "remove": _remove,
}


@require_POST
@signed_in
def batch_turn(request: HttpRequest, pk: int, turn: str) -> HttpResponseBase:
    """Start, cancel or resume the check; delete the files, or the whole batch."""
    user = person(request)
    found = batch_for(user, pk)
    if turn not in _TURNS:
        raise Http404
    # What a script that uploaded in several goes was told on its way.
    for problem in request.POST.getlist("problem")[:50]:
        messages.warning(request, problem[:300])
    try:
        if said := _TURNS[turn](found, user):
            messages.success(request, said)
    except Refused as refused:
        return _refused(request, found, str(refused))
    return redirect("oversight:batches") if turn == "remove" else redirect("oversight:batch", pk)


@require_POST
@signed_in
def batch_confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Confirm agency and year of the files chosen, or of all of which there is no doubt."""
    user = person(request)
    found = batch_for(user, pk)
    chosen = [int(key) for key in request.POST.getlist("reading") if key.isdecimal() and len(key) < 19]
    if "all" not in request.POST and not chosen:
        messages.warning(request, _("没有选中文件。请至少选择一个。"))
    else:
        count = confirm_proposed(batch=found, by=user, only=None if "all" in request.POST else chosen)
        words = ngettext("已确认 %(count)s 个文件。", "已确认 %(count)s 个文件。", count)
        messages.success(request, words % {"count": count})
    return redirect(f"{reverse('oversight:batch', args=[pk])}?{_query(request)}")


def _query(request: HttpRequest) -> str:
    """The list as it was: filter and page only."""
    query = request.GET.copy()
    for name in set(query) - {"show", "q", "page"}:
        del query[name]
    return query.urlencode()


@require_safe
@signed_in
def batch_results(request: HttpRequest, pk: int) -> HttpResponse:
    """Every file and every finding of the batch as a workbook."""
    found = batch_for(person(request), pk)
    return download(batch_workbook(found), XLSX, f"{_('批量检查结果')}-{found.name}.xlsx")
