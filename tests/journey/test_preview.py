"""预览: beside the form on a large screen, over it on a small one; made again after each save.

Chromium without a screen shows no PDF: a page stands in for it, and every request for it is counted.
"""

import pytest
from playwright.sync_api import Page, Route, expect

from govreport.reports.models import Version
from tests.journey.conftest import Open
from tests.journey.people import ready

Asked = list[str]


@pytest.fixture
def asked(page: Page) -> Asked:
    """The addresses of the PDF that were asked for."""
    found: Asked = []

    def answer(route: Route) -> None:
        found.append(route.request.url)
        route.fulfill(content_type="text/html", body="<!doctype html><title>PDF</title><p>草稿</p>")

    page.context.route("**/preview.pdf*", answer)
    return found


@pytest.fixture
def large(page: Page) -> Page:
    page.set_viewport_size({"width": 1920, "height": 1080})
    return page


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).bounding_box()
    assert found
    return {"left": found["x"], "right": found["x"] + found["width"]}


def settled(page: Page) -> None:
    expect(page.locator("#preview-pane [data-said]")).to_have_text("与已保存的内容一致")


def opened(desk: Open, version: Version, section: str = "sec3") -> Page:
    page = desk(f"/desk/reports/{version.report_id}/{section}/")
    ready(page)
    page.get_by_role("button", name="预览 PDF").click()
    settled(page)
    return page


def test_on_a_large_screen_the_form_stays_beside_it(large: Page, desk: Open, blank: Version, asked: Asked) -> None:
    page = opened(desk, blank)
    assert box(page, ".work")["right"] <= box(page, "#preview-pane")["left"] + 1
    work, frame = page.locator(".work").bounding_box(), page.locator("#preview-pane iframe").bounding_box()
    assert work
    assert frame
    assert frame["height"] > 0.9 * work["height"]
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.get_by_role("button", name="预览 PDF")).to_have_attribute("aria-expanded", "true")
    assert len(asked) == 1
    assert "nameddest=sec3" in (page.locator("#preview-pane iframe").get_attribute("src") or "")
    page.get_by_role("button", name="关闭预览").click()
    expect(page.locator("#panel")).to_be_visible()
    expect(page.get_by_role("button", name="预览 PDF")).to_be_focused()


def test_it_is_made_again_after_a_save(large: Page, desk: Open, blank: Version, asked: Asked) -> None:
    page = opened(desk, blank)
    with page.expect_request("**/preview.pdf*"):
        page.locator("[id='cell-t3.new_received.research']").fill("1")
    settled(page)
    assert len(asked) == 2
    assert page.locator("#preview-pane iframe").count() == 1


def test_open_it_stays_open_in_the_next_part(large: Page, desk: Open, blank: Version, asked: Asked) -> None:
    page = opened(desk, blank)
    page.get_by_role("link", name="下一部分").click()
    ready(page)
    settled(page)
    assert "nameddest=sec4" in (page.locator("#preview-pane iframe").get_attribute("src") or "")


def test_on_a_small_screen_it_covers_the_form_and_escape_closes_it(desk: Open, blank: Version, asked: Asked) -> None:
    page = opened(desk, blank)
    assert page.locator("#preview-pane").evaluate("pane => pane.matches('.is-over') && pane.open")
    expect(page.get_by_role("button", name="关闭预览")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#preview-pane")).to_be_hidden()
    expect(page.get_by_role("button", name="预览 PDF")).to_be_focused()


def test_in_the_form_escape_leaves_a_preview_beside_it_open(
    large: Page, desk: Open, blank: Version, asked: Asked
) -> None:
    page = opened(desk, blank)
    page.locator("[id='cell-t3.new_received.research']").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#preview-pane")).to_be_visible()
