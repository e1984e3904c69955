"""待办、已办、我发起的, and what is done with several reports at once."""

from django.test import Client

from govreport.agencies.models import Agency, Role, User
from govreport.reports.models import State, Version
from govreport.workflow.approve import approve
from govreport.workflow.models import Decision
from govreport.workflow.submit import submit
from tests.web.drafting.conftest import SignIn
from tests.workflow.routes import FOUR, lay_down, standing_in


def listed(client: Client, version: Version, tab: str) -> bool:
    return version.title in client.get(f"/desk/review/?tab={tab}").content.decode()


def test_a_report_wanders_from_list_to_list(sign_in: SignIn, clerk: Client, reviewer: User, in_review: Version) -> None:
    deciding = sign_in(reviewer)
    assert [listed(deciding, in_review, tab) for tab in ("waiting", "done", "begun")] == [True, False, False]
    assert [listed(clerk, in_review, tab) for tab in ("waiting", "done", "begun")] == [False, False, True]
    approve(version=in_review, by=reviewer)
    assert [listed(deciding, in_review, tab) for tab in ("waiting", "done", "begun")] == [False, True, False]


def test_the_list_names_the_step_it_waits_at(
    sign_in: SignIn, clerk: Client, complete: Version, agency: Agency, lead: User, drafter: User, reviewer: User
) -> None:
    lay_down(agency, lead, *FOUR)
    version = approve(version=submit(version=complete, by=drafter), by=lead)
    assert "保密审查" in sign_in(reviewer).get("/desk/review/").content.decode()
    assert "保密审查" in clerk.get("/desk/review/?tab=begun").content.decode()
    assert not listed(sign_in(lead), version, "waiting")
    page = clerk.get(f"/desk/reports/{version.report_id}/").content.decode()
    assert "way-current" in page
    assert "负责人沈青" in page
    assert "审核人吴敏" in page


def test_a_substitute_is_told_for_whom(
    sign_in: SignIn, agency: Agency, reviewer: User, viewer: User, in_review: Version
) -> None:
    standing_in(reviewer, viewer, agency, Role.REVIEWER)
    client, where = sign_in(viewer), f"/desk/review/{in_review.pk}/"
    assert "您现在代审核人吴敏办理" in client.get(where).content.decode()
    client.post(f"{where}approve/", {"seen": in_review.lock})
    assert "查看人冯静（代审核人吴敏）" in client.get(where).content.decode()


def test_a_second_click_is_given_the_first_answer(sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    client, where = sign_in(reviewer), f"/desk/review/{in_review.pk}/"
    for _click in range(2):
        client.post(f"{where}approve/", {"seen": in_review.lock})
    page = client.get(where).content.decode()
    assert "可能有人已经办理" not in page
    assert Decision.objects.filter(verb="approve").count() == 1


def many(client: Client, verb: str, *versions: Version, note: str = "") -> tuple[int, str]:
    data = {"verb": verb, "version": [version.pk for version in versions], "note": note}
    answer = client.post("/desk/review/many/", data, follow=True)
    return answer.status_code, answer.content.decode()


def test_what_was_ticked_is_returned_for_one_reason(sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    client = sign_in(reviewer)
    assert many(client, "return", note="表三。")[0] == 422
    status, page = many(client, "return", in_review)
    assert (status, "请写明退回的原因" in page) == (422, True)
    status, page = many(client, "return", in_review, note="请核对表三。")
    assert (status, "已退回 1 份报告" in page) == (200, True)
    assert Version.objects.get(pk=in_review.pk).state == State.RETURNED


def test_afterwards_the_list_is_narrowed_as_before(sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    client, year = sign_in(reviewer), in_review.report.year
    data = {"verb": "approve", "version": [in_review.pk]}
    answer = client.post(f"/desk/review/many/?tab=waiting&year={year}&agency=a%26b", data)
    assert answer["Location"] == f"/desk/review/?tab=waiting&year={year}&agency=a%26b"


def test_a_report_that_is_not_ones_own_to_decide_says_so_and_stays(
    clerk: Client, sign_in: SignIn, stranger: User, in_review: Version
) -> None:
    _status, page = many(clerk, "return", in_review, note="退回")
    assert "岗位不能办理" in page
    status, page = many(sign_in(stranger), "return", in_review, note="退回")
    assert (status, "没有选中报告" in page, in_review.title in page) == (422, True, False)
    assert Version.objects.get(pk=in_review.pk).state == State.IN_REVIEW


def test_the_author_reminds(clerk: Client, reviewer: User, in_review: Version) -> None:
    assert "已催办 1 份报告" in many(clerk, "remind", in_review)[1]
    assert "一天以内已经催办过" in many(clerk, "remind", in_review)[1]


def test_words_nobody_sends_are_refused(sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    client = sign_in(reviewer)
    assert many(client, "dance", in_review)[0] == 422
    answer = client.post("/desk/review/many/", {"verb": "approve", "version": ["x", "9" * 40, "-3"]})
    assert answer.status_code == 422
