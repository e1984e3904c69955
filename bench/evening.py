"""The last evening of January: a thousand drafters at work at once, and not one cell lost.

Each opens table three of the report of an agency of their own and fills in cells of it, one after the other, as the
page does: a save that is not answered with success is sent again. Requests are due at a steady rate, whether or not
earlier ones are answered. Afterwards the database is asked for every cell that somebody was told is saved. The peer is
the view of the same server that only says it is alive, asked in the same seconds.
"""

import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from threading import Lock
from typing import Any

from bench.postgres import postgres
from bench.served import Client, at_a_steady_rate, percentile, run, server, surroundings
from bench.timing import Result

CELLS = (
    "t3.new_received.natural_person",
    "t3.new_received.commercial",
    "t3.disclosed_full.natural_person",
    "t3.unable_not_held.natural_person",
)
# A drafter types a cell in less than half a minute, or opens the page.
A_SECOND = 40
# What docs/operations.md says for up to 2,000 agencies.
WORKERS = 4
GROUPS = 5
GOAL = 1000.0
ATTEMPTS = 5


def measure() -> Iterator[Result]:
    """On PostgreSQL: at this scale nothing else is used."""
    with postgres() as address, tempfile.TemporaryDirectory(prefix="govreport-bench-") as folder:
        if address is None:
            print("(no programs of PostgreSQL found: the last evening is not measured)")
            return
        with server(address, Path(folder), "bench.evening_seed", workers=WORKERS) as (port, seed):
            evening = Evening(Client(port, {"X-CSRFToken": seed["token"]}), seed["token"])
            works, kinds = evening.programme(seed["people"])
            times = at_a_steady_rate(works, A_SECOND)
        found = json.loads(
            run(
                "-m",
                "bench.evening_check",
                environment=surroundings(address, Path(folder)),
                given=json.dumps(evening.told),
            )
        )
    yield from _results(times, kinds, evening, found, len(seed["people"]))


@dataclass
class Evening:
    """What the drafters do, and what they were told is saved: version → cell → text."""

    client: Client
    token: str
    told: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    again: int = 0
    _lock: Lock = field(default_factory=Lock)

    def programme(self, people: list[dict[str, Any]]) -> tuple[list[Callable[[], None]], list[str]]:
        """The page, then a cell each, in rounds; every fifth begins a round later, so that all is done at once."""
        works: list[Callable[[], None]] = []
        kinds: list[str] = []
        for number in range(len(CELLS) + GROUPS):
            for turn, person in enumerate(people):
                step = number - turn % GROUPS
                if 0 <= step <= len(CELLS):
                    works.append(self._saving(person, step - 1) if step else self._opening(person))
                    kinds.append("save" if step else "page")
                if turn % 10 == 0:
                    works.append(lambda: self.client.get("/health/live"))
                    kinds.append("view")
        return works, kinds

    def _cookies(self, person: dict[str, Any]) -> dict[str, str]:
        return {"Cookie": f"sessionid={person['session']}; csrftoken={self.token}"}

    def _opening(self, person: dict[str, Any]) -> Callable[[], None]:
        return lambda: self.client.get(f"/desk/reports/{person['report']}/sec3/", self._cookies(person))

    def _saving(self, person: dict[str, Any], number: int) -> Callable[[], None]:
        cell, text = CELLS[number], str((person["user"] * 7 + number * 13) % 90 + 1)
        body = json.dumps({"values": {cell: text}, "known": {}, "by": person["user"]})

        def save() -> None:
            for attempt in range(ATTEMPTS):
                try:
                    self.client.post(f"/desk/reports/{person['report']}/cells/", body, self._cookies(person))
                except (OSError, RuntimeError):
                    if attempt == ATTEMPTS - 1:
                        raise
                    with self._lock:
                        self.again += 1
                    time.sleep(0.5)
                else:
                    break
            with self._lock:
                self.told[person["version"]][cell] = text

        return save


def _results(
    times: list[float], kinds: list[str], evening: Evening, found: dict[str, int], people: int
) -> Iterator[Result]:
    by_kind: dict[str, list[float]] = defaultdict(list)
    for kind, milliseconds in zip(kinds, times, strict=True):
        by_kind[kind].append(milliseconds)
    view = median(by_kind["view"])
    peer = f"p50 of a trivial view in the same seconds {view:.1f} ms"
    seconds = max(number / A_SECOND + milliseconds / 1000 for number, milliseconds in enumerate(times))
    rate = f"{len(times)} requests at {A_SECOND}/s, {len(times) / seconds:.0f}/s served"
    for kind, what in (("page", "opening table three"), ("save", "saving a cell")):
        high, middle = percentile(by_kind[kind], 95), median(by_kind[kind])
        yield Result(
            what=f"last evening, {people} drafters, {WORKERS} processes, {rate}: {what} p50 {middle:.0f} ms; p95",
            milliseconds=high,
            against=peer,
            ratio=middle / view,
            goal=f"p95 ≤ {GOAL:.0f} ms",
            met=high <= GOAL,
        )
    cells = sum(len(texts) for texts in evening.told.values())
    yield Result(
        what=f"last evening: cells lost of {cells} told to be saved: {found['lost']}; sent again {evening.again}",
        milliseconds=None,
        goal="0 lost",
        met=found["lost"] == 0 and found["written"] >= cells,
    )
