"""审签单与回执: for everyone who may see the version, once there is something to sign or to confirm."""

import pytest
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.journal.models import Event
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import save_cells
from govreport.standards.seal import canonical_json, seal, short_code
from govreport.workflow.approve import approve
from govreport.workflow.return_ import return_
from govreport.workflow.submit import submit
from tests.documents.render.page import pages
from tests.remarks import answer_all
from tests.web.drafting.conftest import SignIn


def sheet(version: Version) -> str:
    return f"/desk/review/{version.pk}/sheet.pdf"


def receipts(version: Version) -> list[str]:
    """The addresses of the receipts of a version, oldest first."""
    events = [event for event in Event.objects.of(version.subject) if "sha256" in event.payload]
    return [f"/desk/review/receipts/{event.pk}.pdf" for event in events]


def text(data: bytes) -> str:
    return "".join(line.text for page in pages(data) for line in page.lines)


def code(version: Version) -> str:
    return short_code(seal(canonical_json(document_of(Version.objects.get(pk=version.pk)))))


def test_the_sheet_has_the_steps_with_names_opinions_and_code(
    clerk: Client, in_review: Version, reviewer: User
) -> None:
    approve(version=in_review, by=reviewer, note="数据已核对，同意。")
    response = clerk.get(sheet(in_review))
    found = text(response.content)
    assert response["Content-Type"] == "application/pdf"
    for words in ("提交审核", "起草人周宁", "审核人吴敏", "审核人", "数据已核对，同意。", code(in_review), "签名："):
        assert words in found
    assert clerk.get(sheet(in_review)).content == response.content


def test_a_returned_report_keeps_its_sheet(clerk: Client, returned: Version) -> None:
    found = text(clerk.get(sheet(returned)).content)
    assert "退回修改" in found
    assert "请核对表三" in found


def test_a_report_nobody_submitted_has_no_sheet(clerk: Client, complete: Version) -> None:
    assert clerk.get(sheet(complete)).status_code == 404
    assert sheet(complete) not in clerk.get(f"/desk/reports/{complete.report_id}/").content.decode()


def test_every_step_that_hands_the_report_on_has_a_receipt(clerk: Client, in_review: Version, reviewer: User) -> None:
    approve(version=in_review, by=reviewer)
    submitted, agreed = receipts(in_review)
    first, second = clerk.get(submitted), clerk.get(agreed)
    assert "提交审核回执" in text(first.content)
    assert "审核同意回执" in text(second.content)
    assert "审核人吴敏" in text(second.content)
    # 同内容同校验码.
    assert code(in_review) in text(first.content)
    assert code(in_review) in text(second.content)


def test_a_receipt_stays_what_it_was_when_the_report_changes(
    clerk: Client, in_review: Version, drafter: User, reviewer: User
) -> None:
    (first,) = receipts(in_review)
    before = clerk.get(first).content
    return_(version=in_review, by=reviewer, note="请改表四。", place="sec1")
    save_cells(version=in_review, cells={"t4.review.upheld": "1"}, by=drafter)
    answer_all(in_review, drafter)
    submit(version=in_review, by=drafter)
    _, second = receipts(in_review)
    assert clerk.get(first).content == before
    assert code(in_review) not in text(before)
    assert code(in_review) in text(clerk.get(second).content)


def test_other_entries_of_the_journal_have_none(clerk: Client, returned: Version) -> None:
    for event in Event.objects.of(returned.subject):
        expected = 200 if event.action == "version.submitted" else 404
        assert clerk.get(f"/desk/review/receipts/{event.pk}.pdf").status_code == expected
    assert clerk.get("/desk/review/receipts/999999.pdf").status_code == 404


@pytest.mark.parametrize("who", ["viewer", "supervisor", "signatory"])
def test_whoever_may_see_the_report_may_print_both(
    sign_in: SignIn, in_review: Version, who: str, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(who))
    for path in (sheet(in_review), *receipts(in_review)):
        assert client.get(path).status_code == 200


def test_strangers_find_nothing(sign_in: SignIn, stranger: User, in_review: Version) -> None:
    for path in (sheet(in_review), *receipts(in_review)):
        assert sign_in(stranger).get(path).status_code == 404
        assert Client().get(path).status_code == 302


def test_summary_and_review_page_lead_to_both(
    clerk: Client, sign_in: SignIn, reviewer: User, in_review: Version
) -> None:
    summary = clerk.get(f"/desk/reports/{in_review.report_id}/").content.decode()
    review = sign_in(reviewer).get(f"/desk/review/{in_review.pk}/").content.decode()
    for path in (sheet(in_review), *receipts(in_review)):
        assert path in summary
        assert path in review


def test_both_are_chinese_whatever_the_page_is_shown_in(clerk: Client, in_review: Version) -> None:
    paths = (sheet(in_review), *receipts(in_review))
    chinese = [clerk.get(path).content for path in paths]
    clerk.cookies["django_language"] = "en"
    assert [clerk.get(path).content for path in paths] == chinese


def test_the_sheet_comes_from_decisions_and_the_route_not_from_the_journal(
    clerk: Client, agency: Agency, in_review: Version, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(version=in_review, by=reviewer)
    monkeypatch.setattr(Event.objects, "of", None)
    found = text(clerk.get(sheet(in_review)).content)
    # An approval without words says what its verb says.
    assert "同意" in found.split("审核人吴敏")[1]
    assert "待办" in found.split("发布")[1]
