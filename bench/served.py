"""A server as in production for a measurement: gunicorn with processes of four threads, on loopback."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from statistics import quantiles
from threading import local
from typing import Any

from bench.postgres import postgres
from bench.timing import Result
from tests.fixtures.queue import free_port

ROOT = Path(__file__).resolve().parent.parent
THREADS = 16
PATIENCE = 60.0

Header = dict[str, str]


def percentile(times: list[float], percent: int) -> float:
    """The value below which so many of a hundred lie."""
    return quantiles(times, n=100, method="inclusive")[percent - 1]


def at_a_steady_rate(works: Sequence[Callable[[], None]], a_second: float) -> list[float]:
    """Milliseconds from when each work was due until it was done; waiting for a free thread counts."""
    began = time.perf_counter() + 0.1

    def timed(number: int) -> float:
        due = began + number / a_second
        time.sleep(max(0.0, due - time.perf_counter()))
        works[number]()
        return (time.perf_counter() - due) * 1000

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(timed, range(len(works))))


def on_each_database(measure: Callable[[str, str, Path], Iterator[Result]]) -> Iterator[Result]:
    """``measure(name, address, folder)`` on SQLite and, where its programs are installed, PostgreSQL, each fresh."""
    with tempfile.TemporaryDirectory(prefix="govreport-bench-") as folder:
        yield from measure("SQLite", f"sqlite:///{folder}/bench.sqlite3", Path(folder))
    with postgres() as address, tempfile.TemporaryDirectory(prefix="govreport-bench-") as folder:
        if address is None:
            print("(no programs of PostgreSQL found: SQLite only)")
            return
        yield from measure("PostgreSQL", address, Path(folder))


class Client:
    """A connection for each thread, kept open; anything but 200 ends the measurement."""

    def __init__(self, port: int, headers: Header) -> None:
        self._port = port
        self._headers = headers
        self._own = local()

    def get(self, address: str, own: Header | None = None) -> None:
        """Ask for a page, with further headers of one's ``own``."""
        self._ask("GET", address, None, own)

    def post(self, address: str, body: str, own: Header | None = None) -> None:
        """Send JSON."""
        self._ask("POST", address, body, own)

    def _ask(self, method: str, address: str, body: str | None, own: Header | None) -> None:
        if not hasattr(self._own, "connection"):
            self._own.connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        headers = self._headers | (own or {}) | ({"Content-Type": "application/json"} if body else {})
        try:
            self._own.connection.request(method, address, body, headers)
            answer = self._own.connection.getresponse()
        except RemoteDisconnected:
            # The server closes what was quiet for two seconds; a browser asks again, too.
            self._own.connection.request(method, address, body, headers)
            answer = self._own.connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{method} {address}: {answer.status} {text[:200]!r}")


@contextmanager
def server(database: str, folder: Path, seed: str, workers: int = 2) -> Iterator[tuple[int, dict[str, Any]]]:
    """gunicorn on a free port over a fresh database; the port, and what the module ``seed`` printed for its clients."""
    environment = surroundings(database, folder)
    for command in ("migrate", "collectstatic"):
        run("manage.py", command, "--no-input", "--verbosity", "0", environment=environment)
    known = json.loads(run("-m", seed, environment=environment))
    port = free_port()
    options = ["--worker-class", "gthread", "--workers", str(workers), "--threads", "4", "--no-control-socket"]
    program = [sys.executable, "-m", "gunicorn", "govreport.wsgi", "--bind", f"127.0.0.1:{port}", *options]
    quiet = [*program, "--log-level", "error"]
    process = subprocess.Popen(quiet, cwd=ROOT, env=environment)  # noqa: S603 — our own words only
    try:
        _wait(port)
        yield port, known
    finally:
        process.terminate()
        process.wait(PATIENCE)


def surroundings(database: str, folder: Path) -> Header:
    """The environment of the server and of the programs beside it."""
    environment = os.environ | {
        "DATABASE_URL": database,
        "GOVREPORT_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "govreport.settings",
        "GOVREPORT_DEMO_SHOWN": "0",
        "CELERY_TASK_ALWAYS_EAGER": "0",
    }
    environment.pop("GOVREPORT_STATIC_STORAGE", None)
    return environment


def run(*command: str, environment: Header, given: str | None = None) -> str:
    """What a program of ours prints, given something to read."""
    done = subprocess.run(  # noqa: S603 — our own words only
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        check=True,
        input=given,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def _wait(port: int) -> None:
    """Until every process answers and has finished warming up its press, which would be measured otherwise."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            for _ in range(8):
                Client(port, {}).get("/health/live")
        except (OSError, RuntimeError):
            time.sleep(0.2)
        else:
            time.sleep(5)
            return
    raise RuntimeError("the server did not answer")
