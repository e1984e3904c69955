"""操作记录的定时任务: the daily anchor, and the file of the day before where a folder for it is set."""

from datetime import timedelta
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from govreport.journal.anchor import anchor
from govreport.journal.export import between, export
from govreport.journal.models import Event


@shared_task(name="govreport.journal.daily", expires=6 * 3600)
def daily() -> None:
    """Shortly after midnight (``CELERY_BEAT_SCHEDULE``)."""
    anchor()
    if settings.JOURNAL_EXPORT_DIR:
        yesterday = timezone.localdate() - timedelta(days=1)
        folder = Path(settings.JOURNAL_EXPORT_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        export(between(Event.objects.all(), yesterday, yesterday), folder / f"journal-{yesterday:%Y%m%d}.jsonl")
