"""What size does: the same works over an invented province of 50, 500 and 5,000 agencies with all report years.

On SQLite and, where its programs are installed, PostgreSQL; there also the sums over a nation of 100,000 agencies. Each
size has a database of its own; the works are done in one process without a server. ``GOVREPORT_BENCH_SIZES``
(``100,200``; less than 50 have no report in every state) and ``GOVREPORT_BENCH_NATION`` (0: none) choose other sizes.
With the usual ones it takes about half an hour.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.postgres import postgres
from bench.served import run, surroundings
from bench.timing import Result

SIZES = tuple(int(size) for size in os.environ.get("GOVREPORT_BENCH_SIZES", "50,500,5000").split(","))
NATION = int(os.environ.get("GOVREPORT_BENCH_NATION", "100000"))
YEARS = 15
# Milliseconds, at the largest size.
GOALS = {
    "sums of all cells, with the page": 1000.0,
    "search of a word that stands everywhere": 300.0,
    "save of a cell": 200.0,
}


def measure() -> Iterator[Result]:
    """Every size on each database there is."""
    yield from _sizes("SQLite")
    yield from _sizes("PostgreSQL")
    if NATION:
        found = _done("PostgreSQL", "sums", str(NATION))
        if found is not None:
            what = f"sums of all cells over {found['reports'] // 2} reports of one year, PostgreSQL"
            yield Result(what, found["milliseconds"]["sums"], "")


def _sizes(name: str) -> Iterator[Result]:
    before: dict[str, float] = {}
    for size in SIZES:
        found = _done(name, str(size), str(YEARS))
        if found is None:
            print("(no programs of PostgreSQL found: SQLite only)")
            return
        rate = found["rows"] / found["seconds"]
        yield Result(
            f"loading {size} agencies, {found['reports']} reports, {name}: {rate:.0f} rows/s",
            found["seconds"] * 1000,
            "",
        )
        for work, milliseconds in found["milliseconds"].items():
            yield _row(f"{work}, {size} agencies, {name}", work, milliseconds, before.get(work), last=size == SIZES[-1])
        before = found["milliseconds"]


def _row(what: str, work: str, milliseconds: float, before: float | None, *, last: bool) -> Result:
    limit = GOALS.get(work) if last else None
    return Result(
        what,
        milliseconds,
        f"≤ {limit:.0f} ms" if limit else "",
        milliseconds <= limit if limit else None,
        against=f"the size before: {before:.0f} ms" if before else "",
        ratio=milliseconds / before if before else None,
    )


def _done(name: str, *words: str) -> dict[str, Any] | None:
    """What ``bench.province_work`` measured over a fresh database of this kind; None where there is none."""
    with tempfile.TemporaryDirectory(prefix="govreport-bench-") as folder:
        if name == "SQLite":
            return _worked(f"sqlite:///{folder}/bench.sqlite3", folder, words)
        with postgres() as address:
            return None if address is None else _worked(address, folder, words)


def _worked(database: str, folder: str, words: tuple[str, ...]) -> dict[str, Any]:
    environment = surroundings(database, Path(folder))
    for command in ("migrate", "collectstatic"):
        run("manage.py", command, "--no-input", "--verbosity", "0", environment=environment)
    found: dict[str, Any] = json.loads(run("-m", "bench.province_work", *words, environment=environment))
    return found
