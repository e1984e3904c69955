"""批量检查首页: upload report files for a new batch, and the batches there are."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from govreport.agencies.models import Agency, User
from govreport.batches.limits import DAYS, MOST_FILES, largest
from govreport.batches.models import Batch, ReadState
from govreport.batches.services import add_files, open_batch, start
from govreport.web.desk.access import asks_json, person
from govreport.web.desk.pages import page
from govreport.web.desk.progress import progress
from govreport.web.oversight.batch_access import own_offices, takes_files
from govreport.web.oversight.batch_forms import UploadForm

PAGE_SIZE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@takes_files
def batches(request: HttpRequest) -> HttpResponseBase:
    """The form and the list; POST opens a batch with the files and starts it.

    A script that sends many files in several goes asks for JSON: the batch is then only opened, and the answer says
    where the next files go and where it is started.
    """
    user = person(request)
    mine = own_offices(user)
    form = UploadForm(offices=mine)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, offices=mine)
        if form.is_valid():
            return _opened(request, user, form, mine[0])
        if asks_json(request):
            return JsonResponse({"message": " ".join(_errors(form))}, status=422)
    return page(request, "oversight/batches.html", _context(request, user, form, mine), status=_status(request))


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


def _errors(form: UploadForm) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]


def _opened(request: HttpRequest, user: User, form: UploadForm, first: Agency) -> HttpResponseBase:
    data = form.cleaned_data
    batch = open_batch(office=data.get("office", first), name=data["name"], by=user)
    added = add_files(batch=batch, files=data["uploads"])
    address = reverse("oversight:batch", args=[batch.pk])
    if asks_json(request):
        more = {"add": reverse("oversight:batch-add", args=[batch.pk]), "page": address}
        return JsonResponse({**more, "count": added.count, "problems": added.problems})
    if not added.count:
        batch.delete()
        for problem in added.problems:
            form.add_error("uploads", problem)
        return page(request, "oversight/batches.html", _context(request, user, form, own_offices(user)), status=422)
    start(batch=batch, by=user, url=address)
    for problem in added.problems:
        messages.warning(request, problem)
    return redirect(address)


def _context(request: HttpRequest, user: User, form: UploadForm, mine: list[Agency]) -> dict[str, Any]:
    own = Batch.objects.visible_to(user).select_related("office", "by", "job").order_by("-pk")
    counted = own.annotate(
        files=Count("readings"),
        wrong=Count("readings", filter=Q(readings__errors__gt=0)),
        unread=Count("readings", filter=Q(readings__state=ReadState.UNREAD)),
        confirmed=Count("readings", filter=Q(readings__confirmed_at__isnull=False)),
    )
    found = Paginator(counted, PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "office": mine[0],
        "form": form,
        "page": found,
        "lines": [(batch, progress(batch.job) if batch.job else None) for batch in found.object_list],
        "most_files": MOST_FILES,
        "most_at_once": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "largest": filesizeformat(largest()),
        "largest_all": filesizeformat(settings.BATCH_MAX_SIZE),
        "days": DAYS,
    }
