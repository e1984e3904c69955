"""The server under load as in production: gunicorn with two processes of four threads, on the loopback interface.

Editor pages are opened at a steady ten a second, cells saved at a steady fifty a second, a bounded number of each;
requests start when they are due, whether or not earlier ones are answered. SQLite and, where its programs are
installed, PostgreSQL. Beside each page a trivial view and a static file of the same server, in the same seconds.
"""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from bench.served import THREADS, Client, at_a_steady_rate, on_each_database, percentile, server
from bench.timing import Result

PAGES, PAGES_A_SECOND = 150, 10
SAVES, SAVES_A_SECOND = 600, 50
GOAL_PAGE, GOAL_SAVE = 600.0, 200.0
CELLS = ("new_received", "disclosed_full", "disclosed_part", "refused_state_secret", "unable_not_held")


def measure() -> Iterator[Result]:
    """Opening and saving, on each database there is."""
    yield from on_each_database(_measure)


def _measure(name: str, database: str, folder: Path) -> Iterator[Result]:
    with server(database, folder, "bench.load_seed") as (port, seed):
        reports = [f"/desk/reports/{pk}/" for pk in seed["reports"]]
        cookies = {"Cookie": f"sessionid={seed['session']}; csrftoken={seed['token']}"}
        pages = Client(port, cookies)
        for _ in range(THREADS):
            pages.get(f"{reports[0]}sec3/")
        yield _page(name, _interleaved(pages, f"{reports[0]}sec3/"))
        saves = _saves(Client(port, cookies | {"X-CSRFToken": seed["token"]}), reports, seed["user"])
        yield _result(f"saving a cell, {SAVES} at {SAVES_A_SECOND}/s, {name}: p95", saves)


def _interleaved(client: Client, page: str) -> dict[str, list[float]]:
    """Milliseconds of the page, of the view that only says it is alive, and of a style sheet, taking turns."""
    addresses = {"page": page, "view": "/health/live", "file": "/static/css/components.css"}
    works = [partial(client.get, address) for _ in range(PAGES) for address in addresses.values()]
    times = at_a_steady_rate(works, PAGES_A_SECOND * len(addresses))
    return {name: times[number :: len(addresses)] for number, name in enumerate(addresses)}


def _page(name: str, times: dict[str, list[float]]) -> Result:
    middle = {what: median(values) for what, values in times.items()}
    milliseconds = percentile(times["page"], 95)
    return Result(
        what=f"opening table three, {PAGES} at {PAGES_A_SECOND}/s, {name}: p50 {middle['page']:.0f} ms; p95",
        milliseconds=milliseconds,
        against=f"p50 of a trivial view {middle['view']:.1f} ms, of a static file {middle['file']:.1f} ms",
        ratio=middle["page"] / middle["view"],
        goal=f"p95 ≤ {GOAL_PAGE:.0f} ms",
        met=milliseconds <= GOAL_PAGE,
    )


def _saves(client: Client, reports: list[str], user: int) -> list[float]:
    """Milliseconds of saves of one cell each, of as many reports as there are, in turn."""

    def work(number: int) -> Callable[[], None]:
        address = f"{reports[number % len(reports)]}cells/"
        cell = f"t3.{CELLS[number % len(CELLS)]}.natural_person"
        body = json.dumps({"values": {cell: str(number % 90)}, "known": {}, "by": user})
        return lambda: client.post(address, body)

    return at_a_steady_rate([work(number) for number in range(SAVES)], SAVES_A_SECOND)


def _result(what: str, times: list[float]) -> Result:
    milliseconds = percentile(times, 95)
    seconds = max(number / SAVES_A_SECOND + time / 1000 for number, time in enumerate(times))
    against = f"p50 {median(times):.0f} ms, {len(times) / seconds:.0f}/s served"
    return Result(what, milliseconds, f"≤ {GOAL_SAVE:.0f} ms", milliseconds <= GOAL_SAVE, against=against)
