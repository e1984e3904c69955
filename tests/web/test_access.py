"""取用权限: every address of the system for everybody: each post, the office above, strangers, administrators, nobody.

The addresses come from the URL configuration; who gets in is ``tests/web/access.py``.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from govreport.agencies.models import Agency, Membership, Role, Scope, Substitution, User
from govreport.agencies.services import appoint
from govreport.batches.models import Batch
from govreport.documents.imports.services import keep_file
from govreport.reports.models import Version
from govreport.reports.services import start_report
from tests.builders import balanced
from tests.cast import person
from tests.documents.imports.files import three_doubts
from tests.web.access import BY_SERVERS, EVERYBODY, PUBLIC, RULES, SIGNED_OUT

# What stands for the parts of addresses; a room that needs something else names it below.
USUAL: Final = {
    "year": 2001,
    "number": 1,
    "language": "zh-hans",
    "suffix": "txt",
    "secret": "guess",
    "kind": "txt",
    "turn": "start",
}
CODES: Final = {
    "drafting:edition": "e2021",
    "drafting:section": "sec3",
    "drafting:zeros": "sec3",
    "drafting:undo-zeros": "sec3",
    "drafting:links": "sec1",
    "portal:dictionary": "e2021",
    "portal:dictionary-csv": "e2021",
    "api-v1:edition": "e2021",
    "api-v1:schema": "e2021",
}


def addresses(resolver: URLResolver, room: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Name and pattern of every address."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from addresses(pattern, room + inner)
        else:
            yield f"{room}{pattern.name}", pattern


PATTERNS: Final = dict(addresses(get_resolver()))
CASES: Final = [(name, method) for name, rule in RULES.items() for method in rule]


@pytest.fixture
def complete(agency: Agency, drafter: User) -> Version:
    """A report for 2023 with nothing left to correct."""
    return start_report(agency=agency, year=2023, by=drafter, document=balanced())


@pytest.fixture
def world(
    agency: Agency,
    government: Agency,
    complete: Version,
    drafter: User,
    reviewer: User,
    signatory: User,
    viewer: User,
    supervisor: User,
    stranger: User,
) -> dict[str, User]:
    """Everybody by name, except ``nobody``."""
    posts = {"lead": (agency, Role.LEAD), "parent": (government, Role.DRAFTER), "suspended": (agency, Role.DRAFTER)}
    posts |= {role.value: (government, role) for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)}
    people = {user.username: user for user in (drafter, reviewer, signatory, viewer, supervisor, stranger)}
    for name, (office, role) in posts.items():
        people[name] = person(name, name)
        appoint(user=people[name], agency=office, role=role, scope=Scope.SUBTREE if "admin" in name else Scope.OWN)
    people["former"] = person("former", "former")
    appoint(user=people["former"], agency=agency, role=Role.DRAFTER)
    return people


def parts(name: str, world: Mapping[str, User], version: Version) -> dict[str, Any]:
    """What stands in the address: a section, an edition or the agency; the key of the report, version, post or file."""
    room, _, view = name.partition(":")
    names = list(PATTERNS[name].pattern.converters)
    found = {part: USUAL.get(part, 1) for part in names}
    if "code" in names:
        found["code"] = CODES.get(name, "yunxi-lincao")
    if name == "drafting:template":
        found["year"] = 2024
    if "pk" in names:
        found["pk"] = _key(room, view, world, version)
    return found


def _key(room: str, view: str, world: Mapping[str, User], version: Version) -> int:
    if view.startswith("import") and view != "import-upload":
        return _import(version)
    if room == "offices":
        return _office_key(view, world, version)
    if room == "oversight":
        return _batch(world)
    # In the rooms left out nobody has anything yet.
    return {"drafting": version.report_id, "review": version.pk}.get(room, 999)


def _import(version: Version) -> int:
    """A PDF that waits to be read into the report."""
    data, by = three_doubts("pdf"), version.created_by
    return keep_file(agency=version.report.agency, name="a.pdf", data=data, by=by, report=version.report).pk


def _batch(world: Mapping[str, User]) -> int:
    """A batch without files of the office's."""
    office, until = Agency.objects.get(code="yunxi"), timezone.now() + timedelta(days=30)
    return Batch.objects.create(office=office, name="一季度", by=world["supervisor"], files_until=until).pk


def _office_key(view: str, world: Mapping[str, User], version: Version) -> int:
    """The drafter's account, post, or the substitution in it."""
    if view == "secure":
        return world["drafter"].pk
    post = Membership.objects.get(user=world["drafter"], agency=version.report.agency)
    if view != "end-stand-in":
        return post.pk
    today = timezone.localdate()
    return Substitution.objects.create(
        post=post,
        substitute=world["lead"],
        from_day=today + timedelta(days=3),
        until_day=today + timedelta(days=5),
        arranged_by=world["drafter"],
    ).pk


def clients(world: Mapping[str, User]) -> dict[str, Client]:
    """A browser for everybody, signed in; then one account is suspended, and one person's posts end."""
    found = {name: Client() for name in EVERYBODY}
    for name, user in world.items():
        found[name].force_login(user)
    User.objects.filter(username="suspended").update(is_active=False)
    Membership.objects.filter(user__username="former").delete()
    return found


def ask(client: Client, method: str, where: str) -> str:
    """What became of it; nothing stays done, so that the next person meets the same system."""
    with transaction.atomic():
        response = getattr(client, method)(where)
        transaction.set_rollback(True)
    assert response.status_code < 500, where
    if response.status_code == 401 or response.headers.get("Location", "").startswith("/accounts/login/?next="):
        return "out"
    return {403: "no", 404: "none", 405: "no method"}.get(response.status_code, "yes")


def test_every_address_has_its_rule_and_every_rule_an_address() -> None:
    assert set(PATTERNS) == set(RULES)


@pytest.mark.parametrize(("name", "method"), CASES, ids=[f"{method}-{name}" for name, method in CASES])
def test_everybody_gets_what_the_rule_says(
    name: str, method: str, world: dict[str, User], complete: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.web.drafting.preview.render_pdf", lambda document, **_: b"%PDF-1.7")
    where = reverse(name, kwargs=parts(name, world, complete))
    rule = RULES[name][method]
    browsers = clients(world)
    found = {who: ask(browsers[who], method, where) for who in EVERYBODY}
    if rule is PUBLIC:
        assert set(found.values()) in ({"yes"}, {"none"}), found
    else:
        assert found == dict(rule)


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if "post" not in rule])
def test_what_only_shows_something_takes_no_form(name: str, world: dict[str, User], complete: Version) -> None:
    client = Client()
    client.force_login(world["drafter"])
    assert ask(client, "post", reverse(name, kwargs=parts(name, world, complete))) == "no method"


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if "get" not in rule])
def test_no_step_is_taken_by_following_a_link(name: str, world: dict[str, User], complete: Version) -> None:
    where = reverse(name, kwargs=parts(name, world, complete))
    for who in ("drafter", "signatory", "lead"):
        client = Client()
        client.force_login(world[who])
        assert ask(client, "get", where) == "no method"


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if "post" in rule and name not in BY_SERVERS])
def test_no_step_is_taken_without_the_token_of_the_form(name: str, world: dict[str, User], complete: Version) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world["drafter"])
    assert ask(client, "post", reverse(name, kwargs=parts(name, world, complete))) == "no"


def test_an_account_that_is_suspended_is_signed_out_everywhere_at_once(world: dict[str, User]) -> None:
    browsers = clients(world)
    assert {ask(browsers[who], "get", "/desk/") for who in SIGNED_OUT} == {"out"}
