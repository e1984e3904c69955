"""自动保存: what scripts send and get back."""

import json
from typing import Any

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from tests.web.drafting.conftest import SignIn


def send(client: Client, version: Version, values: Any, by: int | None = None) -> Any:
    """Send as the page's script does, in the name of the drafter unless ``by`` says otherwise."""
    address = f"/desk/reports/{version.report_id}/cells/"
    data = {"values": values, "by": by or version.created_by_id}
    return client.post(address, json.dumps(data), content_type="application/json")


def test_cells_are_stored_as_typed_and_totals_come_back(clerk: Client, blank: Version) -> None:
    row = {f"t3.new_received.{column}": "0" for column in ("commercial", "research", "public_welfare", "legal_service")}
    answer = send(
        clerk, blank, row | {"t3.new_received.other_org": "无", "t3.new_received.natural_person": "１2"}
    ).json()
    assert answer["texts"]["t3.new_received.natural_person"] == "12"
    assert answer["texts"]["t3.new_received.other_org"] == "无"
    assert answer["figures"]["t3.new_received.other_org"] is None
    assert answer["figures"]["t3.new_received.total"] is None
    answer = send(clerk, blank, {"t3.new_received.other_org": "1"}).json()
    assert answer["texts"]["t3.new_received.total"] == "13"


def test_the_answer_carries_the_state_of_every_part(clerk: Client, imported: Version) -> None:
    answer = send(clerk, imported, {"t3.total_processed.natural_person": "2", "t3.total_processed.total": "2"}).json()
    assert {step["code"]: step["state"] for step in answer["steps"]}["sec3"] == "ready"
    assert answer["saved_at"].count(":") == 2


def test_texts_and_the_title_are_saved_the_same_way(clerk: Client, blank: Version) -> None:
    answer = send(
        clerk, blank, {"sections.sec1": "第一段。\r\n\r\n第二段。", "title": "标题", "fee.notice_count": "0"}
    ).json()
    document = document_of(Version.objects.get())
    assert document.sections["sec1"] == "第一段。\n第二段。"
    assert document.title == "标题"
    assert answer["missing"][0]["section"] == "sec5"


def test_an_unknown_cell_is_declined_by_name_and_the_rest_is_stored(clerk: Client, blank: Version) -> None:
    response = send(clerk, blank, {"t3.new_received.research": "1", "t9.made.up": "1"})
    assert response.status_code == 200
    (declined,) = response.json()["refused"]
    assert (declined["name"], "t9.made.up" in declined["message"]) == ("t9.made.up", True)
    assert document_of(Version.objects.get()).figures["t3.new_received.research"] == 1


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"values": []}', '{"values": {"a": 1}}', '{"values": null}', "\xff", '{"values":' * 100_000],
)
def test_what_is_not_of_the_agreed_form_is_declined(clerk: Client, blank: Version, body: str) -> None:
    address = f"/desk/reports/{blank.report_id}/cells/"
    response = clerk.post(address, body.encode("latin-1"), content_type="application/json")
    assert response.status_code == 400
    assert "刷新" in response.json()["message"]


def test_what_one_person_typed_is_not_saved_in_the_name_of_another(
    clerk: Client, blank: Version, reviewer: User
) -> None:
    response = send(clerk, blank, {"t3.new_received.research": "1"}, by=reviewer.pk)
    assert response.status_code == 409
    assert "现在登录的是“起草人周宁”" in response.json()["message"]
    assert document_of(Version.objects.get()).figures["t3.new_received.research"] is None


def test_a_report_in_review_takes_nothing(clerk: Client, in_review: Version) -> None:
    response = send(clerk, in_review, {"t3.new_received.research": "1"})
    assert response.status_code == 409
    assert "审核中" in response.json()["message"]


def test_a_lapsed_session_is_told_so_in_json(blank: Version) -> None:
    response = send(Client(), blank, {"t3.new_received.research": "1"})
    assert response.status_code == 401
    assert "重新登录" in response.json()["message"]


def test_a_reviewer_cannot_write(sign_in: SignIn, reviewer: User, blank: Version) -> None:
    assert send(sign_in(reviewer), blank, {"t3.new_received.research": "1"}).status_code == 403


def test_a_request_without_its_token_is_declined(drafter: User, blank: Version) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(drafter)
    assert send(client, blank, {"t3.new_received.research": "1"}).status_code == 403


def test_adopting_a_computed_total_leads_back_to_the_section(clerk: Client, imported: Version) -> None:
    response = clerk.post(
        f"/desk/reports/{imported.report_id}/totals/",
        {"address": "t3.total_processed.total", "section": "sec3"},
    )
    assert response.headers["Location"] == f"/desk/reports/{imported.report_id}/sec3/"
    assert document_of(Version.objects.get()).figures["t3.total_processed.total"] == 2


def test_a_total_that_cannot_be_computed_is_declined_in_words(clerk: Client, blank: Version) -> None:
    response = clerk.post(
        f"/desk/reports/{blank.report_id}/totals/",
        {"address": "t3.total_processed.total", "section": "https://example.org/"},
        follow=True,
    )
    assert response.redirect_chain == [(f"/desk/reports/{blank.report_id}/", 302)]
    assert "请先填齐各项" in response.content.decode()
