"""All relations of one report, in Python and in Chromium, and the findings a keystroke changes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Route, sync_playwright

from bench.reports import report
from bench.timing import Result, interleaved
from govreport.standards.evaluate import broken, scale_figures
from govreport.standards.relations import relations
from govreport.standards.schema import browser_edition

ROOT = Path(__file__).resolve().parent.parent
ORIGIN = "http://scripts.test"
TYPES = {".js": "text/javascript", ".html": "text/html"}
CHROMIUM = "/usr/bin/chromium"
GOAL = 1.0
CELL = "t3.disclosed_full.natural_person"


def measure() -> list[Result]:
    """Milliseconds for one report of 2021; the browser takes the median of 200 rounds of a hundred runs."""
    figures = report("e2021").all_figures()
    own = relations("e2021")
    python = interleaved({"python": lambda: [broken(own, scale_figures(figures)) for _ in range(20)]})["python"] / 20
    plain = {address: None if value is None else str(value) for address, value in figures.items()}
    with _harness() as page:
        arguments = json.dumps([browser_edition("e2021", "zh-hans"), plain])
        chromium = page.evaluate("text => core.relationsBench(...JSON.parse(text))", arguments)
        key = page.evaluate("([text, cell]) => core.keystrokeBench(...JSON.parse(text), cell)", [arguments, CELL])
    return [
        _result(f"all {len(own)} relations of one report, Python", python),
        _result(f"all {len(own)} relations of one report, Chromium", chromium),
        _result("text of one cell to the findings it changes, Chromium, without drawing", key),
    ]


def _result(what: str, milliseconds: float) -> Result:
    return Result(what, milliseconds, f"≤ {GOAL:.0f} ms", milliseconds <= GOAL)


@contextmanager
def _harness() -> Iterator[Page]:
    """The scripts of this checkout in a page of Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.route(f"{ORIGIN}/**", _serve)
        page.goto(f"{ORIGIN}/tests/js/harness.html")
        page.wait_for_selector("html[data-ready]", state="attached")
        yield page
        browser.close()


def _serve(route: Route) -> None:
    path = ROOT / route.request.url.removeprefix(f"{ORIGIN}/")
    if path.suffix in TYPES and path.is_file():
        route.fulfill(path=path, content_type=TYPES[path.suffix])
    else:
        route.fulfill(status=404)
