"""gunicorn in production: processes, threads, and one form of log for everything.

WEB_PROCESSES and WEB_THREADS come from the environment: two processes of four threads carry some hundred requests in a
second (docs/operations.md).
"""

import os
import shutil
from pathlib import Path
from typing import Any

worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# A PDF that has to be made on the way takes seconds, a hung process is replaced.
timeout = 120
graceful_timeout = 30
keepalive = 15  # longer than nginx keeps an idle connection here
# Processes are renewed now and then, not all at once.
max_requests = 5000
max_requests_jitter = 1000

_format = os.environ.get("LOG_FORMAT", "line")
logconfig_dict: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "json": {"()": "govreport.tracing.JsonFormatter"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": _format}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"gunicorn.error": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}


def on_starting(server: Any) -> None:
    """The folder in which processes count together is empty at the start."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir(parents=True)


def child_exit(server: Any, worker: Any) -> None:
    """What a process counted stays when it ends."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)
