"""The renderer as processes: memory over many documents, two workers against one, the first job of a warmed process.

Each measurement has processes of its own, started from nothing, so that nothing made before counts.
"""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from bench.timing import Result

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
MEMORY, WORKERS, FIRST = 1.05, 1.5, 0.45

_HEAD = """
import os, sys, time, resource
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django; django.setup()
from bench.reports import report
from govreport.documents.services import render_pdf
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20
"""
_MEMORY = """
for turn in range(500):
    render_pdf(report("e2021", turn))
    if turn == 9: early = resident()
print(early, resident())
"""
_WORKER = """
from govreport.documents.warm import warm_up
warm_up()
print("ready", flush=True)
sys.stdin.readline()
for turn in range(20): render_pdf(report("e2021", turn))
"""
_FIRST = """
from govreport.documents.warm import warm_up
if "warm" in sys.argv: warm_up()
print("ready", flush=True)
sys.stdin.readline()
render_pdf(report("e2021", 1))
"""


def _started(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-c", _HEAD + code, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def memory() -> Result:
    """Resident memory after 500 documents against that after ten."""
    early, late = map(float, _started(_MEMORY).communicate()[0].split())
    return Result(
        what=f"resident memory after 500 documents: {late:.0f} MiB",
        milliseconds=None,
        against=f"after 10: {early:.0f} MiB",
        ratio=late / early,
        goal=f"ratio ≤ {MEMORY}",
        met=late / early <= MEMORY,
    )


def two_workers() -> Result:
    """Documents a second of two processes against one; both warm."""
    one, two = [], []
    for _ in range(ROUNDS):
        one.append(20 / _together(1))
        two.append(40 / _together(2))
    ratio = median(second / first for first, second in zip(one, two, strict=True))
    return Result(
        what=f"two workers: {median(two):.1f} reports a second",
        milliseconds=None,
        against=f"one: {median(one):.1f}",
        ratio=ratio,
        goal=f"ratio ≥ {WORKERS}",
        met=ratio >= WORKERS,
    )


def _together(count: int) -> float:
    """Seconds in which so many processes make twenty reports each."""
    workers = [_started(_WORKER) for _ in range(count)]
    return _until_done(workers)


def _until_done(workers: list[subprocess.Popen[str]]) -> float:
    """Seconds from the order to the end of the slowest."""
    for worker in workers:
        worker.stdout.readline()  # type: ignore[union-attr]  # both are pipes
    began = time.perf_counter()
    for worker in workers:
        print(file=worker.stdin, flush=True)
    statuses = [worker.wait() for worker in workers]
    if any(statuses):
        raise RuntimeError("a process that was measured failed")
    return time.perf_counter() - began


def first_job() -> Result:
    """The first report of a process that was warmed up at its start against that of a process that was not."""
    pairs = [(_first("warm"), _first()) for _ in range(ROUNDS)]
    warm, cold = (median(times) for times in zip(*pairs, strict=True))
    ratio = median(first / second for first, second in pairs)
    return Result(
        what="the first report of a process that was warmed up",
        milliseconds=warm * 1000,
        against=f"of one that was not, started from nothing: {cold * 1000:.0f} ms",
        ratio=ratio,
        goal=f"ratio ≤ {FIRST}",
        met=ratio <= FIRST,
    )


def _first(*arguments: str) -> float:
    """Seconds to the end of the first report: of a warm process from the order, of a cold one from its start."""
    began = time.perf_counter()
    process = _started(_FIRST, *arguments)
    since_ordered = _until_done([process])
    return since_ordered if arguments else time.perf_counter() - began
