"""自动保存: what is typed is saved by itself, also when the connection or the server fails."""

from playwright.sync_api import Route, expect

from govreport.reports.models import Version
from tests.fixtures.browser import Watch
from tests.journey.conftest import Open
from tests.journey.people import ready, saved
from tests.journey.saving.conftest import DEAD, INPUT, stored


def test_what_is_typed_is_saved_by_itself_with_the_time(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    page.locator(INPUT).fill("７")
    expect(page.locator("#save-state")).to_have_text("尚未保存")
    saved(page)
    assert stored() == 7
    text = page.locator("#save-state").inner_text().strip()
    assert text.startswith("已保存 ")
    assert len(text.split(" ")[1].split(":")) == 3
    expect(page.locator(INPUT)).to_have_value("７")  # nothing changes under the cursor
    page.locator("h1").click()
    expect(page.locator(INPUT)).to_have_value("7")


def test_a_lost_connection_is_said_and_what_was_typed_arrives_later(desk: Open, blank: Version, watch: Watch) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED")
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    page.context.set_offline(True)
    page.locator(INPUT).fill("5")
    expect(page.locator("#save-state")).to_contain_text("没有连上服务器，将自动重试")
    assert stored() is None
    page.context.set_offline(False)
    saved(page)
    assert stored() == 5


def test_a_server_that_fails_is_asked_again(desk: Open, blank: Version, watch: Watch) -> None:
    watch.expect("status of 503")
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    answers = iter([503])

    def once(route: Route) -> None:
        status = next(answers, None)
        route.fulfill(status=status) if status else route.continue_()

    page.route("**/cells/**", once)
    page.locator(INPUT).fill("6")
    expect(page.locator("#save-state")).to_have_attribute("data-state", "failed")
    saved(page)
    assert stored() == 6


def test_what_a_closed_page_could_not_save_is_saved_by_the_next(desk: Open, blank: Version) -> None:
    address = f"/desk/reports/{blank.report_id}/sec3/"
    page = desk(address)
    ready(page)
    page.evaluate(DEAD)
    page.locator(INPUT).fill("8")
    expect(page.locator("#save-state")).to_have_attribute("data-state", "failed")
    page.close(run_before_unload=False)
    other = page.context.new_page()
    other.goto(page.url)
    ready(other)
    saved(other)
    expect(other.locator(INPUT)).to_have_value("8")
    assert stored() == 8


def test_leaving_with_something_unsaved_asks_first(desk: Open, blank: Version, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    asked: list[str] = []

    def answer(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    page.on("dialog", answer)
    page.locator(INPUT).fill("4")
    saved(page)
    page.reload()
    assert asked == []
    ready(page)
    page.route("**/cells/**", lambda route: route.abort())
    page.locator(INPUT).click()
    page.keyboard.type("4")
    page.reload()
    assert asked == ["beforeunload"]
