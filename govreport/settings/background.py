"""后台任务: the queue, its workers and what is done without anybody asking (docs/jobs.md)."""

from typing import Any

from celery.schedules import crontab

from govreport.settings.application import TIME_ZONE
from govreport.settings.environment import VAR_DIR, env

# The database says what there is to do; the queue only wakes workers (docs/jobs.md).
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=f"sqla+sqlite:///{VAR_DIR / 'broker.sqlite3'}")
# Whoever hands something in does not wait for a broker that is away.
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
if CELERY_BROKER_URL.startswith(("redis:", "rediss:")):
    CELERY_BROKER_TRANSPORT_OPTIONS |= {
        "socket_connect_timeout": 1.5,
        "visibility_timeout": 900,
        "unacked_restore_throttle": 1,
    }
CELERY_TASK_ALWAYS_EAGER = env.bool("CELERY_TASK_ALWAYS_EAGER", default=False)
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_BEAT_SCHEDULE = {
    "reap-jobs": {"task": "govreport.jobs.reap", "schedule": 30.0},
    "release-due": {"task": "govreport.publishing.release_due", "schedule": 15.0},
    "call-for-reports": {"task": "govreport.calls.ask", "schedule": crontab(hour="9-17", minute=5)},
    "expire-batches": {"task": "govreport.batches.expire", "schedule": 3600.0},
    "accounts-daily": {"task": "govreport.accounts.daily", "schedule": crontab(hour=0, minute=20)},
    "send-mail": {"task": "govreport.notifications.send_due", "schedule": 60.0},
    "notifications-daily": {"task": "govreport.notifications.daily", "schedule": crontab(hour=0, minute=30)},
    "findings-daily": {"task": "govreport.checks.daily", "schedule": crontab(hour=1, minute=40)},
    "journal-daily": {"task": "govreport.journal.daily", "schedule": crontab(hour=0, minute=10)},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat")
# Days before (and, negative, after) the deadline on which agencies are called by themselves; empty: never.
CALL_DAYS = env.list("CALL_DAYS", cast=int, default=[30, 7, 1, -1, -7])
# Where the journal of each day is written as a file; empty: nowhere (docs/journal.md).
JOURNAL_EXPORT_DIR = env.str("JOURNAL_EXPORT_DIR", default="")
# No job begins on a disk with a smaller share free than this.
JOBS_FREE_SPACE = env.float("JOBS_FREE_SPACE", default=0.05)
