"""恶意与损坏的请求: whatever arrives is answered with a sentence, and what was stored stays as it was."""

import json
from typing import Any

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.reports.figures import document_of
from govreport.reports.models import Version

CELL = "t3.new_received.commercial"
NAMES = (
    "",
    ".",
    "t3.",
    "t3..x",
    "sections.",
    "fee.",
    "title.",
    f"prev.{CELL}",
    "__proto__",
    "x" * 10_000,
    "\x00",
    "t3.x\ud800",
)
TEXTS = (
    "1e309",
    "∞",
    "½",
    "٣",
    "'; --",
    "%s%d{0}{left}",
    "=SUM(A1)",
    "\u202e7",
    "\x00",
    "-",
    ".",
    "9" * 400_000,
    "\ud83d\ude00",
)


def post(client: Client, version: Version, data: Any, query: str = "") -> Any:
    body = json.dumps(data)
    return client.post(f"/desk/reports/{version.report_id}/cells/{query}", body, content_type="application/json")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_the_report_does_not_have_is_named_and_nothing_else_is_lost(
    clerk: Client, blank: Version, drafter: User, name: str
) -> None:
    response = post(clerk, blank, {"values": {name: "1", CELL: "5"}, "by": drafter.pk})
    assert response.status_code == 200
    assert [item["name"] for item in response.json()["refused"]] == [name]
    assert document_of(Version.objects.get()).figures[CELL] == 5


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", [CELL, "title", "sections.sec1", "fee.notice_count"])
def test_a_strange_text_is_stored_or_declined_with_a_sentence(
    clerk: Client, blank: Version, drafter: User, name: str, text: str
) -> None:
    response = post(clerk, blank, {"values": {name: text, "t4.review.upheld": "2"}, "by": drafter.pk})
    assert response.status_code == 200
    assert all(item["message"] for item in response.json()["refused"])
    assert document_of(Version.objects.get()).figures["t4.review.upheld"] == 2
    assert clerk.get(f"/desk/reports/{blank.report_id}/sec3/").status_code == 200


@pytest.mark.parametrize("known", [None, [], "x", {CELL: 1}, {CELL: [1]}, {CELL: []}, {"zz": ["1"]}, {CELL: ["\x00"]}])
def test_what_a_browser_claims_to_know_may_have_any_form(
    clerk: Client, blank: Version, drafter: User, known: Any
) -> None:
    assert post(clerk, blank, {"values": {CELL: "3"}, "known": known, "by": drafter.pk}).status_code == 200


@pytest.mark.parametrize("mark", ["", "x", "-1", "9" * 20, "9" * 18, "%00", "%ff", "1&since=2"])
def test_a_mark_may_have_any_form(clerk: Client, blank: Version, drafter: User, mark: str) -> None:
    query = f"?since={mark}"
    assert post(clerk, blank, {"values": {CELL: "3"}, "by": drafter.pk}, query).status_code == 200
    assert clerk.get(f"/desk/reports/{blank.report_id}/news/{query}").status_code == 200


@pytest.mark.parametrize("path", ["cells/", "news/", "sec3/zeros/", "sec3/zeros/undo/", "history/?cell=title"])
def test_a_report_that_is_not_ones_own_is_not_there(clerk: Client, blank: Version, drafter: User, path: str) -> None:
    for number in (blank.report_id + 1, 0, 2**31, 2**63, 2**70):
        response = clerk.post(f"/desk/reports/{number}/{path}", "{}", content_type="application/json")
        assert response.status_code in (404, 405)
        assert clerk.get(f"/desk/reports/{number}/{path}").status_code in (404, 405)
