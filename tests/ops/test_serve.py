"""scripts/serve.py: one command looks after web server and worker, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from tests.fixtures.queue import eventually, free_port
from tests.paths import ROOT


class Served:
    """A running scripts/serve.py and what it has printed."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "scripts/serve.py"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.lines: list[str] = []
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(self.process.stdout)

    @property
    def text(self) -> str:
        return "".join(self.lines)

    def until(self, words: str) -> None:
        eventually(lambda: words in self.text or self.process.poll() is not None, words, patience=90)
        assert words in self.text


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A migrated database and static files in a folder of this test's own."""
    own = os.environ | {
        "GOVREPORT_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "govreport.settings",
        "CELERY_TASK_ALWAYS_EAGER": "0",
        "PORT": str(free_port()),
    }
    own.pop("DATABASE_URL", None)
    own.pop("CELERY_BROKER_URL", None)
    command = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=own, check=True)
    return own


@pytest.fixture
def served(environment: dict[str, str]) -> Iterator[Served]:
    served = Served(environment)
    yield served
    if served.process.poll() is None:
        served.process.send_signal(signal.SIGTERM)
        served.process.wait(30)


def processes_in(folder: str) -> set[int]:
    """Ids of the processes whose environment names this folder as theirs."""
    mark = f"GOVREPORT_VAR={folder}".encode()
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.add(int(entry.name))
        except OSError:
            continue
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_told_to_stop_and_leaves_no_process(
    served: Served, environment: dict[str, str], number: signal.Signals
) -> None:
    served.until("Ctrl-C stops everything")
    address = f"http://127.0.0.1:{environment['PORT']}"
    assert f"{address}/\n" in served.text
    with urllib.request.urlopen(f"{address}/health/ready") as answer:  # noqa: S310 — our own address
        assert json.load(answer)["status"] == "ok"
    assert len(processes_in(environment["GOVREPORT_VAR"])) >= 4
    served.process.send_signal(number)
    assert served.process.wait(30) == 0
    eventually(lambda: not processes_in(environment["GOVREPORT_VAR"]), "every process ends")


def test_a_taken_port_is_said_aloud_and_the_next_one_used(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", int(environment["PORT"]))):
        served = Served(environment)
        try:
            served.until("Ctrl-C stops everything")
        finally:
            served.process.send_signal(signal.SIGINT)
            served.process.wait(30)
    assert f"Port {environment['PORT']} is taken: using " in served.text


@pytest.mark.parametrize("built", [True, False])
def test_it_says_whether_a_font_job_that_ended_before_left_fonts(
    environment: dict[str, str], tmp_path: Path, built: bool
) -> None:
    if built:
        (tmp_path / "stamp").touch()
    ended = subprocess.Popen(["true"])
    ended.wait()
    accounts = tmp_path / "accounts.txt"
    accounts.write_text("起草人  drafter\n", encoding="utf-8")
    more = {"FONTS_JOB": str(ended.pid), "FONTS": str(tmp_path), "GOVREPORT_ACCOUNTS": str(accounts)}
    served = Served(environment | more)
    served.until("Ctrl-C stops everything")
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(30) == 0
    assert ("Document fonts: ready." if built else "Document fonts: could not be built") in served.text
    assert "起草人  drafter" in served.text


def test_when_it_is_killed_its_children_end_too(served: Served, environment: dict[str, str]) -> None:
    served.until("Ctrl-C stops everything")
    served.process.kill()
    served.process.wait()
    eventually(lambda: not processes_in(environment["GOVREPORT_VAR"]), "every process ends")


def test_when_the_web_server_cannot_start_everything_ends_with_status_1(environment: dict[str, str]) -> None:
    served = Served(environment | {"DJANGO_SETTINGS_MODULE": "missing.settings"})
    assert served.process.wait(60) == 1
    eventually(lambda: "ended with status" in served.text, "the reason is printed")
    eventually(lambda: not processes_in(environment["GOVREPORT_VAR"]), "every process ends")
