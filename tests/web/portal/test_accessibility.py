"""无障碍: no barrier on any public page, at four widths, in both languages and in 长辈版."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.fixtures.browser import Watch
from tests.journey.barriers import barriers_at_all_widths
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
    "/reports/2023/yunxi-lincao/signature/",
    "/rules/",
    "/verify/",
    "/accounts/login/",
    "/reports/1999/",
)


LISTS = (
    "/search/?q=云溪 工作",
    "/regions/",
    "/regions/yunxi/",
    "/agencies/yunxi-lincao/years/",
    "/compare/?year=2023&agency=yunxi-lincao",
    "/data/",
    "/data/dictionary/e2019/",
    "/api/v1/",
    "/site-map/",
    "/help/?from=/reports/2023/yunxi-lincao/",
)


@pytest.mark.parametrize("pages", [PAGES, LISTS], ids=["pages", "lists"])
@pytest.mark.parametrize("look", ["zh-hans", "en", "elder", "contrast"])
def test_no_public_page_has_a_barrier(
    live_server: LiveServer, release: Publish, page: Page, watch: Watch, look: str, pages: tuple[str, ...]
) -> None:
    for code in ("e2014", "e2019", "e2021"):
        release(code)
    watch.expect("status of 404")
    cookies = {"django_language": "en" if look == "en" else "zh-hans", "elder": "1" if look == "elder" else "0"}
    if look == "contrast":
        cookies |= {"contrast": "1", "size": "l"}
    page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    found = []
    for path in pages:
        page.goto(live_server.url + path)
        found += barriers_at_all_widths(page)
    assert not found, "\n".join(found)
