"""后台任务的 Celery 任务: a message says which job to look at, nothing else; it may come twice, late or never."""

from celery import shared_task

from govreport.jobs import reaper
from govreport.jobs.run import run
from govreport.tracing import about


# A run ends by itself after half a minute (``work.SLICE``); one part of it may take a minute and a half.
@shared_task(name="govreport.jobs.run", soft_time_limit=120, time_limit=150)
def run_job(job_id: int) -> None:
    """Do the job if it still waits."""
    with about(job=job_id):
        run(job_id)


@shared_task(name="govreport.jobs.reap", expires=25)
def reap() -> None:
    """Look after jobs that were left lying; every half minute (``CELERY_BEAT_SCHEDULE``)."""
    reaper.reap()
