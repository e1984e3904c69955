"""The server under load as in production: gunicorn with two processes of four threads, on the loopback interface.

Editor pages are opened at a steady ten a second, cells saved at a steady fifty a second, a bounded number of each;
requests start when they are due, whether or not earlier ones are answered. SQLite and, where its programs are
installed, PostgreSQL. Beside each page a trivial view and a static file of the same server, in the same seconds.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from threading import local
from typing import Any

from bench.postgres import postgres
from bench.timing import Result
from tests.fixtures.queue import free_port

ROOT = Path(__file__).resolve().parent.parent
PAGES, PAGES_A_SECOND = 150, 10
SAVES, SAVES_A_SECOND = 600, 50
THREADS = 16
PATIENCE = 60.0
GOAL_PAGE, GOAL_SAVE = 600.0, 200.0
CELLS = ("new_received", "disclosed_full", "disclosed_part", "refused_state_secret", "unable_not_held")

Header = dict[str, str]


def measure() -> Iterator[Result]:
    """Opening and saving, on each database there is."""
    with tempfile.TemporaryDirectory(prefix="govreport-bench-") as folder:
        yield from _measure("SQLite", f"sqlite:///{folder}/bench.sqlite3", Path(folder))
    with postgres() as address:
        if address is None:
            print("(no programs of PostgreSQL found: SQLite only)")
            return
        with tempfile.TemporaryDirectory(prefix="govreport-bench-") as folder:
            yield from _measure("PostgreSQL", address, Path(folder))


def _measure(name: str, database: str, folder: Path) -> Iterator[Result]:
    with _server(database, folder) as (port, seed):
        reports = [f"/desk/reports/{pk}/" for pk in seed["reports"]]
        cookies = {"Cookie": f"sessionid={seed['session']}; csrftoken={seed['token']}"}
        pages = _Client(port, cookies)
        for _ in range(THREADS):
            pages.get(f"{reports[0]}sec3/")
        yield _page(name, _interleaved(pages, f"{reports[0]}sec3/"))
        saves = _saves(_Client(port, cookies | {"X-CSRFToken": seed["token"]}), reports, seed["user"])
        yield _result(f"saving a cell, {SAVES} at {SAVES_A_SECOND}/s, {name}: p95", saves)


def _interleaved(client: "_Client", page: str) -> dict[str, list[float]]:
    """Milliseconds of the page, of the view that only says it is alive, and of a style sheet, taking turns."""
    addresses = {"page": page, "view": "/health/live", "file": "/static/css/components.css"}
    works = [partial(client.get, address) for _ in range(PAGES) for address in addresses.values()]
    times = at_a_steady_rate(works, PAGES_A_SECOND * len(addresses))
    return {name: times[number :: len(addresses)] for number, name in enumerate(addresses)}


def _page(name: str, times: dict[str, list[float]]) -> Result:
    middle = {what: median(values) for what, values in times.items()}
    milliseconds = _percentile(times["page"], 95)
    return Result(
        what=f"opening table three, {PAGES} at {PAGES_A_SECOND}/s, {name}: p50 {middle['page']:.0f} ms; p95",
        milliseconds=milliseconds,
        against=f"p50 of a trivial view {middle['view']:.1f} ms, of a static file {middle['file']:.1f} ms",
        ratio=middle["page"] / middle["view"],
        goal=f"p95 ≤ {GOAL_PAGE:.0f} ms",
        met=milliseconds <= GOAL_PAGE,
    )


def _saves(client: "_Client", reports: list[str], user: int) -> list[float]:
    """Milliseconds of saves of one cell each, of as many reports as there are, in turn."""

    def work(number: int) -> Callable[[], None]:
        address = f"{reports[number % len(reports)]}cells/"
        cell = f"t3.{CELLS[number % len(CELLS)]}.natural_person"
        body = json.dumps({"values": {cell: str(number % 90)}, "known": {}, "by": user})
        return lambda: client.post(address, body)

    return at_a_steady_rate([work(number) for number in range(SAVES)], SAVES_A_SECOND)


def _result(what: str, times: list[float]) -> Result:
    milliseconds = _percentile(times, 95)
    seconds = max(number / SAVES_A_SECOND + time / 1000 for number, time in enumerate(times))
    against = f"p50 {median(times):.0f} ms, {len(times) / seconds:.0f}/s served"
    return Result(what, milliseconds, f"≤ {GOAL_SAVE:.0f} ms", milliseconds <= GOAL_SAVE, against=against)


def _percentile(times: list[float], percent: int) -> float:
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


class _Client:
    """A connection for each thread, kept open; anything but 200 ends the measurement."""

    def __init__(self, port: int, headers: Header) -> None:
        self._port = port
        self._headers = headers
        self._own = local()

    def get(self, address: str) -> None:
        self._ask("GET", address, None)

    def post(self, address: str, body: str) -> None:
        self._ask("POST", address, body)

    def _ask(self, method: str, address: str, body: str | None) -> None:
        if not hasattr(self._own, "connection"):
            self._own.connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        headers = self._headers | ({"Content-Type": "application/json"} if body else {})
        self._own.connection.request(method, address, body, headers)
        answer = self._own.connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{method} {address}: {answer.status} {text[:200]!r}")


@contextmanager
def _server(database: str, folder: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """gunicorn on a free port over a fresh database with one report; the port and what a client needs."""
    environment = os.environ | {
        "DATABASE_URL": database,
        "GOVREPORT_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "govreport.settings",
        "GOVREPORT_DEMO_SHOWN": "0",
        "CELERY_TASK_ALWAYS_EAGER": "0",
    }
    environment.pop("GOVREPORT_STATIC_STORAGE", None)
    for command in ("migrate", "collectstatic"):
        _run("manage.py", command, "--no-input", "--verbosity", "0", environment=environment)
    seed = json.loads(_run("-m", "bench.load_seed", environment=environment))
    port = free_port()
    options = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket"]
    program = [sys.executable, "-m", "gunicorn", "govreport.wsgi", "--bind", f"127.0.0.1:{port}", *options]
    quiet = [*program, "--log-level", "error"]
    server = subprocess.Popen(quiet, cwd=ROOT, env=environment)  # noqa: S603 — our own words only
    try:
        _wait(port)
        yield port, seed
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _run(*command: str, environment: Header) -> str:
    done = subprocess.run(  # noqa: S603 — our own words only
        [sys.executable, *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def _wait(port: int) -> None:
    """Until every process answers and has finished warming up its press, which would be measured otherwise."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            for _ in range(8):
                _Client(port, {}).get("/health/live")
        except (OSError, RuntimeError):
            time.sleep(0.2)
        else:
            time.sleep(5)
            return
    raise RuntimeError("the server did not answer")
