"""登录过期: a lapsed session loses nothing of what was typed."""

import pytest
from django.conf import settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from govreport.reports.models import Version
from tests.cast import PASSWORD
from tests.fixtures.browser import Watch
from tests.journey.conftest import Open
from tests.journey.people import ready, saved
from tests.journey.saving.conftest import INPUT, stored


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
