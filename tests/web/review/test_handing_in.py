"""报送和接收 on the page: the agency hands in, the office accepts or sends back."""

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.reports.models import State, Version
from govreport.workflow.hand_in import hand_in
from tests.web.drafting.conftest import SignIn


@pytest.fixture
def handed_in(approved: Version, drafter: User) -> Version:
    return hand_in(version=approved, by=drafter)


def state(version: Version) -> str:
    return Version.objects.get(pk=version.pk).state


def test_the_drafter_hands_in_from_the_summary(clerk: Client, approved: Version) -> None:
    summary = f"/desk/reports/{approved.report_id}/"
    page = clerk.get(summary).content.decode()
    assert "可以报送了" in page
    answer = clerk.post(f"/desk/review/{approved.pk}/hand-in/", {"seen": approved.lock})
    assert answer.headers["Location"] == summary
    assert "已报送主管部门，等待接收" in clerk.get(summary).content.decode()


def test_the_office_finds_it_in_its_list_and_accepts(sign_in: SignIn, supervisor: User, handed_in: Version) -> None:
    client = sign_in(supervisor)
    assert f"/desk/review/{handed_in.pk}/" in client.get("/desk/review/").content.decode()
    page = client.get(f"/desk/review/{handed_in.pk}/").content.decode()
    assert "接收报送的年报" in page
    for _click in range(2):
        client.post(f"/desk/review/{handed_in.pk}/accept/", {"seen": handed_in.lock})
    assert state(handed_in) == State.ACCEPTED
    assert "不能办理" not in client.get(f"/desk/review/{handed_in.pk}/").content.decode()


def test_the_office_sends_back_with_a_reason_that_the_author_reads(
    sign_in: SignIn, supervisor: User, clerk: Client, handed_in: Version
) -> None:
    client = sign_in(supervisor)
    where = f"/desk/review/{handed_in.pk}/send-back/"
    assert client.post(where, {"note": ""}).status_code == 422
    client.post(where, {"note": "表二规章与台账不符。", "place": "t2.rules", "seen": handed_in.lock})
    assert state(handed_in) == State.RETURNED
    assert "表二规章与台账不符。" in clerk.get(f"/desk/reports/{handed_in.report_id}/").content.decode()


def test_nobody_of_the_agency_sends_back_for_the_office(
    sign_in: SignIn, reviewer: User, signatory: User, handed_in: Version
) -> None:
    for user in (reviewer, signatory):
        for verb in ("accept", "send-back"):
            answer = sign_in(user).post(f"/desk/review/{handed_in.pk}/{verb}/", {"note": "不同意"})
            assert answer.status_code == 403
    assert state(handed_in) == State.HANDED_IN


def test_the_office_does_not_open_what_was_not_handed_in(sign_in: SignIn, supervisor: User, approved: Version) -> None:
    assert sign_in(supervisor).get(f"/desk/review/{approved.pk}/").status_code == 403
