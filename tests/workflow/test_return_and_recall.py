"""退回修改 and 撤回送审."""

import pytest

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.services import appoint
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import State, Version
from govreport.reports.services import save_cells
from govreport.workflow.recall import recall
from govreport.workflow.return_ import return_
from govreport.workflow.submit import submit
from tests.remarks import answer_all


def test_a_return_says_why_and_the_author_goes_on(submitted: Version, drafter: User, reviewer: User) -> None:
    return_(version=submitted, by=reviewer, note="表四请核对。", place="sec1")
    stored = Version.objects.get(pk=submitted.pk)
    assert (stored.state, stored.decided_by) == (State.RETURNED, reviewer)
    decision = stored.decisions.last()
    assert decision is not None
    assert (decision.verb, decision.note) == ("return", "表四请核对。")
    event = Event.objects.of(stored.subject).last()
    assert event is not None
    assert event.payload == {"note": "表四请核对。"}

    save_cells(version=stored, cells={"t4.review.upheld": "1"}, by=drafter)
    answer_all(stored, drafter)
    assert submit(version=stored, by=drafter).state == State.IN_REVIEW


@pytest.mark.parametrize("note", ["", "  \n ", "\x00", "\ud800", " \u200b\u3000"])
def test_a_return_without_a_reason_is_refused(submitted: Version, reviewer: User, note: str) -> None:
    with pytest.raises(Refused, match="请写明退回的原因，并说明要改哪里"):
        return_(version=submitted, by=reviewer, note=note)
    assert Version.objects.get(pk=submitted.pk).state == State.IN_REVIEW


def test_an_approved_report_can_still_be_returned(approved: Version, signatory: User) -> None:
    assert return_(version=approved, by=signatory, note="标题请核对。", place="sec1").state == State.RETURNED


def test_nobody_returns_his_own_report(submitted: Version, agency: Agency, drafter: User) -> None:
    appoint(user=drafter, agency=agency, role=Role.SIGNATORY)
    with pytest.raises(NotAllowed, match="您参与了这份报告的编制，不能自己办理“退回修改”"):
        return_(version=submitted, by=drafter, note="重来")


def test_strangers_return_nothing(submitted: Version, stranger: User, viewer: User) -> None:
    for user in (stranger, viewer):
        with pytest.raises(NotAllowed):
            return_(version=submitted, by=user, note="重来")


def test_a_draft_cannot_be_returned(drafted: Version, reviewer: User) -> None:
    with pytest.raises(Refused, match="“编制中”，不能办理“退回修改”"):
        return_(version=drafted, by=reviewer, note="重来")


def test_the_author_takes_back_what_nobody_has_decided_on(submitted: Version, drafter: User) -> None:
    assert recall(version=submitted, by=drafter).state == State.DRAFTING
    decision = submitted.decisions.last()
    assert decision is not None
    assert (decision.verb, decision.display) == ("recall", "撤回送审")


def test_after_the_decision_nothing_is_taken_back(approved: Version, drafter: User) -> None:
    with pytest.raises(Refused, match="“已审定”，不能办理“撤回送审”"):
        recall(version=approved, by=drafter)


def test_only_the_author_s_side_takes_back(submitted: Version, reviewer: User, stranger: User) -> None:
    for user in (reviewer, stranger):
        with pytest.raises(NotAllowed):
            recall(version=submitted, by=user)
