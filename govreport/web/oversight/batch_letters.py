"""批量检查的整改通知: letters on the confirmed results of a batch, for those the office chooses."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from govreport.agencies.models import User
from govreport.batches.letters import letter_listing
from govreport.batches.models import Batch, Reading
from govreport.documents.findings.batch import notices_zip
from govreport.journal import actions
from govreport.journal.services import record
from govreport.web.desk.access import person, signed_in
from govreport.web.desk.pages import page
from govreport.web.oversight.batch_access import batch_for, download
from govreport.web.oversight.forms import OfficeForm
from govreport.web.oversight.notices import DAYS

# Letters in one go, by kind of file: as many as are made while a person waits.
MOST = {"docx": 200, "pdf": 60}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def batch_letters(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The confirmed reports with something to correct or explain; POST makes the letters for those chosen."""
    user = person(request)
    found = batch_for(user, pk)
    readings = list(_wrong(found))
    asked = request.method == "POST"
    picked = {int(key) for key in request.POST.getlist("reading") if key.isdecimal() and len(key) < 19}
    today = timezone.localdate()
    initial = {"name": found.office.name, "issued": today, "due": today + timedelta(days=DAYS)}
    form = OfficeForm(request.POST if asked else None, initial=initial)
    suffix = "pdf" if request.POST.get("suffix") == "pdf" else "docx"
    problem = ""
    if asked and form.is_valid():
        wanted = [reading for reading in readings if reading.pk in picked]
        problem = _problem(wanted, suffix)
        if not problem:
            return _letters(user, found, wanted, form, suffix)
    context: dict[str, Any] = {
        "batch": found,
        "office": found.office,
        "readings": readings,
        "picked": picked if asked else {reading.pk for reading in readings if reading.errors},
        "unconfirmed": found.readings.filter(_WRONG, confirmed_at__isnull=True).count(),
        "form": form,
        "suffix": suffix,
        "most": MOST,
        "problem": problem,
    }
    return page(request, "oversight/batch_letters.html", context, status=422 if asked else 200)


_WRONG = Q(errors__gt=0) | Q(warnings__gt=0)


def _wrong(found: Batch) -> QuerySet[Reading]:
    open_still = found.readings.filter(_WRONG, confirmed_at__isnull=False, kept__isnull=False)
    return open_still.select_related("agency").defer("kept").order_by("-weight", "name", "pk")


def _problem(wanted: Sequence[Reading], suffix: str) -> str:
    if not wanted:
        return _("没有选中需要整改的报告。请至少选择一份。")
    if len(wanted) > MOST[suffix]:
        words = _("一次最多生成 %(most)s 份%(kind)s通知，您选了 %(count)s 份。请分几次生成。")
        return words % {"most": MOST[suffix], "kind": suffix.upper(), "count": len(wanted)}
    return ""


def _letters(user: User, found: Batch, wanted: Sequence[Reading], form: OfficeForm, suffix: str) -> HttpResponse:
    office = form.office()
    # Letters are Chinese whatever language the page is shown in.
    with translation.override("zh-hans"):
        listings = [item for reading in wanted if (item := letter_listing(reading))]
        data = notices_zip(listings, office, suffix)
    with transaction.atomic():
        for reading in wanted:
            payload = {"office": office.name, "due": office.due.isoformat(), "batch": found.name, "year": reading.year}
            record(actions.NOTICE_MADE, by=user, agency=reading.agency, subject=found.subject, payload=payload)
    return download(data, "application/zip", f"{_('整改通知')}-{office.issued:%Y%m%d}.zip")
