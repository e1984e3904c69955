"""归档的后台任务: reading the files of a batch, one after the other."""

from django.utils.translation import gettext_lazy as _

from govreport.archive.reading import keep, read_item
from govreport.archive.request import READING
from govreport.jobs.registry import handler
from govreport.jobs.work import Work


@handler(READING, label=_("读取归档的历史年报"))
def read_batch(work: Work) -> None:
    """Each part is an item of the batch; one that was removed meanwhile is done."""
    for part in work.todo():
        item = read_item(int(part.key))
        with work.settle(part):
            if item is not None:
                keep(item)
