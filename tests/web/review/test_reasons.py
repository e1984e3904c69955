"""认定说明 on the page of the person who decides: one by one, all at once, or with the approval."""

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.reports.models import Explanation, Ruling, State, Version
from govreport.reports.services import save_cells, start_report
from govreport.workflow.submit import submit
from tests.builders import balanced
from tests.reasons import REASON, answer_warnings
from tests.web.drafting.conftest import SignIn


@pytest.fixture
def version(imported: Version, drafter: User) -> Version:
    """The report of 2020 with its totals right, its warning explained, in review."""
    for cell in ("t3.total_processed.natural_person", "t3.total_processed.total"):
        save_cells(version=imported, cells={cell: "2"}, by=drafter)
    answer_warnings(imported, drafter)
    return submit(version=imported, by=drafter)


@pytest.fixture
def judge(sign_in: SignIn, reviewer: User) -> Client:
    """The reviewer's browser."""
    return sign_in(reviewer)


def page(client: Client, version: Version) -> str:
    return client.get(f"/desk/review/{version.pk}/").content.decode()


def rule(client: Client, version: Version, **data: str) -> int:
    reason = Explanation.objects.get()
    address = f"/desk/review/{version.pk}/reasons/{reason.pk}/"
    return client.post(address, {"seen": REASON, **data}).status_code


def test_the_reviewer_reads_the_reason_beside_its_finding(judge: Client, version: Version) -> None:
    text = page(judge, version)
    assert REASON in text
    assert "有 1 条说明等待认定" in text
    assert "同意，并认可 1 条说明" in text
    assert "待认定的说明" in judge.get("/desk/review/").content.decode()


def test_a_reason_is_accepted_and_the_button_says_so_no_more(judge: Client, version: Version) -> None:
    assert rule(judge, version, ruling="accepted", published="on") == 302
    reason = Explanation.objects.get()
    assert (reason.ruling, reason.published) == (Ruling.ACCEPTED, True)
    assert "已认可" in page(judge, version)
    assert "并认可" not in page(judge, version)


def test_a_refusal_needs_its_note_and_keeps_what_was_written(judge: Client, version: Version) -> None:
    assert rule(judge, version, ruling="refused", note="") == 422
    reason = Explanation.objects.get()
    response = judge.post(
        f"/desk/review/{version.pk}/reasons/{reason.pk}/", {"seen": REASON, "ruling": "refused", "note": "长" * 600}
    )
    assert response.status_code == 422
    assert "长" * 600 in response.content.decode()
    assert Explanation.objects.get().ruling == Ruling.NONE


def test_a_refused_reason_bars_approval_and_is_shown_to_the_author(
    judge: Client, clerk: Client, version: Version
) -> None:
    assert rule(judge, version, ruling="refused", note="请附采购结算单。") == 302
    assert "有 1 条说明未认可，不能同意" in page(judge, version)
    judge.post(f"/desk/review/{version.pk}/approve/")
    assert Version.objects.get(pk=version.pk).state == State.IN_REVIEW
    judge.post(f"/desk/review/{version.pk}/return/", {"note": "请重新说明。", "place": "t2"})
    text = clerk.get(f"/desk/reports/{version.report_id}/").content.decode()
    assert "未认可" in text
    assert "请附采购结算单。" in text
    assert "重新说明" in text


def test_all_are_accepted_at_once(judge: Client, version: Version) -> None:
    judge.post(f"/desk/review/{version.pk}/reasons/")
    assert Explanation.objects.get().ruling == Ruling.ACCEPTED
    assert "已认可 1 条说明" in page(judge, version)


def test_nobody_else_rules(sign_in: SignIn, version: Version, drafter: User, viewer: User, stranger: User) -> None:
    for user, status in ((drafter, 403), (viewer, 403), (stranger, 404)):
        assert rule(sign_in(user), version, ruling="accepted") == status
        assert sign_in(user).post(f"/desk/review/{version.pk}/reasons/").status_code == status
    assert Explanation.objects.get().ruling == Ruling.NONE


def test_what_follows_from_last_year_stands_beside_a_cell_that_differs(
    sign_in: SignIn, reviewer: User, drafter: User, complete: Version
) -> None:
    start_report(agency=complete.report.agency, year=2022, by=drafter, document=balanced(year=2022))
    save_cells(version=complete, cells={"t2.normative_docs.in_force": "9"}, by=drafter)
    answer_warnings(complete, drafter)
    submit(version=complete, by=drafter)
    text = page(sign_in(reviewer), complete)
    cell = text.split('data-cell="t2.normative_docs.in_force"')[1].split("</td>")[0]
    assert "按上年推算" in cell
