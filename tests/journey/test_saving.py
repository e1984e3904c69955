"""不丢失: what is typed reaches the server, through a lost connection, a lapsed session, a closed page."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Route, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies import services
from govreport.agencies.models import Role, User
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.workflow.submit import submit
from tests.cast import PASSWORD
from tests.fixtures.browser import Watch
from tests.journey.conftest import Open
from tests.journey.people import ready, saved

CELL = "t3.new_received.commercial"
# Nothing leaves the page any more, not even what a browser still sends while it closes.
DEAD = "() => { window.fetch = () => Promise.reject(new TypeError('no server')); }"
INPUT = f"[id='cell-{CELL}']"


def stored() -> object:
    return document_of(Version.objects.get()).figures[CELL]


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


def test_a_lapsed_session_keeps_what_was_typed_and_saving_resumes_after_signing_in(
    desk: Open, live_server: LiveServer, blank: Version, watch: Watch
) -> None:
    watch.expect("status of 40[13]")
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    page.context.clear_cookies()
    page.locator(INPUT).fill("3")
    expect(page.locator("#save-state")).to_contain_text("登录已过期，已填内容保存在本机，请重新登录")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="打开登录页").click()
    other = opened.value
    other.get_by_label("用户名").fill("drafter")
    other.get_by_label("密码").fill(PASSWORD)
    other.get_by_role("button", name="登录").click()
    expect(other).to_have_url(page.url)
    saved(page)
    expect(page.get_by_role("link", name="打开登录页")).to_be_hidden()
    expect(page.locator(INPUT)).to_have_value("3")
    assert stored() == 3


def test_a_page_left_alone_after_its_session_lapsed_asks_ever_more_seldom(
    desk: Open, blank: Version, watch: Watch
) -> None:
    watch.expect("status of 401")
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    page.clock.install()
    cookies = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(INPUT).fill("3")
    line = page.locator("#save-state")
    page.clock.run_for(1000)
    expect(line).to_have_attribute("data-state", "sign-in")
    for _minute in range(30):
        page.clock.run_for(60_000)
        expect(line).to_have_attribute("data-state", "sign-in")
    assert 2 < len(asked) < 60
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(line).to_have_attribute("data-state", "saved")
    assert stored() == 3


def test_a_lapsed_session_and_a_closed_page_lose_nothing(desk: Open, blank: Version, watch: Watch) -> None:
    watch.expect("status of 401")
    address = f"/desk/reports/{blank.report_id}/sec3/"
    page = desk(address)
    ready(page)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator(INPUT).fill("3")
    expect(page.locator("#save-state")).to_have_attribute("data-state", "sign-in")
    page.on("dialog", lambda dialog: dialog.accept())
    page = desk(address)
    ready(page)
    saved(page)
    expect(page.locator("#recovered")).to_contain_text("上次没有来得及保存的 1 处已经恢复")
    assert stored() == 3


@pytest.mark.parametrize("cookie", ["csrftoken", None])
def test_a_token_that_was_replaced_is_renewed_by_itself(
    desk: Open, live_server: LiveServer, blank: Version, watch: Watch, cookie: str | None
) -> None:
    watch.expect("status of 403")
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    page.context.clear_cookies(name="csrftoken")
    if cookie:
        page.context.add_cookies([{"name": cookie, "value": "x" * 32, "url": live_server.url}])
    page.locator(INPUT).fill("3")
    saved(page)
    assert stored() == 3


def test_an_answer_that_is_lost_is_no_conflict_with_oneself(desk: Open, blank: Version, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    answers = iter([True])

    def lost(route: Route) -> None:
        if next(answers, None):
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/cells/**", lost)
    page.locator(INPUT).fill("１")
    expect(page.locator("#save-state")).to_have_attribute("data-state", "failed")
    assert stored() == 1
    page.locator(INPUT).fill("１2")
    saved(page)
    expect(page.locator(".meeting")).to_have_count(0)
    assert stored() == 12


def test_a_late_answer_leaves_the_totals_of_what_was_typed_since(desk: Open, complete: Version, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page = desk(f"/desk/reports/{complete.report_id}/sec3/")
    ready(page)
    total = page.locator("[id='cell-t3.new_received.total']")
    before = int(total.input_value())
    held: list[Route] = []
    page.route("**/cells/**", lambda route: held.append(route))
    with page.expect_request("**/cells/**"):
        page.locator(INPUT).fill("5")
    page.locator(INPUT).fill("7")
    expect(total).to_have_value(str(before + 7))
    page.evaluate("document.addEventListener('govreport:saved', () => (document.body.id = 'answered'))")
    page.route("**/cells/**", lambda route: route.abort())
    held[0].continue_()
    expect(page.locator("#answered")).to_be_attached()
    expect(page.locator(INPUT)).to_have_value("7")
    expect(total).to_have_value(str(before + 7))
    page.unroute("**/cells/**")
    saved(page)
    expect(total).to_have_value(str(before + 7))
    assert stored() == 7


def test_a_server_that_was_restarted_meanwhile_gets_what_was_typed_in_every_part(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec1/")
    ready(page)
    page.evaluate(DEAD)
    page.locator("#field-sec1").fill("写到一半。")
    expect(page.locator("#save-state")).to_have_attribute("data-state", "failed")
    page.close(run_before_unload=False)
    other = page.context.new_page()
    other.goto(page.url.replace("sec1", "sec3"))
    ready(other)
    saved(other)
    expect(other.locator("#recovered")).to_contain_text("上次没有来得及保存的 1 处已经恢复：一、总体情况")
    assert document_of(Version.objects.get()).sections["sec1"] == "写到一半。"


def test_another_person_at_the_same_machine_sends_nothing_of_it(
    desk: Open, blank: Version, stranger: User, drafter: User, watch: Watch
) -> None:
    watch.expect("ERR_FAILED")
    services.appoint(user=stranger, agency=blank.report.agency, role=Role.DRAFTER)
    address = f"/desk/reports/{blank.report_id}/sec3/"
    page = desk(address)
    ready(page)
    page.route("**/cells/**", lambda route: route.abort())
    page.locator(INPUT).fill("9")
    expect(page.locator("#save-state")).to_have_attribute("data-state", "failed")
    page.on("dialog", lambda dialog: dialog.accept())
    page = desk(address, user=stranger)
    ready(page)
    expect(page.locator(INPUT)).to_have_value("")
    expect(page.locator("#save-state")).to_contain_text("已全部保存")
    assert stored() is None


def test_a_page_left_open_saves_nothing_for_the_next_person(
    desk: Open, live_server: LiveServer, blank: Version, stranger: User, watch: Watch
) -> None:
    watch.expect("status of 409")
    services.appoint(user=stranger, agency=blank.report.agency, role=Role.DRAFTER)
    left = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(left)
    client = Client()
    client.force_login(stranger)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    left.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    left.locator(INPUT).fill("9")
    expect(left.locator("#save-state")).to_contain_text("现在登录的是“外县人员”")
    assert stored() is None
    left.on("dialog", lambda dialog: dialog.accept())


def test_a_report_that_went_to_review_meanwhile_declines_in_words(
    desk: Open, complete: Version, drafter: User, watch: Watch
) -> None:
    watch.expect("status of 409")
    page = desk(f"/desk/reports/{complete.report_id}/sec3/")
    ready(page)
    submit(version=complete, by=drafter)
    page.locator(INPUT).fill("9")
    expect(page.locator("#save-state")).to_contain_text("不能修改")
    page.on("dialog", lambda dialog: dialog.accept())


def test_the_form_works_without_script(desk: Open, imported: Version, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page = desk("/desk/")
    page.route("**/*.js", lambda route: route.abort())
    page = desk(f"/desk/reports/{imported.report_id}/sec3/")
    page.locator("[id='cell-t3.total_processed.natural_person']").fill("2")
    page.locator("[id='cell-t3.total_processed.total']").fill("2")
    page.get_by_role("button", name="校核", exact=True).click()
    expect(page.get_by_text("已保存并校核")).to_be_visible()
    expect(page.locator("#panel-groups .finding")).to_have_count(0)


def test_one_text_that_is_declined_keeps_nothing_else_unsaved(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    long = "9" * 5000
    page.locator(INPUT).fill(long)
    page.locator("[id='cell-t3.new_received.research']").fill("2")
    state = page.locator("#save-state")
    expect(state).to_have_attribute("data-state", "refused")
    expect(state).to_contain_text("有 1 处没有保存：")
    expect(state).to_contain_text("商业企业")
    expect(page.locator(f"td.is-refused {INPUT}")).to_have_value(long)
    assert document_of(Version.objects.get()).figures["t3.new_received.research"] == 2
    page.get_by_role("link", name="到该处").press("Enter")
    expect(page.locator(INPUT)).to_be_focused()
    page.reload()
    ready(page)
    expect(page.locator(INPUT)).to_have_value(long)
    expect(state).to_have_attribute("data-state", "refused")
    page.locator(INPUT).fill("3")
    saved(page)
    expect(page.locator(".is-refused")).to_have_count(0)
    assert stored() == 3
