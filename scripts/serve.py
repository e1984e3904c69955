"""Looks after the web server, the worker and the font job until told to stop (启动与看护).

Started by scripts/run.sh after the set-up; not for production. Environment: PORT, HOST, GOVREPORT_ACCOUNTS (a
file to print), GOVREPORT_BEGAN (milliseconds since the epoch), FONTS_JOB (process id of a child that builds fonts),
FONTS (their folder).
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

BIN = Path(sys.executable).parent
PATIENCE = 60.0  # seconds until the first page must be served
FAREWELL = 10.0  # seconds for open requests and the running task
PORTS_TRIED = 100


def say(text: str) -> None:
    print(text, flush=True)


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next free one; raises SystemExit when a hundred are taken."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise SystemExit(f"No free port between {wanted} and {wanted + PORTS_TRIED - 1} on {host}.")


def start(*command: str) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches only us; it ends when we are killed."""
    leash = ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []
    # Celery's warning about root is for production; here the whole machine was set up as root.
    quiet = {"PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"}
    program = [*leash, str(BIN / command[0]), *command[1:]]
    return subprocess.Popen(program, start_new_session=True, env=quiet | os.environ)  # noqa: S603 — our own words only


def start_web(host: str, port: int) -> subprocess.Popen[bytes]:
    bracketed = f"[{host}]" if ":" in host else host
    options = "--worker-class gthread --workers 2 --threads 4 --timeout 120 --no-control-socket --log-level warning"
    return start("gunicorn", "govreport.wsgi", "--bind", f"{bracketed}:{port}", *options.split())


def start_worker() -> subprocess.Popen[bytes]:
    # With the scheduler inside: one worker, so one scheduler.
    options = "--beat --pool prefork --concurrency 1 --queues default,render,bulk --without-gossip --without-mingle"
    return start("celery", "--app", "govreport", "--quiet", "worker", *options.split(), "--loglevel", "warning")


def is_ready(port: int, host: str) -> bool:
    name = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 — compared, not bound
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"http://{name}:{port}/health/ready", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


class FontJob:
    """The child that builds the document fonts; ``state`` is "ready", "building" or "missing"."""

    def __init__(self) -> None:
        self.pid = int(os.environ.get("FONTS_JOB", "0"))
        self.stamp = Path(os.environ.get("FONTS", "var/fonts")) / "stamp"
        self.state = "building" if self.pid else "missing"
        self.look()

    def look(self) -> bool:
        """Whether the job has just finished well."""
        if self.state != "building":
            return False
        with contextlib.suppress(ChildProcessError):  # the shell before us has already seen it end
            if os.waitpid(self.pid, os.WNOHANG) == (0, 0):
                return False
        self.state = "ready" if self.stamp.is_file() else "missing"
        return self.state == "ready"

    def stop(self) -> None:
        if self.state == "building":
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGTERM)

    def sentence(self) -> str:
        return {
            "ready": "Document fonts: ready.",
            "building": "Document fonts: still being built (about half a minute); documents use the host's until then.",
            "missing": "Document fonts: could not be built (see var/log/fonts.log); the host's fonts are used.",
        }[self.state]


class Household:
    """Web server and worker: both run, or both stop."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.told_to_stop = False
        self.fonts = FontJob()
        self.web = start_web(host, port)
        self.worker = start_worker()

    def stop_at_signal(self, number: int, frame: FrameType | None) -> None:
        if self.told_to_stop:  # told twice: do not wait for open work
            self.kill()
        self.told_to_stop = True

    def gone(self) -> str | None:
        for name, child in (("web server", self.web), ("worker", self.worker)):
            if child.poll() is not None:
                return f"The {name} ended with status {child.returncode}."
        return None

    def wait_until_ready(self) -> bool:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and not self.told_to_stop:
            if self.gone():
                return False
            if is_ready(self.port, self.host):
                return True
            time.sleep(0.2)
        return False

    def watch(self) -> str | None:
        """Until told to stop (None) or until one child is gone (the sentence that says so)."""
        while not self.told_to_stop:
            if trouble := self.gone():
                return trouble
            if self.fonts.look():
                self.use_new_fonts()
            time.sleep(0.3)
        return None

    def use_new_fonts(self) -> None:
        """Processes read the font configuration once: replace them; requests under way are finished first."""
        say(self.fonts.sentence())
        self.web.send_signal(signal.SIGHUP)
        self.worker.terminate()
        self.worker.wait()
        self.worker = start_worker()

    def stop(self) -> None:
        self.fonts.stop()
        for child in (self.web, self.worker):
            child.terminate()
        deadline = time.monotonic() + FAREWELL
        for child in (self.web, self.worker):
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        for child in (self.web, self.worker):
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)


def greet(household: Household) -> None:
    seconds = time.time() - int(os.environ.get("GOVREPORT_BEGAN", time.time() * 1000)) / 1000
    address = f"http://{household.host}:{household.port}/"
    say(f"\nReady after {seconds:.1f} s: {address}\n{household.fonts.sentence()}")
    if accounts := os.environ.get("GOVREPORT_ACCOUNTS"):
        say("\n" + Path(accounts).read_text(encoding="utf-8").rstrip())
    say("\nCtrl-C stops everything.")


def main() -> int:
    host, wanted = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    port = free_port(host, wanted)
    if port != wanted:
        say(f"Port {wanted} is taken: using {port}.")
    household = Household(host, port)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, household.stop_at_signal)
    ready = household.wait_until_ready()
    if ready:
        greet(household)
    trouble = household.watch() if ready else household.gone()
    if not (ready or trouble or household.told_to_stop):
        trouble = f"No page was served within {PATIENCE:.0f} s."
    if trouble:
        say(trouble)
    household.stop()
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main())
