"""逐处保存: a text that is declined keeps nothing else from being stored, with and without script."""

from typing import Any

import pytest
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.standards.document import CELL_LIMIT
from govreport.web.drafting.each import store_each
from tests.web.drafting.test_saving import send

ROW = [f"t3.new_received.{who}" for who in ("natural_person", "commercial", "research", "public_welfare")]
LONG = "9" * (CELL_LIMIT + 1)


def figures() -> Any:
    return document_of(Version.objects.get()).figures


def test_each_declined_text_is_named_with_its_place_and_sentence(clerk: Client, blank: Version) -> None:
    values = {
        ROW[0]: "1",
        ROW[1]: LONG,
        ROW[2]: "3",
        "title": " ",
        "sections.sec1": "文字。",
        "sections.sec3": "无处可放",
    }
    answer = send(clerk, blank, values).json()
    refused = {item["name"]: item for item in answer["refused"]}
    assert set(refused) == {ROW[1], "title", "sections.sec3"}
    assert "商业企业" in refused[ROW[1]]["place"]
    assert f"最多 {CELL_LIMIT} 字" in refused[ROW[1]]["message"]
    assert refused["title"]["place"] == "报告标题"
    assert [figures()[cell] for cell in ROW[:3]] == [1, None, 3]
    assert document_of(Version.objects.get()).sections["sec1"] == "文字。"
    assert answer["texts"][ROW[2]] == "3"


def test_what_is_stored_with_a_declined_text_is_in_the_journal_once(clerk: Client, blank: Version) -> None:
    send(clerk, blank, {ROW[0]: "1", ROW[1]: LONG})
    assert [list(event.payload) for event in Event.objects.filter(action="report.figures.changed")] == [[ROW[0]]]


def test_a_conflict_and_a_declined_text_are_told_apart(clerk: Client, blank: Version, drafter: User) -> None:
    send(clerk, blank, {ROW[0]: "1"})
    response = clerk.post(
        f"/desk/reports/{blank.report_id}/cells/",
        {"values": {ROW[0]: "7", ROW[1]: LONG, ROW[2]: "2"}, "known": {ROW[0]: [""]}, "by": drafter.pk},
        content_type="application/json",
    )
    answer = response.json()
    assert [item["name"] for item in answer["conflicts"]] == [ROW[0]]
    assert [item["name"] for item in answer["refused"]] == [ROW[1]]
    assert [figures()[cell] for cell in ROW[:3]] == [1, None, 2]


def test_the_form_without_script_keeps_the_declined_text_and_stores_the_rest(clerk: Client, blank: Version) -> None:
    response = clerk.post(f"/desk/reports/{blank.report_id}/sec3/", {ROW[0]: "1", ROW[1]: LONG})
    assert response.status_code == 409
    page = response.content.decode()
    assert "上述 1 处没有保存，其余已保存。" in page
    assert f'value="{LONG}"' in page
    assert [figures()[cell] for cell in ROW[:2]] == [1, None]


def test_few_attempts_find_one_bad_text_among_hundreds(agency: Agency) -> None:
    attempts: list[int] = []
    stored: list[str] = []

    def store(part: Any) -> None:
        attempts.append(len(part))
        if "n77" in part:
            raise Refused("太长")
        stored.extend(part)

    names = {f"n{number}": "1" for number in range(300)}
    assert store_each(names, store) == {"n77": "太长"}
    assert sorted(stored) == sorted(set(names) - {"n77"})
    assert len(attempts) <= 20


def test_what_concerns_all_is_not_tried_in_parts(agency: Agency) -> None:
    def store(part: Any) -> None:
        raise NotAllowed("不是起草人")

    with pytest.raises(NotAllowed):
        store_each({"a": "1", "b": "2"}, store)


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "text/plain", ""])
def test_a_body_of_another_kind_is_declined_in_words(drafter: User, blank: Version, kind: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(drafter)
    client.get(f"/desk/reports/{blank.report_id}/sec3/")
    response = client.generic(
        "POST",
        f"/desk/reports/{blank.report_id}/cells/",
        b"--x\r\n",
        content_type=kind,
        headers={"X-CSRFToken": client.cookies["csrftoken"].value},
    )
    assert response.status_code == 400
    assert "刷新" in response.json()["message"]
