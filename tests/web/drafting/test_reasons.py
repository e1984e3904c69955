"""说明原因 on the desk: beside each warning, with and without script; nothing written is lost when it is declined."""

import json

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.reports.models import Explanation, Version
from govreport.reports.services import save_cells
from govreport.workflow.submit import submit
from tests.reasons import REASON, answer_to, answer_warnings
from tests.web.drafting.conftest import SignIn

AMOUNT = "t2.procurement.amount"


def form(version: Version, **changed: str) -> dict[str, str]:
    """What the form beside the amount sends."""
    answer = answer_to(version, "C-06")
    return {"rule": "C-06", "subject": AMOUNT, "mark": answer.mark, "text": REASON, **changed}


def post(client: Client, version: Version, data: dict[str, str]) -> str:
    return client.post(f"/desk/reports/{version.report_id}/reasons/", data).headers.get("Location", "")


def send(client: Client, version: Version, data: object) -> tuple[int, dict[str, object]]:
    """As a script sends it."""
    body = data if isinstance(data, str) else json.dumps(data)
    address = f"/desk/reports/{version.report_id}/reasons.json"
    response = client.post(address, body, content_type="application/json")
    return response.status_code, response.json()


def page(client: Client, version: Version, part: str = "") -> str:
    return client.get(f"/desk/reports/{version.report_id}/{part}").content.decode()


def test_a_warning_asks_for_a_reason_in_place(clerk: Client, imported: Version) -> None:
    for where in ("", "sec2/"):
        text = page(clerk, imported, where)
        assert "待说明" in text
        assert f'name="subject" value="{AMOUNT}"' in text
    assert "1 处须说明原因" in page(clerk, imported)


def test_without_script_the_reason_is_stored_and_stands_beside_the_finding(clerk: Client, imported: Version) -> None:
    data = form(imported, section="sec2", published="on")
    assert post(clerk, imported, data) == f"/desk/reports/{imported.report_id}/sec2/#panel"
    assert Explanation.objects.get().published
    text = page(clerk, imported)
    assert REASON in text
    assert "已说明" in text
    assert "随报告公布" in text
    assert "处须说明原因" not in text


def test_from_the_summary_one_comes_back_to_the_summary(clerk: Client, imported: Version) -> None:
    assert post(clerk, imported, form(imported, section="")) == f"/desk/reports/{imported.report_id}/#panel"


def test_a_declined_reason_is_shown_again_with_what_stands_in_its_way(clerk: Client, imported: Version) -> None:
    long = "字" * 501
    response = clerk.post(f"/desk/reports/{imported.report_id}/reasons/", form(imported, text=long))
    assert response.status_code == 422
    text = response.content.decode()
    assert "原因有 501 字，最多 500 字" in text
    assert long in text
    assert not Explanation.objects.exists()


def test_a_reason_for_changed_values_is_kept_and_can_be_sent_for_the_new_ones(
    clerk: Client, imported: Version, drafter: User
) -> None:
    data = form(imported)
    save_cells(version=imported, cells={AMOUNT: "1 万元"}, by=drafter)
    response = clerk.post(f"/desk/reports/{imported.report_id}/reasons/", data)
    text = response.content.decode()
    assert "数据已经变了" in text
    assert REASON in text
    mark = text.split('name="mark" value="')[1].split('"')[0]
    assert post(clerk, imported, {**data, "mark": mark})
    assert Explanation.objects.get().values[AMOUNT] == "1 万元"


def test_a_script_gets_the_reasons_and_the_rail_back(clerk: Client, imported: Version) -> None:
    status, answer = send(clerk, imported, {**form(imported), "published": False})
    assert status == 200
    reasons, steps = answer["reasons"], answer["steps"]
    assert isinstance(reasons, list)
    assert isinstance(steps, list)
    (mine,) = [item for item in reasons if item["rule"] == "C-06"]
    assert (mine["text"], mine["settled"], mine["word"]) == (REASON, True, "已说明")
    assert {step["code"]: step["warnings"] for step in steps}["sec2"] == 0


def test_a_script_is_told_why_and_what_the_findings_are_now(clerk: Client, imported: Version) -> None:
    status, answer = send(clerk, imported, {**form(imported, text=" "), "published": False})
    assert (status, answer["message"]) == (409, "请写明原因。")
    assert answer["reasons"]


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", "[" * 5000, '{"rule": 1}', '{"rule":"C-06","subject":"x","mark":"","text":"y","published":"no"}'],
)
def test_what_is_not_of_the_agreed_form_is_declined(clerk: Client, imported: Version, body: str) -> None:
    assert send(clerk, imported, body)[0] == 400


def test_reasons_of_strangers_and_readers_are_not_taken(
    sign_in: SignIn, imported: Version, viewer: User, stranger: User
) -> None:
    data = form(imported)
    for user, status in ((viewer, 403), (stranger, 404)):
        client = sign_in(user)
        assert client.post(f"/desk/reports/{imported.report_id}/reasons/", data).status_code == status
        address = f"/desk/reports/{imported.report_id}/reasons.json"
        assert client.post(address, "{}", content_type="application/json").status_code == status
    assert not Explanation.objects.exists()


def test_readers_see_the_reason_and_no_form(sign_in: SignIn, imported: Version, drafter: User, viewer: User) -> None:
    answer_warnings(imported, drafter)
    text = page(sign_in(viewer), imported, "sec2/")
    assert REASON in text
    assert 'name="mark"' not in text


def test_changed_values_ask_again_and_show_the_old_reason(clerk: Client, imported: Version, drafter: User) -> None:
    answer_warnings(imported, drafter)
    save_cells(version=imported, cells={AMOUNT: "1 万元"}, by=drafter)
    text = page(clerk, imported)
    assert "数据已变，需重新说明" in text
    assert f'is-outdated" lang="zh-hans">{REASON}' in text
    assert "1 处须说明原因" in text


def test_a_report_in_review_takes_no_more_reasons(clerk: Client, complete: Version, drafter: User) -> None:
    submit(version=complete, by=drafter)
    status, answer = send(
        clerk, complete, {"rule": "C-06", "subject": AMOUNT, "mark": "x", "text": REASON, "published": False}
    )
    assert status == 409
    assert "审核中" in str(answer["message"])
