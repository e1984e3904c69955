"""A page of the real browser with the pure scripts loaded, served from the files of this checkout."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).resolve().parents[2]
ORIGIN = "http://scripts.test"
TYPES = {".js": "text/javascript", ".html": "text/html"}


@pytest.fixture(scope="session")
def core(browser: Browser) -> Iterator[Page]:
    """``window.core`` of ``harness.js`` in a page."""
    page = browser.new_page()
    page.route(f"{ORIGIN}/**", serve)
    page.goto(f"{ORIGIN}/tests/js/harness.html")
    page.wait_for_selector("html[data-ready]", state="attached")
    yield page
    page.close()


def serve(route: Route) -> None:
    """Answer with the file of this checkout, and with nothing else."""
    path = ROOT / route.request.url.removeprefix(f"{ORIGIN}/")
    if path.suffix in TYPES and path.is_file():
        route.fulfill(path=path, content_type=TYPES[path.suffix])
    else:
        route.fulfill(status=404)
