"""办理中的消息: who is told of each step of a report, who is not, and that a step undone tells nobody."""

import pytest
from django.db import transaction
from django.utils import timezone

from govreport.agencies.models import Agency, User
from govreport.notifications.kinds import Kind
from govreport.notifications.models import Message
from govreport.reports.models import Version
from govreport.workflow.accept import accept
from govreport.workflow.approve import approve
from govreport.workflow.hand_in import hand_in
from govreport.workflow.recall import recall
from govreport.workflow.remind import remind
from govreport.workflow.return_ import return_
from govreport.workflow.send_back import send_back
from govreport.workflow.set_route import RoutePlan, StepPlan, set_route
from govreport.workflow.submit import submit
from govreport.workflow.threads import answer_remark, unsettled
from tests.notifications.conftest import Told
from tests.remarks import answer_all, close_all, say


@pytest.fixture(autouse=True)
def everybody(
    drafter: User, reviewer: User, signatory: User, viewer: User, supervisor: User, lead: User, stranger: User
) -> None:
    """The whole cast, the stranger among them."""


def test_a_submission_is_told_to_whoever_may_decide(in_review: Version, told: Told) -> None:
    assert told("submitted") == {"reviewer", "signatory"}
    assert set(Message.objects.values_list("kind", flat=True)) == {Kind.TASK}


def test_a_report_that_is_taken_back_is_told_to_those_it_waited_for(
    in_review: Version, drafter: User, told: Told
) -> None:
    recall(version=in_review, by=drafter)
    assert told("recalled") == {"reviewer", "signatory"}


def test_a_return_is_told_to_the_drafters_with_the_number_of_remarks(
    in_review: Version, reviewer: User, told: Told
) -> None:
    say(in_review, "t4.review.upheld", reviewer)
    say(in_review, "sec1:1", reviewer)
    return_(version=in_review, by=reviewer, note="请修改。")
    assert told("returned") == {"drafter"}
    message = Message.objects.get(code="returned")
    assert (message.values, message.actor, message.version) == ({"count": 2}, reviewer, in_review)


def test_answers_are_told_once_to_whoever_raised_the_remarks(
    in_review: Version, reviewer: User, drafter: User, told: Told
) -> None:
    say(in_review, "t4.review.upheld", reviewer)
    say(in_review, "sec1:1", reviewer)
    return_(version=in_review, by=reviewer, note="请修改。")
    answer_all(in_review, drafter)
    assert told("answered") == {"reviewer"}
    assert Message.objects.get(code="answered").values == {"count": 2}


def test_what_was_read_is_not_counted_on(in_review: Version, reviewer: User, drafter: User) -> None:
    say(in_review, "t4.review.upheld", reviewer)
    return_(version=in_review, by=reviewer, note="请修改。")
    answer_all(in_review, drafter)
    Message.objects.filter(code="answered").update(read_at="2026-01-01T00:00:00Z")
    answer_again(in_review, drafter)
    counts = Message.objects.filter(code="answered").order_by("pk").values_list("values__count", flat=True)
    assert list(counts) == [1, 1]


def answer_again(version: Version, by: User) -> None:
    answer_remark(version=version, thread=unsettled(version)[0].pk, text="另已改正。", by=by)


def test_an_approval_is_told_to_the_author_and_to_whoever_publishes(
    in_review: Version, reviewer: User, told: Told
) -> None:
    approve(version=in_review, by=reviewer)
    assert told("approved") == {"drafter"}
    assert told("approved.task") == {"signatory"}


def test_a_step_of_a_route_is_told_to_the_next_one_and_to_the_author(
    agency: Agency, complete: Version, drafter: User, reviewer: User, lead: User, told: Told
) -> None:
    steps = (StepPlan("初审", role="reviewer"), StepPlan("签发", role="signatory"))
    set_route(agency=agency, plan=RoutePlan(steps, timezone.localdate()), by=lead)
    submit(version=complete, by=drafter)
    assert told("submitted") == {"reviewer"}
    approve(version=complete, by=reviewer)
    assert (told("passed.task"), told("passed")) == ({"signatory"}, {"drafter"})
    assert Message.objects.get(code="passed").values == {"step": "初审"}


def test_handing_in_is_told_to_the_office_and_acceptance_to_those_who_took_part(
    approved: Version, signatory: User, supervisor: User, told: Told
) -> None:
    hand_in(version=approved, by=signatory)
    assert (told("handed_in.task"), told("handed_in")) == ({"supervisor"}, {"drafter"})
    accept(version=approved, by=supervisor)
    assert told("accepted.task") == {"signatory"}
    assert told("accepted") == {"drafter", "reviewer", "lead"}


def test_what_the_office_sends_back_is_told_to_the_drafters_and_to_who_took_part(
    approved: Version, signatory: User, supervisor: User, told: Told
) -> None:
    hand_in(version=approved, by=signatory)
    say(approved, "sec1:1", supervisor)
    send_back(version=approved, by=supervisor, note="请补充。")
    assert told("sent_back") == {"drafter"}
    assert told("sent_back.told") == {"reviewer", "signatory", "lead"}


def test_a_reminder_is_told_to_whoever_the_report_waits_for(in_review: Version, drafter: User, told: Told) -> None:
    remind(version=in_review, by=drafter)
    assert told("reminded") == {"reviewer", "signatory"}


def test_nobody_is_told_of_what_the_person_did(approved: Version, signatory: User, supervisor: User) -> None:
    hand_in(version=approved, by=signatory)
    accept(version=approved, by=supervisor)
    assert all(message.person != message.actor for message in Message.objects.select_related("person", "actor"))


def test_no_stranger_and_no_viewer_is_told_of_anything(
    in_review: Version, drafter: User, reviewer: User, signatory: User, supervisor: User
) -> None:
    say(in_review, "sec1:1", reviewer)
    return_(version=in_review, by=reviewer, note="请修改。")
    answer_all(in_review, drafter)
    submit(version=in_review, by=drafter)
    close_all(in_review, reviewer)
    approve(version=in_review, by=reviewer)
    hand_in(version=in_review, by=signatory)
    accept(version=in_review, by=supervisor)
    people = set(Message.objects.values_list("person__username", flat=True))
    assert people == {"drafter", "reviewer", "signatory", "supervisor", "lead"}


def test_a_step_that_is_undone_tells_nobody(complete: Version, drafter: User) -> None:
    with transaction.atomic():
        submit(version=complete, by=drafter)
        assert Message.objects.exists()
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_a_suspended_account_is_told_nothing(complete: Version, drafter: User, reviewer: User, told: Told) -> None:
    User.objects.filter(pk=reviewer.pk).update(is_active=False)
    submit(version=complete, by=drafter)
    assert told("submitted") == {"signatory"}


def test_what_somebody_has_dealt_with_is_no_news_to_the_others(
    in_review: Version, reviewer: User, signatory: User
) -> None:
    approve(version=in_review, by=reviewer)
    tasks = Message.objects.filter(code="submitted")
    assert tasks.exists()
    assert not tasks.filter(read_at__isnull=True).exists()
    assert Message.objects.get(code="approved.task").read_at is None
