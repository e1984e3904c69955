"""成文与导入的后台任务: recognising scanned reports that were handed in for a draft."""

from django.utils.translation import gettext_lazy as _

from govreport.documents.imports.scanned import RECOGNISING, recognise
from govreport.jobs.registry import handler
from govreport.jobs.work import Work


@handler(RECOGNISING, label=_("识别扫描的年报"), queue="bulk")
def recognise_scan(work: Work) -> None:
    """One file of one person."""
    recognise(work)
