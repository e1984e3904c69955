"""同处改动: two people at two machines; different cells merge, the same cell shows both values and asks."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import save_narrative
from tests.cast import person
from tests.fixtures.browser import Watch
from tests.journey.barriers import barriers
from tests.journey.conftest import Open
from tests.journey.people import ready, saved

CELL = "t3.new_received.commercial"
OTHER = "t3.new_received.research"
THIRD = "t3.carried_in.research"
Both = tuple[Page, Page]


@pytest.fixture
def second(agency: Agency) -> User:
    """Another drafter of the bureau."""
    user = person("drafter-2", "起草人韩璐")
    services.appoint(user=user, agency=agency, role=Role.DRAFTER)
    return user


@pytest.fixture
def both(
    desk: Open, live_server: LiveServer, new_context: Callable[..., BrowserContext], blank: Version, second: User
) -> Callable[[str], Both]:
    """The same section open at two machines, one person each."""

    def open_both(section: str) -> Both:
        one = desk(f"/desk/reports/{blank.report_id}/{section}/")
        client = Client()
        client.force_login(second)
        context = new_context(base_url=live_server.url)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        two = context.new_page()
        two.goto(f"/desk/reports/{blank.report_id}/{section}/")
        for page in (one, two):
            ready(page)
        return one, two

    return open_both


def stored(address: str) -> object:
    return document_of(Version.objects.get()).figures[address]


def type_in(page: Page, address: str, text: str) -> None:
    page.locator(f"[id='cell-{address}']").fill(text)


def look(page: Page) -> None:
    """Come back to the page: it asks at once whether there is news."""
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")


def test_different_cells_merge_and_each_page_shows_both(both: Callable[[str], Both]) -> None:
    one, two = both("sec3")
    type_in(one, CELL, "1")
    saved(one)
    type_in(two, OTHER, "2")
    saved(two)
    expect(two.locator(f"[id='cell-{CELL}']")).to_have_value("1")
    expect(two.locator(".meeting")).to_have_count(0)
    assert (stored(CELL), stored(OTHER)) == (1, 2)


@pytest.mark.parametrize(("button", "outcome"), [("用本人填写的", 7), ("用对方填写的", 1)])
def test_the_same_cell_shows_both_values_and_the_person_chooses(
    both: Callable[[str], Both], button: str, outcome: int
) -> None:
    one, two = both("sec3")
    type_in(one, CELL, "1")
    saved(one)
    type_in(two, CELL, "7")
    box = two.locator(f"td[data-cell='{CELL}'] .meeting")
    expect(box).to_contain_text("本人填写")
    assert box.locator(".meeting-mine").inner_text() == "7"
    assert box.locator(".meeting-by").inner_text().startswith("起草人周宁 ")
    assert box.locator(".meeting-theirs").inner_text() == "1"
    expect(two.locator("#save-state")).to_have_text("有 1 处他人也改过，请在该处选定一个")
    assert stored(CELL) == 1
    box.get_by_role("button", name=button).press("Enter")
    saved(two)
    expect(box).to_have_count(0)
    expect(two.locator(f"[id='cell-{CELL}']")).to_have_value(str(outcome))
    assert stored(CELL) == outcome


def test_what_was_not_chosen_yet_waits_through_a_closed_page(both: Callable[[str], Both]) -> None:
    one, two = both("sec3")
    type_in(one, CELL, "1")
    saved(one)
    type_in(two, CELL, "7")
    expect(two.locator(".meeting")).to_have_count(1)
    two.reload()
    ready(two)
    expect(two.locator(".meeting-mine")).to_have_text("7")
    expect(two.locator(f"[id='cell-{CELL}']")).to_have_value("7")


def test_a_cell_with_the_cursor_is_measured_by_what_it_showed(both: Callable[[str], Both]) -> None:
    one, two = both("sec3")
    two.locator(f"[id='cell-{CELL}']").focus()
    type_in(one, CELL, "1")
    saved(one)
    two.evaluate("document.activeElement.value = '8'")
    two.evaluate("document.activeElement.dispatchEvent(new Event('input', {bubbles: true}))")
    expect(two.locator(".meeting-theirs")).to_have_text("1")
    assert stored(CELL) == 1


def test_a_section_shows_both_texts(both: Callable[[str], Both], blank: Version, drafter: User) -> None:
    _, two = both("sec1")
    save_narrative(version=blank, section="sec1", text="甲写的第一段。\n第二段。", by=drafter)
    two.locator("#field-sec1").fill("乙写的。")
    expect(two.locator(".meeting-theirs")).to_have_text("甲写的第一段。\n第二段。")
    assert document_of(Version.objects.get()).sections["sec1"].startswith("甲")
    two.get_by_role("button", name="用对方填写的").click()
    expect(two.locator("#field-sec1")).to_have_value("甲写的第一段。\n第二段。")
    saved(two)
    two.locator("#field-sec1").fill("商定的。")
    saved(two)
    assert document_of(Version.objects.get()).sections["sec1"] == "商定的。"


def test_without_script_the_form_asks_as_well(both: Callable[[str], Both], watch: Watch) -> None:
    watch.expect("ERR_FAILED|status of 409")
    one, two = both("sec3")
    two.route("**/*.js", lambda route: route.abort())
    two.reload()
    type_in(one, CELL, "1")
    saved(one)
    type_in(two, CELL, "7")
    type_in(two, OTHER, "2")
    two.get_by_role("button", name="校核", exact=True).click()
    box = two.locator("#meetings .meeting")
    expect(box).to_contain_text("本人填写")
    assert (stored(CELL), stored(OTHER)) == (1, 2)
    two.get_by_role("button", name="校核", exact=True).click()
    expect(box).to_have_count(1)
    box.get_by_role("button", name="用本人填写的").click()
    expect(two.get_by_text("已保存并校核")).to_be_visible()
    assert stored(CELL) == 7


def test_the_history_of_the_focused_cell_opens_on_the_page(both: Callable[[str], Both]) -> None:
    one, two = both("sec3")
    type_in(one, CELL, "1")
    saved(one)
    expect(two.locator("#cell-history")).to_be_hidden()
    field = two.locator(f"[id='cell-{CELL}']")
    field.focus()
    field.press("Alt+h")
    dialog = two.get_by_role("dialog", name="填写历史")
    expect(dialog.locator("tbody tr").first.locator("td")).to_contain_text(["", "起草人周宁", "修改数据", "—", "1"])
    expect(dialog).to_contain_text("商业企业")
    expect(dialog.get_by_role("button", name="关闭")).to_be_focused()
    assert [Axe().run(two).response["violations"]] == [[]]
    two.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(field).to_be_focused()


def test_the_history_is_a_page_of_its_own_where_the_dialog_cannot_be_filled(
    both: Callable[[str], Both], watch: Watch
) -> None:
    watch.expect("status of 503")
    _, two = both("sec3")
    two.locator(f"[id='cell-{CELL}']").focus()
    answers = iter([503])

    def once(route: Route) -> None:
        status = next(answers, None)
        route.fulfill(status=status) if status else route.continue_()

    two.route("**/history/**", once)
    two.locator("#cell-history").press("Enter")
    expect(two.get_by_role("heading", name="填写历史")).to_be_visible()
    two.get_by_role("link", name="回到填写处").click()
    expect(two.locator(f"[id='cell-{CELL}']")).to_be_focused()


def test_several_conflicts_stand_in_one_list_and_are_settled_one_after_the_other(both: Callable[[str], Both]) -> None:
    one, two = both("sec3")
    for address in (CELL, OTHER, THIRD):
        type_in(one, address, "1")
    saved(one)
    for address in (OTHER, CELL, THIRD):
        type_in(two, address, "7")
    tray = two.locator("#tray")
    expect(tray.locator(".meeting")).to_have_count(3)
    expect(two.locator("td .meeting")).to_have_count(0)
    expect(two.locator("td.has-meeting")).to_have_count(3)
    assert ["商业企业" in text for text in tray.locator(".meeting-place").all_inner_texts()] == [True, False, False]
    assert [Axe().run(two).response["violations"]] == [[]]
    two.get_by_role("link", name="到该处").press("Enter")
    first = tray.locator(".meeting").first
    expect(first.get_by_role("button", name="用本人填写的")).to_be_focused()
    expect(two.locator(f"td[data-cell='{CELL}'].is-lit")).to_have_count(1)
    two.keyboard.press("Enter")
    expect(tray.locator(".meeting")).to_have_count(2)
    expect(tray.locator(".meeting").first.get_by_role("button", name="用本人填写的")).to_be_focused()
    tray.locator(".meeting").first.get_by_role("button", name="用对方填写的").press("Enter")
    # The last one stands at its cell again.
    expect(two.locator(f"td[data-cell='{THIRD}'] .meeting")).to_have_count(1)
    expect(tray).to_be_hidden()
    two.locator(f"td[data-cell='{THIRD}']").get_by_role("button", name="用对方填写的").press("Enter")
    saved(two)
    expect(two.locator(f"[id='cell-{THIRD}']")).to_be_focused()
    assert [stored(address) for address in (CELL, OTHER, THIRD)] == [7, 1, 1]


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
    expect(two.locator(f"[id='cell-{OTHER}']")).to_have_value("4")
    expect(two.locator(f"[id='cell-{CELL}']")).to_have_value("7")
    two.unroute("**/cells/**")
    expect(two.locator(".meeting-theirs")).to_have_text("4")
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
