"""定时任务: what the scheduler asks of this room."""

from celery import shared_task

from govreport.publishing.timed import release_due


@shared_task(name="govreport.publishing.release_due")
def release_due_task() -> int:
    """Ask for the releases whose time has come."""
    return release_due()
