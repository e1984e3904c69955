"""内容安全策略 in a browser: every page that somebody gets to see is opened, and none breaks its policy."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import Agency, User
from govreport.publishing.services import publish
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.builders import balanced
from tests.fixtures.browser import Watch
from tests.web.access import OPEN, PUBLIC, RULES
from tests.web.test_access import complete, parts, world  # noqa: F401

PUBLISHED = 2022
# The first of them that gets in looks; what is open to all differs for administrators, who see no reports.
CAST = ("drafter", "signatory", "supervisor", "lead", "system_admin", "audit_admin")
# Where the browser itself tells what it kept from happening.
TELL = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""
# Scripts have run and what they drew has been laid out.
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def released(agency: Agency, drafter: User, reviewer: User, signatory: User) -> None:
    """A report that the public reads."""
    version = start_report(agency=agency, year=PUBLISHED, by=drafter, document=balanced(year=PUBLISHED))
    version = approve(version=submit(version=version, by=drafter), by=reviewer)
    publish(version=version, by=signatory, render=False)


def visits(people: Mapping[str, User], version: Version) -> Iterator[tuple[str, str]]:
    """Who looks at which address, in the order of people: everything that shows something, to somebody who gets in."""
    found = []
    for name, rule in RULES.items():
        if "get" not in rule:
            continue
        kwargs = parts(name, people, version)
        if name.startswith("portal:") and "year" in kwargs:
            kwargs["year"] = PUBLISHED
        who = [person for person in CAST if rule["get"].get(person) == "yes"][:1]
        if rule["get"] in (PUBLIC, OPEN):
            who = ["nobody" if rule["get"] is PUBLIC else "system_admin", "drafter"]
        found += [(person, reverse(name, kwargs=kwargs)) for person in who]
    return iter(sorted(found))


def is_page(people: Mapping[str, User], who: str, where: str) -> bool:
    """Whether it is a page that is there, and no file, feed or answer of a program."""
    client = Client()
    if who != "nobody":
        client.force_login(people[who])
    answer = client.get(where)
    shown = not answer.headers.get("Content-Disposition", "").startswith("attachment")
    return answer.status_code == 200 and shown and answer.headers["Content-Type"].startswith("text/html")


def opened(new_context: Callable[..., BrowserContext], address: str, user: User | None) -> Page:
    """A browser of that person, which tells of every violation."""
    context = new_context()
    context.add_init_script(TELL)
    if user is not None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
    return context.new_page()


def test_every_page_that_somebody_sees_keeps_its_policy(
    live_server: LiveServer,
    new_context: Callable[..., BrowserContext],
    watch: Watch,
    world: dict[str, User],  # noqa: F811
    complete: Version,  # noqa: F811
    released: None,
) -> None:
    pages: dict[str, Page] = {}
    seen: list[str] = []
    for who, where in visits(world, complete):
        if not is_page(world, who, where):
            continue
        if who not in pages:
            pages[who] = opened(new_context, live_server.url, world.get(who))
        answer = pages[who].goto(live_server.url + where)
        assert answer is not None
        assert "default-src 'none'" in answer.headers["content-security-policy"], where
        assert answer.status == 200, (who, where)
        pages[who].evaluate(SETTLED)
        assert not watch.faults, f"{who} at {where}:\n" + "\n".join(watch.faults)
        seen.append(where)
    # Of the addresses that show something most are pages; were it a few, the walk would have lost its way.
    assert len(set(seen)) > len([rule for rule in RULES.values() if "get" in rule]) // 3


@pytest.mark.parametrize(
    "code",
    [
        "document.body.setAttribute('style', 'color: red')",
        "document.body.insertAdjacentHTML('beforeend', '<button onclick=\"x()\">a</button>')",
        "document.head.appendChild(Object.assign(document.createElement('script'), {text: 'x()'}))",
    ],
)
def test_the_walk_would_notice_code_and_style_of_a_pages_own(
    live_server: LiveServer, new_context: Callable[..., BrowserContext], watch: Watch, code: str
) -> None:
    watch.expect("policy: |Content Security Policy|unsafe-eval")
    page = opened(new_context, live_server.url, None)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{live_server.url}/accounts/login/")
    page.evaluate(f"() => {{ try {{ {code} }} catch {{}} }}")
    page.wait_for_timeout(200)
    assert any(text.startswith("policy: ") for text in told)
