"""公众的一路: looks for a word, narrows, reads, compares years and agencies, downloads; with and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import Agency
from tests.fixtures.browser import Watch
from tests.web.portal.conftest import Publish, plain_pdf, release

__all__ = ["plain_pdf", "release"]


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def reader(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext], watch: Watch) -> Page:
    return new_context(java_script_enabled=request.param).new_page()


def test_a_reader_goes_from_a_word_to_the_figures_of_all_years(
    live_server: LiveServer, release: Publish, government: Agency, reader: Page
) -> None:
    release("e2021")
    release("e2019")
    reader.goto(live_server.url)
    reader.get_by_role("searchbox").fill("林草局 工作")
    reader.get_by_role("button", name="查找").click()
    assert "2 份" in reader.get_by_role("heading", level=1).inner_text()
    reader.locator("#facet-year ~ ul").get_by_role("link", name="2020").click()
    assert reader.locator(".result-list mark").first.inner_text() == "工作"
    reader.locator(".result-list h2 a").click()
    assert reader.url.endswith("/reports/2020/yunxi-lincao/")
    reader.get_by_role("link", name="本机关历年数据").click()
    assert reader.get_by_role("columnheader", name="2023").first.is_visible()
    reader.get_by_role("link", name="与其他机关比较").click()
    assert reader.get_by_role("columnheader", name="云溪县林草局").first.is_visible()


def test_a_reader_takes_the_data_of_a_year(live_server: LiveServer, release: Publish, reader: Page) -> None:
    release("e2021")
    reader.goto(f"{live_server.url}/data/")
    with reader.expect_download() as taken:
        reader.get_by_role("link", name="2023 ZIP").click()
    assert taken.value.suggested_filename == "govreport-2023-e2021.zip"
    assert taken.value.path().read_bytes().startswith(b"PK")


def test_the_size_of_type_is_chosen_once(live_server: LiveServer, release: Publish, reader: Page) -> None:
    release("e2021")
    reader.goto(f"{live_server.url}/reports/2023/yunxi-lincao/")
    reader.get_by_role("button", name="大字").click()
    assert reader.url.endswith("/reports/2023/yunxi-lincao/")
    reader.goto(f"{live_server.url}/help/")
    assert reader.get_by_role("button", name="大字").get_attribute("aria-pressed") == "true"
