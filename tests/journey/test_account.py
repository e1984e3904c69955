"""账号安全 in a browser: the warning before the idle exit, and no barrier on any page of the account."""

from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from govreport.accounts import second_factor, sessions
from govreport.agencies.models import User
from tests.cast import PASSWORD
from tests.fixtures.browser import Watch
from tests.journey.conftest import Open
from tests.journey.people import sign_in
from tests.journey.test_accessibility import LookedAt, looked_at  # noqa: F401

LOOK = "document.dispatchEvent(new Event('visibilitychange'))"


def unused_for(minutes: int) -> None:
    """As if nobody had been at it for so long."""
    for row in Session.objects.all():
        data = row.get_decoded()
        data[sessions.SEEN] = timezone.now().timestamp() - minutes * 60
        Session.objects.filter(pk=row.pk).update(session_data=Session.objects.encode(data))


def test_after_twenty_five_minutes_a_warning_is_read_out_and_one_press_goes_on(
    live_server: LiveServer, page: Page, drafter: User
) -> None:
    sign_in(page, live_server.url, "drafter")
    expect(page.locator("#idle")).to_be_hidden()
    unused_for(26)
    page.evaluate(LOOK)
    warning = page.get_by_role("alert").filter(has_text="4 分钟后将自动退出")
    expect(warning).to_be_visible()
    page.get_by_role("button", name="继续使用").click()
    expect(page.locator("#idle")).to_be_hidden()
    row = Session.objects.get()
    assert timezone.now().timestamp() - row.get_decoded()[sessions.SEEN] < 600


def test_when_the_time_is_up_the_page_becomes_the_sign_in_page_and_leads_back(
    live_server: LiveServer, page: Page, drafter: User, watch: Watch
) -> None:
    watch.expect("status of 401")
    sign_in(page, live_server.url, "drafter")
    page.goto(f"{live_server.url}/desk/offices/posts/")
    unused_for(31)
    page.evaluate(LOOK)
    page.wait_for_url("**/accounts/login/?next=/desk/offices/posts/")
    page.get_by_label("用户名").fill("drafter")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/desk/offices/posts/")


def test_the_pages_of_the_account(looked_at: LookedAt, drafter: User) -> None:  # noqa: F811
    found = looked_at(("/accounts/password/", "/accounts/devices/", "/accounts/second/"))
    assert not found, "\n".join(found)


def test_the_pages_before_signing_in_and_after_setting_up(
    looked_at: LookedAt,  # noqa: F811
    desk: Open,
    drafter: User,
    reviewer: User,
) -> None:
    second_factor.propose(drafter)
    second_factor.SecondFactor.objects.update(confirmed_at=timezone.now())
    second_factor.new_recovery_codes(drafter)
    found = looked_at(("/accounts/second/", "/accounts/begin/"))
    assert not found, "\n".join(found)


def test_who_is_asked_again_goes_on_with_what_was_typed(
    looked_at: LookedAt,  # noqa: F811
    page: Page,
    watch: Watch,
    drafter: User,
    settings: LazySettings,
) -> None:
    settings.MAIL_READY = True
    watch.expect("status of 422")

    def ask(page: Page) -> None:
        page.locator("#address").fill("zhou@example.gov.cn")
        page.locator("button[value=address]").click()
        page.wait_for_selector("#again-title")

    found = looked_at(("/accounts/messages/",), prepare=ask)
    assert not found, "\n".join(found)
    page.locator("#id_proof-password").fill(PASSWORD)
    page.locator("form.account-form button").click()
    expect(page.locator("label[for=code]")).to_contain_text("zhou@example.gov.cn")
