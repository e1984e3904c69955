"""审核意见同时办理: two people answer, settle or raise remarks at one moment; nothing is lost, nothing is doubled."""

import pytest

from govreport.agencies.models import Agency, Role, User
from govreport.agencies.services import appoint
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.reports.models import State, Version
from govreport.reports.services import start_report
from govreport.workflow.approve import approve
from govreport.workflow.models import Comment, CommentKind, Thread, ThreadState
from govreport.workflow.return_ import return_
from govreport.workflow.submit import submit
from govreport.workflow.threads import answer_remark, close_remark, raise_remark, reopen_remark
from tests.builders import balanced
from tests.cast import person
from tests.remarks import answer_all, say
from tests.workflow.test_race import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def version(agency: Agency, drafter: User) -> Version:
    return submit(version=start_report(agency=agency, year=2023, by=drafter, document=balanced()), by=drafter)


@pytest.fixture
def second_reviewer(agency: Agency) -> User:
    user = person("reviewer-2", "审核人蒋平")
    appoint(user=user, agency=agency, role=Role.REVIEWER)
    return user


@pytest.fixture
def second_drafter(agency: Agency) -> User:
    user = person("drafter-2", "起草人韩璐")
    appoint(user=user, agency=agency, role=Role.DRAFTER)
    return user


@pytest.fixture
def answered(version: Version, drafter: User, reviewer: User) -> Thread:
    """A remark that was answered, in the second round."""
    thread = say(version, "t3", reviewer)
    return_(version=version, by=reviewer, note="请按意见修改。")
    answer_all(version, drafter)
    submit(version=version, by=drafter)
    thread.refresh_from_db()
    return thread


def kinds(thread: Thread) -> list[str]:
    return list(Comment.objects.filter(thread=thread).order_by("pk").values_list("kind", flat=True))


def told(version: Version, action: str) -> int:
    return Event.objects.of(version.subject).filter(action=action).count()


def test_two_authors_who_answer_at_once_are_both_heard(
    version: Version, drafter: User, second_drafter: User, reviewer: User
) -> None:
    thread = say(version, "t3", reviewer)
    return_(version=version, by=reviewer, note="请按意见修改。")
    answers = at_once(
        lambda: answer_remark(version=version, thread=thread.pk, text="已改为 3 件。", by=drafter),
        lambda: answer_remark(version=version, thread=thread.pk, text="已与台账核对。", by=second_drafter),
    )
    assert not refusals(answers)
    thread.refresh_from_db()
    assert thread.state == ThreadState.ANSWERED
    said = set(Comment.objects.filter(thread=thread, kind=CommentKind.ANSWERED).values_list("text", flat=True))
    assert said == {"已改为 3 件。", "已与台账核对。"}
    assert told(version, actions.THREAD_ANSWERED) == 2


def test_two_reviewers_who_settle_at_once_settle_once(
    version: Version, answered: Thread, reviewer: User, second_reviewer: User
) -> None:
    answers = at_once(
        *[
            lambda by=by: close_remark(version=version, thread=answered.pk, by=by)  # type: ignore[misc]
            for by in (reviewer, second_reviewer, reviewer)
        ]
    )
    assert not refusals(answers)
    assert kinds(answered).count(CommentKind.CLOSED) == 1
    assert told(version, actions.THREAD_CLOSED) == 1


def test_settling_and_raising_again_at_once_leave_what_was_said_last(
    version: Version, answered: Thread, reviewer: User, second_reviewer: User
) -> None:
    at_once(
        lambda: close_remark(version=version, thread=answered.pk, by=reviewer),
        lambda: reopen_remark(version=version, thread=answered.pk, text="还差 1 件。", by=second_reviewer),
    )
    answered.refresh_from_db()
    last = kinds(answered)[-1]
    assert answered.state == (ThreadState.CLOSED if last == CommentKind.CLOSED else ThreadState.OPEN)
    assert CommentKind.REOPENED in kinds(answered)


def test_the_same_remark_sent_three_times_at_once_is_one(version: Version, reviewer: User) -> None:
    answers = at_once(*[lambda: raise_remark(version=version, place="t3", text="请核对合计。", by=reviewer)] * 3)
    assert not refusals(answers)
    assert (Thread.objects.count(), Comment.objects.count()) == (1, 1)
    assert told(version, actions.THREAD_RAISED) == 1


def test_nobody_agrees_while_a_remark_is_being_raised_again(
    version: Version, answered: Thread, reviewer: User, second_reviewer: User
) -> None:
    close_remark(version=version, thread=answered.pk, by=reviewer)
    answers = at_once(
        lambda: approve(version=version, by=reviewer),
        lambda: reopen_remark(version=version, thread=answered.pk, text="还差 1 件。", by=second_reviewer),
    )
    answered.refresh_from_db()
    state = Version.objects.get(pk=version.pk).state
    if refusals(answers):
        assert (state, answered.state) == (State.IN_REVIEW, ThreadState.OPEN)
        return
    # Agreed to first: what is raised then lies before the signatory, and bars publication.
    assert (state, answered.state) == (State.APPROVED, ThreadState.OPEN)
