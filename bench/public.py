"""The public site under a bounded load: search, report page, PDF, beside a static file of the same server.

Over an invented province of 5,000 reports (``GOVREPORT_BENCH_AGENCIES`` for another size), on SQLite and, where its
programs are installed, PostgreSQL. What is compared takes turns at a steady rate in the same seconds. Searching is
measured signed in: who is not may search thirty times a minute.
"""

from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from urllib.parse import quote

from bench.served import Client, at_a_steady_rate, on_each_database, percentile, server
from bench.timing import Result

FILE = "/static/css/components.css"
# Words in almost every report, in some, in one agency's, in none, and several at once.
WORDS = (
    "公开", "政府信息", "申请", "行政复议", "栏目", "自然资源", "教育局 2021", "行政诉讼 2019", "松岩市", "jiaoyuju",
    "公开 栏目", "没有这样的话",
)  # fmt: skip
GOAL = 300.0
# How many, and how many a second.
SEARCHES, PAGES, FILES = (240, 10), (300, 30), (200, 20)


def measure() -> Iterator[Result]:
    """Each database there is."""
    yield from on_each_database(_measure)


def _measure(name: str, database: str, folder: Path) -> Iterator[Result]:
    with server(database, folder, "bench.province_seed") as (port, seed):
        over = f"{seed['reports']} reports, {name}"
        signed_in = Client(port, {"Cookie": f"sessionid={seed['session']}"})
        anybody = Client(port, {})
        searches = [f"/search/?q={quote(word)}" for word in WORDS]
        yield _row("search", over, signed_in, searches, SEARCHES)
        yield _row("public report page", over, anybody, seed["pages"], PAGES)
        papers = [f"{page}report.pdf" for page in seed["pages"][:8]]
        yield _row("PDF download", over, anybody, papers, FILES)


def _row(what: str, over: str, client: Client, addresses: list[str], load: tuple[int, int]) -> Result:
    """p95 of the addresses in turn, with the static file in between."""
    count, rate = load
    # Once each beforehand: a PDF is made when it is first asked for.
    for address in addresses:
        client.get(address)
    asked = [work for address in islice(cycle(addresses), count) for work in (address, FILE)]
    times = at_a_steady_rate([partial(client.get, address) for address in asked], rate * 2)
    own, plain = times[::2], times[1::2]
    milliseconds = percentile(own, 95)
    return Result(
        what=f"{what}, {count} at {rate}/s, {over}: p50 {median(own):.0f} ms; p95",
        milliseconds=milliseconds,
        against=f"p50 of a static file {median(plain):.1f} ms",
        ratio=median(own) / median(plain),
        goal=f"p95 ≤ {GOAL:.0f} ms",
        met=milliseconds <= GOAL,
    )
