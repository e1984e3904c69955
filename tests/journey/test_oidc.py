"""统一身份认证 in a browser: to the provider and back, and out again at both."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import User
from tests.security.provider import CLIENT, SECRET, Provider, running


@pytest.fixture
def provider(settings: LazySettings) -> Iterator[Provider]:
    """A provider that recognises the drafter without asking."""
    with running() as found:
        settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = found.issuer, CLIENT, SECRET
        cache.clear()
        yield found


@pytest.mark.parametrize("local", [True, False])
def test_to_the_provider_and_back_to_where_one_was_going(
    live_server: LiveServer, page: Page, drafter: User, provider: Provider, settings: LazySettings, local: bool
) -> None:
    settings.LOCAL_LOGIN = local
    page.goto(f"{live_server.url}/desk/offices/posts/")
    page.get_by_role("button", name="用统一身份认证登录").click()
    expect(page).to_have_url(f"{live_server.url}/desk/offices/posts/")
    expect(page.get_by_text("起草人周宁").first).to_be_visible()


def test_signing_out_here_leads_to_signing_out_there(
    live_server: LiveServer, page: Page, drafter: User, provider: Provider, settings: LazySettings
) -> None:
    settings.OIDC_LOGOUT = True
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("button", name="用统一身份认证登录").click()
    expect(page).to_have_url(f"{live_server.url}/desk/")
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("heading", name="已退出登录")).to_be_visible()
    page.get_by_role("link", name="退出统一身份认证").click()
    page.wait_for_url(f"{provider.issuer}/leave?id_token_hint=*")
    # Away before the provider closes: it must not be in the middle of answering for its icon.
    page.goto("about:blank")
