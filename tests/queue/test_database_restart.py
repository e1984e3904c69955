"""数据库重启: a PostgreSQL of our own is stopped without farewell in the middle of a job; the job is done once."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.queue import Worker, eventually
from tests.paths import ROOT

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
DURABLE = "-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c synchronous_commit=on"


class Cluster:
    """A database server that nobody else uses, and Django processes that use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "DATABASE_URL": f"postgres:///{folder}/postgres",
            "PGUSER": "govreport",
            "DJANGO_SETTINGS_MODULE": "tests.fixtures.worker_settings",
            "GOVREPORT_TEST_MEDIA": str(folder / "media"),
            # What Django does here wakes nobody by itself; the test tells the worker.
            "CELERY_TASK_ALWAYS_EAGER": "0",
        }

    def _control(self, program: str, *words: str) -> None:
        command = [str(PROGRAMS[-1] / program), "--pgdata", str(self.folder / "data"), *words]
        leash = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run([*leash, *command], cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def create(self) -> None:
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._control("initdb", "--username", "govreport", "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        self.start()

    def start(self) -> None:
        options = DURABLE.format(folder=self.folder)
        self._control("pg_ctl", "--log", str(self.folder / "log"), "--wait", "--options", options, "start")

    def stop(self) -> None:
        self._control("pg_ctl", "--mode", "immediate", "--wait", "stop")

    def django(self, *words: str) -> str:
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def tell(self, program: str) -> Any:
        """What a few lines of Python in a Django process print as JSON."""
        return json.loads(self.django("shell", "--verbosity", "0", "--command", program).splitlines()[-1])


@pytest.fixture
def cluster(redis_server: str) -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="govreport-restart-"))
    cluster = Cluster(folder)
    cluster.environment["CELERY_BROKER_URL"] = redis_server
    try:
        cluster.create()
        cluster.django("migrate", "--no-input", "--verbosity", "0")
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


ASK = """
import json
from govreport.jobs.services import enqueue
job = enqueue("test.count", "one", {{"folder": "{gate}", "stop_at": "3"}}, by=None, items=["1", "2", "3", "4", "5"])
print(json.dumps(job.pk))
"""
REAP = """
import json
from datetime import timedelta
from django.utils import timezone
from govreport.jobs.models import Job
from govreport.jobs.reaper import reap
before = timezone.now() - timedelta(seconds=61)
Job.objects.filter(state="running").update(lease_until=before)
Job.objects.filter(state="queued").update(woken_at=before, not_before=before)
print(json.dumps(reap()))
"""
LOOK = """
import json
from govreport.jobs.models import Job
from govreport.journal.models import Event
job = Job.objects.get()
print(json.dumps([job.state, job.done, [event.subject for event in Event.objects.order_by("pk")]]))
"""


def test_a_database_that_is_restarted_in_mid_job_costs_no_part_and_repeats_none(
    cluster: Cluster, sending_to_redis: str, tmp_path: Path
) -> None:
    worker = Worker(sending_to_redis, tmp_path)
    worker.environment = cluster.environment
    try:
        worker.start()
        cluster.tell(ASK.format(gate=tmp_path))
        eventually(tmp_path.joinpath("reached-3").exists, "the worker is at part three")
        cluster.stop()
        cluster.start()
        tmp_path.joinpath("go").touch()
        eventually(lambda: done(cluster), "the job is done")
        state, parts, subjects = cluster.tell(LOOK)
        assert (state, parts) == ("done", 5)
        assert subjects == [f"item:{part}" for part in "12345"]
    finally:
        worker.kill()


def done(cluster: Cluster) -> bool:
    """Whether the job is done; a minute passes with every look."""
    state = cluster.tell(LOOK)[0]
    if state == "done":
        return True
    cluster.tell(REAP)
    return False
