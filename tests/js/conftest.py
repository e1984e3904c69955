"""A page of the real browser with the pure scripts loaded, served from the files of this checkout."""

import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.paths import ROOT

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


@pytest.fixture
def fresh_seed() -> int:
    """Another seed in every run; a failing test prints it."""
    return secrets.randbelow(10**9)


def serve(route: Route) -> None:
    """Answer with the file of this checkout, and with nothing else."""
    path = ROOT / route.request.url.removeprefix(f"{ORIGIN}/")
    if path.suffix in TYPES and path.is_file():
        route.fulfill(path=path, content_type=TYPES[path.suffix])
    else:
        route.fulfill(status=404)
