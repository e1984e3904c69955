"""无障碍: axe finds nothing on any public page, wide or narrow, in both languages, plain or 长辈版."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.fixtures.browser import Watch
from tests.web.portal.conftest import Publish

PAGES = (
    "/",
    "/?q=云溪",
    "/?q=没有的机关",
    "/agencies/",
    "/agencies/yunxi-lincao/",
    "/reports/2023/",
    "/reports/2018/yunxi-lincao/",
    "/reports/2020/yunxi-lincao/",
    "/reports/2023/yunxi-lincao/",
    "/accounts/login/",
    "/reports/1999/",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("width", [1366, 320])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("elder", [False, True], ids=["plain", "elder"])
def test_no_public_page_has_a_barrier(
    live_server: LiveServer,
    release: Publish,
    page: Page,
    watch: Watch,
    width: int,
    language: str,
    elder: bool,
) -> None:
    for code in ("e2014", "e2019", "e2021"):
        release(code)
    watch.expect("status of 404")
    page.set_viewport_size({"width": width, "height": 768})
    cookies = {"django_language": language, "elder": "1" if elder else "0"}
    page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    found = [fault for path in PAGES for fault in faults(page, live_server.url + path)]
    assert not found, "\n".join(found)


def faults(page: Page, address: str) -> list[str]:
    """What is wrong with one page: axe's violations, and content wider than the window."""
    page.goto(address)
    result = Axe().run(page, options=RULES)
    faults = [
        f"{address}: {item['id']}: {node['html'][:160]} {node['failureSummary']}"
        for item in result.response["violations"]
        for node in item["nodes"]
    ]
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return faults + ([f"{address}: {overflow} px wider than the window"] if overflow > 0 else [])
