"""操作记录: an audit administrator finds who did what, when and from where, and nobody else does."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from govreport.agencies import services
from govreport.agencies.models import Agency, Kind, Level, Role, User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.models import Version
from tests.cast import person


def rows(client: Client, query: str = "") -> list[str]:
    """The lines of the list as text."""
    answer = client.get(f"/audit/{query}")
    assert answer.status_code == 200
    body = answer.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in body.split("</tr>") if "<td" in row]


def test_a_change_says_who_from_where_and_from_what_to_what(auditor: Client, version: Version) -> None:
    latest = rows(auditor)[0]
    assert "192.0.2.7" in latest
    assert "起草人周宁" in latest
    assert "云溪县林业和草原局" in latest
    assert "修改数据" in latest
    assert version.title in latest
    assert re.search("自然人：? ：? ?— 3|自然人.*— +3", latest), latest


def test_the_newest_comes_first(auditor: Client, version: Version) -> None:
    assert [("修改数据" in row, "开始编制" in row) for row in rows(auditor)] == [(True, False), (False, True)]


def test_what_was_done_elsewhere_is_not_shown(auditor: Client, version: Version, elsewhere: Version) -> None:
    assert len(rows(auditor)) == 2
    assert rows(auditor, "?agency=linjiang-lincao") == []
    assert rows(auditor, f"?subject={elsewhere.subject}") == []


def test_whoever_audits_every_tree_sees_everything(
    auditor: Client, audit_admin: User, elsewhere: Version, version: Version
) -> None:
    top = services.register(code="top", name="云岭省人民政府", level=Level.PROVINCE, kind=Kind.GOVERNMENT, sort=1)
    everything = person("auditor2", "审计管理员二")
    services.appoint(user=everything, agency=top, role=Role.AUDIT_ADMIN, scope="subtree")
    client = Client()
    client.force_login(everything)
    assert rows(client) == []
    for code in ("yunxi", "linjiang"):
        services.place(agency=Agency.objects.get(code=code), parent=top, from_year=timezone.localdate().year)
    assert len(rows(client)) == 3


FILTERS = (
    ("?person=周宁", 3),
    ("?person=drafter", 3),
    ("?person=吴敏", 0),
    ("?agency=林业和草原", 3),
    ("?agency=yunxi", 0),
    ("?action=report.started", 1),
    ("?failed=1", 2),
    ("?failed=1&person=drafter", 1),
    ("?since=2020-01-01&until=2020-12-31", 0),
    ("?since=2020-01-01", 4),
)


@pytest.mark.parametrize(("query", "count"), FILTERS)
def test_the_list_shows_what_is_asked_for(
    auditor: Client, version: Version, failed: None, reviewer: User, query: str, count: int
) -> None:
    assert len(rows(auditor, query)) == count


def test_a_day_ends_at_its_own_midnight(auditor: Client, version: Version) -> None:
    today = timezone.localdate()
    assert len(rows(auditor, f"?since={today}&until={today}")) == 2
    assert rows(auditor, f"?until={today - timedelta(days=1)}") == []
    assert rows(auditor, f"?since={today + timedelta(days=1)}") == []


@pytest.mark.parametrize("query", ["?since=tomorrow", "?since=2026-02-31", "?since=2026-02-02&until=2026-02-01"])
def test_a_day_that_is_none_gets_a_sentence(auditor: Client, version: Version, query: str) -> None:
    answer = auditor.get(f"/audit/{query}")
    assert answer.status_code == 422
    assert "请改正标出的日期" in answer.content.decode()
    assert "<tbody>" not in answer.content.decode()


@pytest.mark.parametrize("query", ["?before=x", "?after=-1", f"?before={'9' * 40}", "?action=nothing", "?person=%00"])
def test_whatever_stands_in_the_address_there_is_an_answer(auditor: Client, version: Version, query: str) -> None:
    assert auditor.get(f"/audit/{query}").status_code in (200, 422)


def test_one_goes_through_the_journal_page_by_page_and_back(auditor: Client, agency: Agency, drafter: User) -> None:
    for number in range(120):
        record(actions.STARTED, by=drafter, agency=agency, subject=f"item:{number}")
    seen: list[str] = []
    where: str | None = "/audit/"
    pages = []
    while where:
        page = auditor.get(where).content.decode()
        pages.append(where)
        seen += re.findall(r"\?subject=item%3A(\d+)", page)
        where = _link(page, "next")
    assert seen == [str(number) for number in range(119, -1, -1)]
    back = _link(auditor.get(pages[2]).content.decode(), "prev")
    assert back is not None
    assert re.findall(r"\?subject=item%3A(\d+)", auditor.get(back).content.decode()) == seen[50:100]


def _link(page: str, way: str) -> str | None:
    found = re.search(rf'rel="{way}" href="([^"]+)"', page)
    return f"/audit/{found[1].replace('&amp;', '&')}" if found else None


def test_the_list_costs_the_same_for_few_and_for_many(auditor: Client, version: Version, agency: Agency) -> None:
    few = _queries(auditor)
    for number in range(200):
        user = person(f"clerk-{number}", f"科员{number}")
        record(actions.POST_GIVEN, by=user, agency=agency, subject=f"user:{user.pk}")
    assert _queries(auditor) <= few + 1  # accounts are asked for as well now, all at once
    assert few <= 15


def _queries(client: Client) -> int:
    client.get("/audit/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/audit/")
    return len(queries)


def test_what_somebody_typed_is_shown_as_text(auditor: Client, agency: Agency) -> None:
    payload: dict[str, Any] = {"note": "<script>alert(1)</script>", "<b>": ["<i>", None], "n": [1, {"x": True}]}
    record(actions.SIGN_IN_FAILED, by=None, agency=agency, subject="<img>", payload=payload)
    page = auditor.get("/audit/").content.decode()
    for raw in ("<script>alert", "<b></span>", "<i>", "<img>"):
        assert raw not in page


def test_the_menu_leads_an_auditor_there_and_nobody_else(auditor: Client, drafter: User) -> None:
    assert 'href="/audit/"' in auditor.get("/desk/offices/").content.decode()
    clerk = Client()
    clerk.force_login(drafter)
    assert 'href="/audit/"' not in clerk.get("/desk/").content.decode()
