"""页面得知: an idle page learns what somebody else has written, and none of it is a barrier."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.fixtures.browser import Watch
from tests.journey.barriers import barriers
from tests.journey.meeting.conftest import CELL, OTHER, THIRD, Both, look, stored, type_in
from tests.journey.people import ready, saved


def test_an_idle_page_learns_what_somebody_else_has_written(both: Callable[[str], Both]) -> None:
    one, two = both("sec3")
    two.locator(f"[id='cell-{THIRD}']").focus()
    for address in (CELL, OTHER):
        type_in(one, address, "4")
    saved(one)
    look(two)
    expect(two.locator(f"[id='cell-{CELL}']")).to_have_value("4")
    expect(two.locator("td.is-fresh")).to_have_count(2)
    expect(two.locator("#others-said")).to_contain_text("起草人周宁刚修改了 2 格（")
    expect(two.locator("#others-present")).to_have_text("另有 1 人正在编辑本报告：起草人周宁")
    expect(two.locator("td.is-fresh")).to_have_count(0)
    type_in(two, CELL, "5")  # what was shown may be replaced: no conflict
    saved(two)
    assert stored(CELL) == 5


def test_what_is_typed_here_is_not_touched_by_news(both: Callable[[str], Both], watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    one, two = both("sec3")
    two.route("**/cells/**", lambda route: route.abort())
    type_in(two, CELL, "7")
    expect(two.locator("#save-state")).to_have_attribute("data-state", "failed")
    for address in (CELL, OTHER):
        type_in(one, address, "4")
    saved(one)
    look(two)
    # Saving is tried again all the while, and asking waits for its turn.
    expect(two.locator(f"[id='cell-{OTHER}']")).to_have_value("4", timeout=20_000)
    expect(two.locator(f"[id='cell-{CELL}']")).to_have_value("7")
    two.unroute("**/cells/**")
    expect(two.locator(".meeting-theirs")).to_have_text("4", timeout=60_000)
    assert stored(CELL) == 4


def test_asking_stops_while_nobody_looks(both: Callable[[str], Both]) -> None:
    one, two = both("sec3")
    two.evaluate("() => Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true})")
    asked: list[str] = []
    two.on("request", lambda request: asked.append(request.url))
    type_in(one, CELL, "4")
    saved(one)
    look(two)
    two.wait_for_load_state("networkidle")
    assert asked == []
    two.evaluate("() => { delete document.visibilityState; }")
    look(two)
    expect(two.locator(f"[id='cell-{CELL}']")).to_have_value("4")


def test_both_values_and_the_history_are_free_of_barriers(both: Callable[[str], Both]) -> None:
    one, two = both("sec3")
    type_in(one, CELL, "1")
    saved(one)
    type_in(two, CELL, "7")
    expect(two.locator(".meeting")).to_have_count(1)
    pages = [Axe().run(two).response["violations"]]
    two.goto(two.url.replace("sec3/", f"history/?cell={CELL}"))
    pages.append(Axe().run(two).response["violations"])
    assert pages == [[], []]


def test_the_list_of_conflicts_and_the_news_have_no_barrier_in_english(
    both: Callable[[str], Both], live_server: LiveServer
) -> None:
    one, two = both("sec3")
    two.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": live_server.url}])
    two.reload()
    ready(two)
    for address in (CELL, OTHER):
        type_in(one, address, "1")
    saved(one)
    for address in (OTHER, CELL):
        type_in(two, address, "7")
    expect(two.locator("#tray .meeting")).to_have_count(2)
    found = barriers(two)
    two.locator("#cell-history").click()
    expect(two.locator("#history-dialog")).to_be_visible()
    found += barriers(two)
    two.keyboard.press("Escape")
    for _ in range(2):
        two.locator("#tray, td").get_by_role("button", name="Use theirs").first.click()
    saved(two)
    type_in(one, THIRD, "3")
    saved(one)
    look(two)
    expect(two.locator("#others-said")).to_contain_text("has just changed 1 cell")
    found += barriers(two)
    assert not found, "\n".join(found)
