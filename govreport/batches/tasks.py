"""批量检查的定时任务: files whose thirty days are over go."""

from celery import shared_task

from govreport.batches import services


@shared_task(name="govreport.batches.expire", expires=3000)
def expire() -> None:
    """Every hour (``CELERY_BEAT_SCHEDULE``)."""
    services.expire()
