"""批量检查的整改通知: choose the confirmed results that get a letter; the letters themselves are made by a job."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from govreport.batches.letters import ask_letters
from govreport.batches.models import Batch, LetterKind, Letters, Reading
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.desk.progress import Progress, progress
from govreport.web.oversight.batch_access import batch_for
from govreport.web.oversight.forms import OfficeForm
from govreport.web.oversight.notices import DAYS

_WRONG = Q(errors__gt=0) | Q(warnings__gt=0)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def batch_letters(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The confirmed reports with something to correct or explain; POST has the letters made for those chosen."""
    user = person(request)
    found = batch_for(user, pk)
    readings = list(_wrong(found))
    asked = request.method == "POST"
    picked = {int(key) for key in request.POST.getlist("reading") if key.isdecimal() and len(key) < 19}
    today = timezone.localdate()
    initial = {"name": found.office.name, "issued": today, "due": today + timedelta(days=DAYS)}
    form = OfficeForm(request.POST if asked else None, initial=initial)
    suffix = LetterKind.PDF if request.POST.get("suffix") == "pdf" else LetterKind.DOCX
    problem = ""
    if asked and form.is_valid():
        if wanted := [reading.pk for reading in readings if reading.pk in picked]:
            address = reverse("oversight:batch-letters-made", args=[found.pk, 0]).replace("/0/", "/{}/")
            letters = ask_letters(batch=found, readings=wanted, office=form.office(), kind=suffix, by=user, url=address)
            return redirect("oversight:batch-letters-made", found.pk, letters.pk)
        problem = _("没有选中需要整改的报告。请至少选择一份。")
    context: dict[str, Any] = {
        "batch": found,
        "office": found.office,
        "readings": readings,
        "picked": picked if asked else {reading.pk for reading in readings if reading.errors},
        "unconfirmed": found.readings.filter(_WRONG, confirmed_at__isnull=True).count(),
        "form": form,
        "suffix": suffix,
        "problem": problem,
        "made": made(found),
    }
    return page(request, "oversight/batch_letters.html", context, status=422 if asked else 200)


def made(found: Batch) -> Sequence[tuple[Letters, Progress | None, str]]:
    """The letters that were asked for so far, the newest first, each with how far it is and its address."""
    every = found.letters.select_related("job", "by")[:20]
    page = "oversight:batch-letters-made"
    return [(item, progress(item.job) if item.job else None, reverse(page, args=[found.pk, item.pk])) for item in every]


def _wrong(found: Batch) -> QuerySet[Reading]:
    open_still = found.readings.filter(_WRONG, confirmed_at__isnull=False, kept__isnull=False)
    return open_still.select_related("agency").defer("kept").order_by("-weight", "name", "pk")
