"""Files of other makers, read and checked: a PDF of ten pages, a thousand web pages on two cores, and traps.

The baselines only take the text and the tables out of the same pages, as the manuals of their libraries show it; they
recognise and check nothing.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import cycle
from multiprocessing import get_context
from time import perf_counter, process_time

import lxml.html
import pdfplumber
import pikepdf

from bench.reports import SENTENCE, report
from bench.timing import Result, interleaved_ratios
from govreport import checks
from govreport.documents.read import bounded, read
from govreport.documents.read.bounded import read_bounded
from govreport.documents.services import render_pdf
from govreport.standards.document import DocumentError
from tests.documents.read.corpus.hostile import HOSTILE
from tests.documents.read.foreign import Part, in_html, in_pdf, parts

PAGES, PAGES_GOAL = 10, 2_000.0
MANY, MANY_GOAL, CORES = 1_000, 300_000.0, 2
STEPS = (100, 300, MANY)
LINEAR = 1.25
TRAP_GOAL = 2_000.0
ROUNDS = 5


def measure() -> Iterator[Result]:
    """Foreign and own PDF side by side with pdfplumber; growth of web pages; the slowest trap."""
    yield _ten_pages("a PDF of another maker", [in_pdf(_long(turn)) for turn in range(3)])
    yield _ten_pages("a PDF of ours, its pages held against its data", [_ours(turn) for turn in range(3)])
    yield from _many()
    yield _traps()


def _long(turn: int) -> list[Part]:
    """A report of ten pages, its tables in the middle."""
    document = report("e2021", turn)
    found = parts(document.format, document.all_figures(), year=document.year)
    return [*found[:3], *[f"第{turn}次。{SENTENCE * 6}"] * 60, *found[3:]]


def _ours(turn: int) -> bytes:
    document = report("e2021", turn)
    text = "\n".join([f"第{turn}次。{SENTENCE * 6}"] * 16)
    return render_pdf(document.replace(sections={**document.sections, "sec1": text}))


def _ten_pages(what: str, files: list[bytes]) -> Result:
    lengths = {len(pikepdf.open(io.BytesIO(data)).pages) for data in files}
    ours, theirs = cycle(files), cycle(files)
    works: dict[str, Callable[[], object]] = {
        "ours": lambda: checks.findings(read(next(ours)).document),
        "naive": lambda: _plumbed(next(theirs)),
    }
    times, ratios = interleaved_ratios(works, "ours", rounds=ROUNDS)
    return Result(
        what=f"{what}, {min(lengths)} pages, read and checked",
        milliseconds=times["ours"],
        against=f"pdfplumber, text and tables only: {times['naive']:.0f} ms",
        ratio=ratios["naive"],
        goal=f"≤ {PAGES_GOAL / 1000:.0f} s for {PAGES} pages",
        met=times["ours"] <= PAGES_GOAL and min(lengths) >= PAGES,
    )


def _plumbed(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as file:
        return sum(len(page.extract_text()) + len(page.extract_tables()) for page in file.pages)


def _many() -> Iterator[Result]:
    """Seconds for so many different reports as web pages, on two cores, in growing numbers and by turns."""
    files = [_page(turn) for turn in range(MANY)]
    with get_context("spawn").Pool(CORES, _begin) as pool:
        pool.map(_checked, files[: 4 * CORES])
        costs: dict[int, float] = {}
        for count in STEPS:
            turn = _both(pool, files[:count])
            costs[count] = turn["cpu"] / count
            growth = costs[count] / costs[STEPS[0]]
            goal = {STEPS[0]: "", MANY: f"≤ {MANY_GOAL / 1000:.0f} s"}.get(count, f"growth ≤ {LINEAR}")
            met = growth <= LINEAR and (count < MANY or turn["ours"] <= MANY_GOAL)
            yield Result(
                what=f"{count} web pages read and checked, {CORES} processes; computing time of a page against "
                f"{STEPS[0]} of them: {growth:.2f}",
                milliseconds=turn["ours"],
                against=f"lxml, text only: {turn['naive']:.0f} ms",
                ratio=turn["ours"] / turn["naive"],
                goal=goal,
                met=met if goal else None,
            )


def _both(pool: object, files: list[bytes]) -> dict[str, float]:
    """Milliseconds of both works, and the computing time of ours."""
    found = {}
    for name, work in (("naive", _texted), ("ours", _checked)):
        started = perf_counter()
        used = pool.map(work, files, chunksize=10)  # type: ignore[attr-defined]
        found[name] = (perf_counter() - started) * 1000
        found["cpu"] = sum(used)
    return found


def _begin() -> None:
    import django

    django.setup()


def _page(turn: int) -> bytes:
    document = report("e2021", turn)
    return in_html(parts(document.format, document.all_figures(), year=document.year))


def _checked(data: bytes) -> float:
    started = process_time()
    checks.findings(read(data).document)
    return process_time() - started


def _texted(data: bytes) -> float:
    started = process_time()
    lxml.html.fromstring(data).text_content()
    return process_time() - started


def _traps() -> Result:
    """The slowest answer of the reading process to a file made to harm."""
    times = {}
    read_bounded(in_html(_long(0)))
    for name, write in HOSTILE.items():
        data = write()
        started = perf_counter()
        with suppress(DocumentError):
            read_bounded(data)
        times[name] = (perf_counter() - started) * 1000
    bounded._process._stop()
    slowest = max(times, key=lambda name: times[name])
    return Result(
        what=f"a sentence about a PDF made to harm, the slowest of {len(times)} ({slowest})",
        milliseconds=times[slowest],
        goal=f"≤ {TRAP_GOAL / 1000:.0f} s",
        met=times[slowest] <= TRAP_GOAL,
    )
