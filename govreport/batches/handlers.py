"""批量检查的后台任务: reading and checking the files of a batch, each in the bounded process; letters on them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from govreport.batches.counterparts import compare_within
from govreport.batches.letter_models import OF_REPORTS
from govreport.batches.letters import KIND as LETTERS
from govreport.batches.letters import write_letters
from govreport.batches.matching import names_under
from govreport.batches.models import Batch, Letters, OfficeLetters, Reading
from govreport.batches.reading import examined
from govreport.batches.services import KIND, doubt_twins
from govreport.jobs.registry import handler
from govreport.jobs.work import CancelledError, Work


@handler(KIND, label=_("批量检查"), queue="bulk")
def read_batch(work: Work) -> dict[str, Any]:
    """Each part is a file of the batch: read, checked, and given the agency and year it seems to be of."""
    batch = Batch.objects.select_related("office").filter(pk=work.payload["batch"], files_gone_at__isnull=True).first()
    if batch is None:  # removed in the meantime
        raise CancelledError
    names = names_under(batch.office)
    for item in work.todo():
        reading = Reading.objects.select_related("upload", "batch__office").get(pk=int(item.key))
        columns = examined(reading, names)
        item.result = {"state": columns["state"]}
        with work.settle(item):
            Reading.objects.filter(pk=reading.pk, confirmed_at__isnull=True).update(**columns)
    compare_within(batch, work.check)
    doubt_twins(batch)
    return {"files": batch.readings.count()}


@handler(LETTERS, label=_("生成整改通知"), queue="bulk")
def make_letters(work: Work) -> dict[str, Any]:
    """Each part is a confirmed report with something to correct or to explain."""
    found = Letters.objects.select_related("batch", "by").filter(pk=work.payload["letters"]).first()
    if found is None:  # removed in the meantime
        raise CancelledError
    write_letters(work, found)
    return {"letters": found.pk}


@handler(OF_REPORTS, label=_("生成整改通知"), queue="bulk")
def make_office_letters(work: Work) -> dict[str, Any]:
    """Each part is a report of this system with something to correct or to explain."""
    found = OfficeLetters.objects.select_related("agency", "by").filter(pk=work.payload["letters"]).first()
    if found is None:  # removed in the meantime
        raise CancelledError
    write_letters(work, found)
    return {"letters": found.pk}
