"""安全密钥 in a browser with a virtual key: registered, used after the password and in place of it, and cancelled."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from playwright.sync_api import CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer

from govreport.accounts.models import Key
from govreport.agencies.models import User
from tests.cast import PASSWORD
from tests.fixtures.browser import Watch
from tests.journey.people import sign_in
from tests.journey.test_accessibility import LookedAt, looked_at  # noqa: F401

Plug = Callable[..., str]


@pytest.fixture
def address(live_server: LiveServer, settings: LazySettings) -> str:
    """The system under a name: keys are made for names, not for numbers."""
    where = live_server.url.replace("127.0.0.1", "localhost")
    settings.WEBAUTHN_RP_ID, settings.WEBAUTHN_ORIGINS = "localhost", [where]
    return where


@pytest.fixture
def devtools(page: Page) -> CDPSession:
    """The browser's own means of testing WebAuthn."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    return session


@pytest.fixture
def plug(devtools: CDPSession) -> Plug:
    """Plugs a key in that knows its holder; returns its id."""

    def plug(**facts: Any) -> str:
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options | facts})
        return str(added["authenticatorId"])

    return plug


def register(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/accounts/keys/")
    page.get_by_label("名称").fill(name)
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text(f"已登记密钥“{name}”")).to_be_visible()


def leave(page: Page, address: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{address}/accounts/login/")


def give_password(page: Page) -> None:
    page.get_by_label("用户名").fill("drafter")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def test_a_key_is_registered_and_opens_the_account_after_the_password(
    page: Page, address: str, plug: Plug, drafter: User
) -> None:
    plug()
    sign_in(page, address, "drafter")
    register(page, address, "本机指纹")
    expect(page.locator(".recovery-codes code")).to_have_count(10)
    leave(page, address)
    give_password(page)
    page.get_by_role("button", name="用安全密钥登录").click()
    expect(page).to_have_url(f"{address}/desk/")
    assert Key.objects.get().used
    page.goto(f"{address}/accounts/keys/")
    expect(page.get_by_role("rowheader", name="本机指纹")).to_be_visible()
    page.get_by_role("button", name="删除").click()
    expect(page.get_by_text("还没有登记密钥。")).to_be_visible()


def test_a_passkey_opens_the_account_without_the_password_where_that_is_allowed(
    page: Page, address: str, plug: Plug, drafter: User, settings: LazySettings
) -> None:
    settings.PASSKEYS_ALONE = True
    plug()
    sign_in(page, address, "drafter")
    register(page, address, "通行密钥")
    leave(page, address)
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page).to_have_url(f"{address}/desk/")


def test_the_same_key_twice_and_a_holder_who_is_not_known_are_told_in_a_sentence(
    page: Page, address: str, plug: Plug, devtools: CDPSession, drafter: User
) -> None:
    key = plug()
    sign_in(page, address, "drafter")
    register(page, address, "一")
    page.goto(f"{address}/accounts/keys/")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("alert").filter(has_text="已经登记过")).to_be_visible()
    leave(page, address)
    give_password(page)
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.get_by_role("button", name="用安全密钥登录").click()
    expect(page.get_by_role("alert").filter(has_text="没有用密钥核对")).to_be_visible()
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": True})
    page.get_by_role("button", name="用安全密钥登录").click()
    expect(page).to_have_url(f"{address}/desk/")


def test_before_a_change_a_key_proves_who_it_is(
    page: Page, address: str, plug: Plug, drafter: User, watch: Watch
) -> None:
    plug()
    sign_in(page, address, "drafter")
    register(page, address, "一")
    session_key = next(item["value"] for item in page.context.cookies() if item["name"] == "sessionid")
    forget_proof(session_key)
    page.goto(f"{address}/accounts/keys/")
    expect(page.get_by_role("button", name="删除")).to_have_count(0)
    page.get_by_role("button", name="用安全密钥核对").click()
    expect(page.get_by_role("button", name="删除")).to_be_visible()


def forget_proof(session_key: str) -> None:
    """As if the second factor had been given long ago."""
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore(session_key)
    session["proven_at"] = 0
    session.save()


def test_without_script_the_page_says_what_to_use_instead(
    live_server: LiveServer, address: str, new_context: Callable[..., Any], drafter: User
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, address, "drafter")
    page.goto(f"{address}/accounts/keys/")
    expect(page.get_by_text("这个浏览器不能使用安全密钥")).to_be_visible()
    expect(page.get_by_role("button", name="登记")).to_have_count(0)


def test_the_page_of_the_keys(looked_at: LookedAt, drafter: User) -> None:  # noqa: F811
    found = looked_at(("/accounts/keys/",))
    assert not found, "\n".join(found)
