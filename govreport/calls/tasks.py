"""催报的定时任务: agencies are asked by themselves so many days before and after their deadline."""

from celery import shared_task

from govreport.calls import automatic


@shared_task(name="govreport.calls.ask", expires=3000)
def ask() -> None:
    """Every hour (``CELERY_BEAT_SCHEDULE``); an agency is asked once a day at most."""
    automatic.ask()
