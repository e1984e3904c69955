"""归档的后台任务: reading the files of a batch, and confirming many reports, one after the other."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from govreport.agencies.models import User
from govreport.archive.decide import CONFIRMING, confirm
from govreport.archive.models import Item
from govreport.archive.reading import keep, read_item
from govreport.archive.request import READING
from govreport.jobs.registry import handler
from govreport.jobs.work import JobError, Work
from govreport.reports.errors import Refused


@handler(READING, label=_("读取归档的历史年报"))
def read_batch(work: Work) -> None:
    """Each part is an item of the batch; one that was removed meanwhile is done."""
    for part in work.todo():
        item = read_item(int(part.key))
        with work.settle(part):
            if item is not None:
                keep(item)


@handler(CONFIRMING, label=_("确认归档历史年报"))
def confirm_many(work: Work) -> None:
    """Each part is an item; one that cannot be confirmed any more is told, and the others go on."""
    user = User.objects.filter(pk=work.payload["by"], is_active=True).first()
    if user is None:
        raise JobError(gettext("确认的人已经没有账号，没有归档。"))
    for part in work.todo():
        item = Item.objects.select_related("batch__by", "agency").filter(pk=int(part.key)).first()
        if item is None:
            work.fail(part, gettext("这一件已经移除。"))
            continue
        try:
            with work.settle(part):
                confirm(item=item, by=user)
        except Refused as refused:
            work.fail(part, str(refused))
