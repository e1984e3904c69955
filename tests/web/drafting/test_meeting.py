"""同处改动: what the save address and the form answer where somebody else has written meanwhile."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from govreport.agencies.models import User
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import save_cells, save_narrative, save_title

CELL, OTHER = "t3.new_received.commercial", "t3.new_received.research"


def send(client: Client, version: Version, values: Any, known: Any) -> Any:
    data = {"values": values, "known": known, "by": version.created_by_id}
    address = f"/desk/reports/{version.report_id}/cells/"
    return client.post(address, json.dumps(data), content_type="application/json").json()


def figures() -> Any:
    return document_of(Version.objects.get()).figures


def test_the_answer_names_the_other_text_its_writer_and_the_time(clerk: Client, blank: Version, drafter: User) -> None:
    save_cells(version=blank, cells={CELL: "1"}, by=drafter)
    answer = send(clerk, blank, {CELL: "7", OTHER: "2"}, {CELL: [""], OTHER: ""})
    (conflict,) = answer["conflicts"]
    assert (conflict["mine"], conflict["theirs"]) == ("7", "1")
    assert conflict["by"].startswith("起草人周宁 ")
    assert "新收" in conflict["place"]
    assert (figures()[CELL], figures()[OTHER]) == (1, 2)


def test_the_answer_carries_what_others_have_changed(clerk: Client, blank: Version, drafter: User) -> None:
    save_cells(version=blank, cells={CELL: "1"}, by=drafter)
    save_narrative(version=blank, section="sec1", text="别人写的。", by=drafter)
    answer = send(clerk, blank, {OTHER: "2"}, {OTHER: [""]})
    assert answer["conflicts"] == []
    assert answer["texts"][CELL] == "1"
    assert answer["prose"]["sections.sec1"] == "别人写的。"


def test_texts_and_the_title_are_asked_about_in_the_same_answer(clerk: Client, blank: Version, drafter: User) -> None:
    save_narrative(version=blank, section="sec1", text="甲。", by=drafter)
    save_title(version=blank, title="甲的标题", by=drafter)
    values = {"sections.sec1": "乙。", "title": "乙的标题", "fee.notice_count": "0", OTHER: "2"}
    known = {"sections.sec1": [""], "title": [blank.title], "fee.notice_count": [""], OTHER: [""]}
    answer = send(clerk, blank, values, known)
    assert [(item["name"], item["theirs"]) for item in answer["conflicts"]] == [
        ("sections.sec1", "甲。"),
        ("title", "甲的标题"),
    ]
    assert answer["texts"]["fee.notice_count"] == "0"
    assert figures()[OTHER] == 2


def test_known_texts_of_another_form_count_as_none(clerk: Client, blank: Version) -> None:
    for known in (None, [], "x", {CELL: 7}, {CELL: [7]}, {CELL: None}):
        assert send(clerk, blank, {CELL: "7"}, known)["conflicts"] == []


def test_the_form_shows_both_and_the_buttons_settle_it(clerk: Client, blank: Version, drafter: User) -> None:
    address = f"/desk/reports/{blank.report_id}/sec3/"
    form = {"known": json.dumps({CELL: "", OTHER: ""}), CELL: "7", OTHER: ""}
    save_cells(version=blank, cells={CELL: "1", OTHER: "5"}, by=drafter)
    response = clerk.post(address, form)
    assert response.status_code == 409
    text = response.content.decode()
    assert f'name="mine" value="{CELL}"' in text
    assert json.loads(response.context["known"])[CELL] == [""]
    assert (figures()[CELL], figures()[OTHER]) == (1, 5)
    assert clerk.post(address, form | {"theirs": CELL}).status_code == 302
    assert figures()[CELL] == 1
    assert clerk.post(address, form | {"mine": CELL, f"stands:{CELL}": "1"}).status_code == 302
    assert (figures()[CELL], figures()[OTHER]) == (7, 5)


def test_choosing_ones_own_does_not_overwrite_what_came_still_later(
    clerk: Client, blank: Version, drafter: User
) -> None:
    save_cells(version=blank, cells={CELL: "3"}, by=drafter)
    form = {"known": json.dumps({CELL: ""}), CELL: "7", "mine": CELL, f"stands:{CELL}": "1"}
    assert clerk.post(f"/desk/reports/{blank.report_id}/sec3/", form).status_code == 409
    assert figures()[CELL] == 3


def test_a_hidden_field_that_is_no_json_does_no_harm(clerk: Client, blank: Version) -> None:
    form = {"known": "{", CELL: "7"}
    assert clerk.post(f"/desk/reports/{blank.report_id}/sec3/", form).status_code == 302
    assert figures()[CELL] == 7


def test_many_conflicts_cost_a_bounded_number_of_queries(clerk: Client, complete: Version, drafter: User) -> None:
    cells = [f"t3.new_received.{column}" for column in ("commercial", "research", "public_welfare")]
    save_cells(version=complete, cells=dict.fromkeys(cells, "4"), by=drafter)
    send(clerk, complete, {cells[0]: "5"}, {cells[0]: ["0"]})  # the first request of a person also opens a session
    with CaptureQueriesContext(connection) as one:
        send(clerk, complete, {cells[0]: "5"}, {cells[0]: ["0"]})
    with CaptureQueriesContext(connection) as three:
        send(clerk, complete, dict.fromkeys(cells, "5"), {cell: ["0"] for cell in cells})
    assert len(three) - len(one) == 2  # one look into the journal for each


@pytest.mark.parametrize("known", ["", "[", "null", "[" * 100_000, '{"a": 1}'])
def test_a_form_whose_knowledge_cannot_be_read_is_stored_as_it_stands(
    clerk: Client, blank: Version, known: str
) -> None:
    response = clerk.post(f"/desk/reports/{blank.report_id}/sec3/", {CELL: "3", "known": known})
    assert response.status_code == 302
    assert figures()[CELL] == 3
