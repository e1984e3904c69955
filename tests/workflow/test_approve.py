"""审核同意."""

import pytest

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.services import appoint
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import ApplicationRow, State, Version
from govreport.reports.services import save_narrative
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit


def test_a_second_person_approves(submitted: Version, reviewer: User) -> None:
    approve(version=submitted, by=reviewer, note=" 同意。 ")
    stored = Version.objects.get(pk=submitted.pk)
    assert (stored.state, stored.decided_by) == (State.APPROVED, reviewer)
    assert stored.decided_at is not None
    decision = stored.decisions.last()
    assert decision is not None
    assert (decision.verb, decision.note, decision.display) == ("approve", "同意。", "同意")
    event = Event.objects.of(stored.subject).last()
    assert event is not None
    assert (event.action, event.payload["note"]) == ("version.approved", "同意。")


def test_the_signatory_may_approve_too(submitted: Version, signatory: User) -> None:
    assert approve(version=submitted, by=signatory).state == State.APPROVED


def test_nobody_approves_what_he_submitted(submitted: Version, agency: Agency, drafter: User) -> None:
    appoint(user=drafter, agency=agency, role=Role.REVIEWER)
    with pytest.raises(NotAllowed, match="您参与了这份报告的编制，不能自己办理“同意”，请由另一位审核人办理"):
        approve(version=submitted, by=drafter)


def test_nobody_approves_what_he_only_helped_to_write(
    drafted: Version, agency: Agency, drafter: User, reviewer: User
) -> None:
    appoint(user=reviewer, agency=agency, role=Role.DRAFTER)
    text = "改写后的问题和改进：解读形式单一，今后增加图示和问答，按月检查更新情况。"
    save_narrative(version=drafted, section="sec5", text=text, by=reviewer)
    submit(version=drafted, by=drafter)
    with pytest.raises(NotAllowed, match="您参与了这份报告的编制"):
        approve(version=drafted, by=reviewer)


def test_only_those_who_decide_for_the_agency_approve(
    submitted: Version, drafter: User, viewer: User, supervisor: User, stranger: User
) -> None:
    for user in (drafter, viewer, supervisor, stranger):
        with pytest.raises(NotAllowed, match="岗位不能办理“同意”"):
            approve(version=submitted, by=user)
    assert Version.objects.get(pk=submitted.pk).state == State.IN_REVIEW


def test_an_error_that_appeared_meanwhile_blocks(submitted: Version, reviewer: User) -> None:
    ApplicationRow.objects.filter(version=submitted, row="total_processed").update(total=7)
    with pytest.raises(Refused, match="还有 3 处须更正，不能同意"):
        approve(version=submitted, by=reviewer)


def test_only_a_report_in_review_is_approved(drafted: Version, reviewer: User) -> None:
    with pytest.raises(Refused, match="现在是“编制中”，不能办理“同意”"):
        approve(version=drafted, by=reviewer)


def test_approving_twice_is_refused(approved: Version, signatory: User) -> None:
    with pytest.raises(Refused, match="现在是“已审定”"):
        approve(version=approved, by=signatory)
    assert approved.decisions.filter(verb="approve").count() == 1


def test_an_opinion_has_a_length(submitted: Version, reviewer: User) -> None:
    with pytest.raises(Refused, match="意见有 2001 字，最多 2000 字"):
        approve(version=submitted, by=reviewer, note="好" * 2001)
