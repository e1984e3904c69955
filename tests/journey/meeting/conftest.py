"""同处改动: two people at two machines; different cells merge, the same cell shows both values and asks."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from tests.cast import person
from tests.journey.conftest import Open
from tests.journey.people import ready

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
