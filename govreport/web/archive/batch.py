"""核对一批历史年报: whose report of which year each file is, what is doubtful; the rest is handed in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from govreport.agencies.models import Agency, User
from govreport.archive.judging import Judged, judge_all
from govreport.archive.models import Batch, Item, ItemState
from govreport.archive.permissions import may_request_for
from govreport.archive.request import READING, hand_in, place, remove
from govreport.jobs.models import Job
from govreport.reports.errors import Refused
from govreport.web.archive.access import batch_for
from govreport.web.archive.rows import Row, existing_url
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page

# Seconds after which a page that waits for the reading is asked for again.
WAIT = 5


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def batch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The preview of a batch; POST with ``do``: ``save``, ``submit`` or ``remove-<item>``."""
    user = person(request)
    own = batch_for(user, pk)
    if request.method != "POST":
        return _page(request, user, own, {}, "")
    agencies = {agency.pk: agency for agency in may_request_for(user)}
    refused = _placed(request, user, own, agencies)
    do = request.POST.get("do", "")
    problem = ""
    try:
        if do.startswith("remove-"):
            _remove(own, do.removeprefix("remove-"), user)
            if not Item.objects.filter(batch=own).exists():
                own.delete()
                return redirect("archive:home")
        elif do == "submit" and not refused:
            chosen = {int(number) for number in request.POST.getlist("item") if number.isdecimal()}
            _told(request, len(hand_in(batch=own, chosen=chosen, by=user)))
    except Refused as error:
        problem = str(error)
    if problem or refused:
        return _page(request, user, own, refused, problem)
    return redirect("archive:batch", own.pk)


def _placed(request: HttpRequest, user: User, own: Batch, agencies: dict[int, Agency]) -> dict[int, tuple[str, str]]:
    """Take over agencies and years that were changed: item → what was typed and why it was not taken."""
    refused: dict[int, tuple[str, str]] = {}
    for item in own.items.select_related("agency", "batch__by"):
        if not item.open or f"year-{item.pk}" not in request.POST:
            continue
        typed = request.POST[f"year-{item.pk}"].strip()
        chosen = request.POST.get(f"agency-{item.pk}", "")
        agency = agencies.get(int(chosen)) if chosen.isdecimal() else None
        if typed and not (typed.isascii() and typed.isdecimal() and len(typed) == 4):
            refused[item.pk] = (typed[:20], _("年度应是四位数字，如 2018。"))
            continue
        year = int(typed) if typed else None
        if (agency, year) == (item.agency, item.year):
            continue
        try:
            place(item=item, agency=agency, year=year, by=user)
        except Refused as error:
            refused[item.pk] = (typed, str(error))
    return refused


def _remove(own: Batch, number: str, user: User) -> None:
    item = own.items.filter(pk=int(number)).first() if number.isdecimal() else None
    if item is not None:
        remove(item=item, by=user)


def _told(request: HttpRequest, count: int) -> None:
    words = ngettext(
        "已提交 %(count)s 份，由另一位签发人或主管部门确认后公开。",
        "已提交 %(count)s 份，由另一位签发人或主管部门确认后公开。",
        count,
    )
    messages.success(request, words % {"count": count})


def _page(
    request: HttpRequest, user: User, own: Batch, refused: dict[int, tuple[str, str]], problem: str
) -> HttpResponse:
    items = list(own.items.select_related("agency", "batch__by", "version__report__agency", "decided_by"))
    rows = [_row(judged, user, refused) for judged in judge_all(items)]
    waiting = sum(item.state == ItemState.WAITING for item in items)
    job = Job.objects.filter(key=f"{READING}:{own.pk}").first()
    stopped = bool(waiting and job and not job.is_open)
    context = {
        "batch": own,
        "rows": rows,
        "agencies": list(may_request_for(user)),
        "read": len(items) - waiting,
        "waiting": waiting,
        "job": job,
        "stopped": stopped,
        "refresh": WAIT if waiting and not stopped and request.method != "POST" else None,
        "open": any(row.item.open for row in rows),
        "ready": sum(row.item.open and row.judged.ready for row in rows),
        "problem": problem,
        "chosen": set(request.POST.getlist("item")) if request.method == "POST" else None,
    }
    return page(request, "archive/batch.html", context, status=422 if request.method == "POST" else 200)


def _row(judged: Judged, user: User, refused: dict[int, tuple[str, str]]) -> Row:
    typed, why = refused.get(judged.item.pk, (str(judged.item.year or ""), ""))
    return Row(judged, existing_url(judged, user), typed, why)
