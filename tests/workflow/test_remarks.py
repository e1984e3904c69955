"""审核意见: raised at a place, answered by the author, settled by whoever decides; each step by its own person."""

import pytest

from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import State, Version
from govreport.reports.services import save_cells
from govreport.workflow.anchors import lines_of
from govreport.workflow.approve import approve
from govreport.workflow.hand_in import hand_in
from govreport.workflow.models import Comment, RoundContent, Thread, ThreadState
from govreport.workflow.recall import recall
from govreport.workflow.return_ import return_
from govreport.workflow.submit import submit
from govreport.workflow.threads import (
    COMMENT_LIMIT,
    answer_remark,
    close_remark,
    raise_remark,
    reopen_remark,
)
from tests.remarks import answer_all, close_all, say

CELL = "t3.new_received.natural_person"


def test_a_remark_says_where_and_waits_for_the_author(submitted: Version, reviewer: User) -> None:
    thread = say(submitted, CELL, reviewer, "请与台账核对。")
    assert (thread.anchor, thread.state, thread.round and thread.round.number) == (CELL, ThreadState.OPEN, 1)
    comment = Comment.objects.get()
    assert (comment.kind, comment.text, comment.by) == ("raised", "请与台账核对。", reviewer)
    event = Event.objects.of(submitted.subject).last()
    assert event is not None
    assert (event.action, event.payload["address"]) == ("thread.raised", CELL)
    assert event.payload["note"] == "请与台账核对。"


@pytest.mark.parametrize("place", [CELL, "t3.new_received", "t3", "sec3", "sec1", "sec1:1", "title", "report"])
def test_every_kind_of_place_can_be_spoken_of(submitted: Version, reviewer: User, place: str) -> None:
    assert say(submitted, place, reviewer).anchor == place.partition(":")[0]


@pytest.mark.parametrize("place", ["", "t9.x", "sec1:99", "sec1:0", "sec1:x", "t3:1", "sec3.x", "../sec1"])
def test_a_place_that_is_not_there_is_refused(submitted: Version, reviewer: User, place: str) -> None:
    with pytest.raises(Refused, match="请重新选择意见针对哪里"):
        say(submitted, place, reviewer)
    assert not Thread.objects.exists()


def test_a_paragraph_keeps_its_words(submitted: Version, reviewer: User) -> None:
    text = document_of(submitted).sections["sec1"]
    last = list(lines_of(text))[-1]
    thread = say(submitted, f"sec1:{last.number}", reviewer)
    assert (thread.anchor, thread.quote, thread.start) == ("sec1", last.text, last.start)
    assert text[last.start :].startswith(last.text)


@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
def test_a_remark_says_something(submitted: Version, reviewer: User, text: str) -> None:
    with pytest.raises(Refused, match="请写明意见"):
        say(submitted, CELL, reviewer, text)


def test_a_remark_of_any_length_is_answered_with_a_sentence(submitted: Version, reviewer: User) -> None:
    with pytest.raises(Refused, match="最多 2000 字"):
        say(submitted, CELL, reviewer, "长" * (COMMENT_LIMIT + 1))


def test_the_same_remark_sent_twice_is_one(submitted: Version, reviewer: User) -> None:
    assert say(submitted, CELL, reviewer) == say(submitted, CELL, reviewer)
    assert Comment.objects.count() == 1


def test_others_raise_and_settle_nothing(
    submitted: Version, reviewer: User, drafter: User, stranger: User, viewer: User, supervisor: User
) -> None:
    thread = say(submitted, CELL, reviewer)
    for user in (drafter, stranger, viewer, supervisor):
        with pytest.raises(NotAllowed):
            say(submitted, "t2", user)
        with pytest.raises(NotAllowed):
            close_remark(version=submitted, thread=thread.pk, by=user)
        with pytest.raises(NotAllowed):
            reopen_remark(version=submitted, thread=thread.pk, text="再改。", by=user)
    assert Comment.objects.count() == 1


def test_only_the_author_s_side_answers_and_only_while_it_writes(
    submitted: Version, reviewer: User, drafter: User, stranger: User, viewer: User
) -> None:
    thread = say(submitted, CELL, reviewer)
    with pytest.raises(Refused, match="“审核中”，不能答复"):
        answer_remark(version=submitted, thread=thread.pk, text="改了。", by=drafter)
    return_(version=submitted, by=reviewer, note="请改。")
    for user in (reviewer, stranger, viewer):
        with pytest.raises(NotAllowed):
            answer_remark(version=submitted, thread=thread.pk, text="改了。", by=user)
    answered = answer_remark(version=submitted, thread=thread.pk, text="改了。", by=drafter)
    assert answered.state == ThreadState.ANSWERED
    with pytest.raises(Refused, match="不能提出或者办结意见"):
        say(submitted, "t2", reviewer)


def test_a_thread_of_another_report_is_not_there(submitted: Version, reviewer: User) -> None:
    with pytest.raises(Refused, match="没有找到这条意见"):
        close_remark(version=submitted, thread=999, by=reviewer)


def test_a_return_without_a_place_is_refused_and_with_one_is_not(submitted: Version, reviewer: User) -> None:
    with pytest.raises(Refused, match="至少在一处写明意见"):
        return_(version=submitted, by=reviewer, note="请改。")
    assert Version.objects.get().state == State.IN_REVIEW
    return_(version=submitted, by=reviewer, note="请改表三。", place="t3")
    assert Version.objects.get().state == State.RETURNED
    assert Comment.objects.get().text == "请改表三。"


def test_a_refused_return_leaves_no_remark(submitted: Version, reviewer: User) -> None:
    with pytest.raises(Refused, match="有变动"):
        return_(version=submitted, by=reviewer, note="请改表三。", place="t3", seen=submitted.lock + 7)
    assert not Thread.objects.exists()


def test_what_was_closed_sends_nothing_back(submitted: Version, reviewer: User) -> None:
    say(submitted, CELL, reviewer)
    close_all(submitted, reviewer)
    with pytest.raises(Refused, match="至少在一处写明意见"):
        return_(version=submitted, by=reviewer, note="请改。")


def test_each_open_remark_is_answered_before_the_report_comes_back(
    submitted: Version, reviewer: User, drafter: User
) -> None:
    for place in (CELL, "t2"):
        say(submitted, place, reviewer)
    return_(version=submitted, by=reviewer, note="请改。")
    with pytest.raises(Refused, match="还有 2 条审核意见没有答复，不能提交审核"):
        submit(version=submitted, by=drafter)
    answer_all(submitted, drafter)
    assert submit(version=submitted, by=drafter).state == State.IN_REVIEW


def test_nothing_is_approved_over_a_remark_that_is_not_settled(
    submitted: Version, reviewer: User, drafter: User
) -> None:
    say(submitted, CELL, reviewer)
    with pytest.raises(Refused, match="还有 1 条审核意见没有办结，不能同意"):
        approve(version=submitted, by=reviewer)
    return_(version=submitted, by=reviewer, note="请改。")
    answer_all(submitted, drafter)
    submit(version=submitted, by=drafter)
    with pytest.raises(Refused, match="还有 1 条审核意见没有办结，不能同意"):
        approve(version=submitted, by=reviewer)
    close_all(submitted, reviewer)
    assert approve(version=submitted, by=reviewer).state == State.APPROVED


def test_a_remark_after_approval_keeps_the_report_in_the_house(
    submitted: Version, reviewer: User, signatory: User, drafter: User
) -> None:
    approve(version=submitted, by=reviewer)
    say(submitted, "title", signatory)
    with pytest.raises(Refused, match="没有办结，不能报送"):
        hand_in(version=submitted, by=drafter)


def test_an_answer_that_will_not_do_is_asked_for_again(submitted: Version, reviewer: User, drafter: User) -> None:
    thread = say(submitted, CELL, reviewer)
    return_(version=submitted, by=reviewer, note="请改。")
    answer_all(submitted, drafter)
    submit(version=submitted, by=drafter)
    again = reopen_remark(version=submitted, thread=thread.pk, text="与表二仍不一致。", by=reviewer)
    assert again.state == ThreadState.OPEN
    assert list(thread.comments.values_list("kind", flat=True)) == ["raised", "answered", "reopened"]
    return_(version=submitted, by=reviewer, note="还有一处。")
    with pytest.raises(Refused, match="还有 1 条审核意见没有答复"):
        submit(version=submitted, by=drafter)


def test_closing_twice_is_closing_once(submitted: Version, reviewer: User) -> None:
    thread = say(submitted, CELL, reviewer)
    close_remark(version=submitted, thread=thread.pk, by=reviewer)
    close_remark(version=submitted, thread=thread.pk, by=reviewer)
    assert list(thread.comments.values_list("kind", flat=True)) == ["raised", "closed"]


def test_what_is_settled_needs_no_answer(submitted: Version, reviewer: User, drafter: User) -> None:
    thread = say(submitted, CELL, reviewer)
    close_all(submitted, reviewer)
    recall(version=submitted, by=drafter)
    with pytest.raises(Refused, match="已经办结"):
        answer_remark(version=submitted, thread=thread.pk, text="改了。", by=drafter)


def test_answering_makes_nobody_an_author_and_saving_changes_no_remark(
    submitted: Version, reviewer: User, drafter: User
) -> None:
    return_(version=submitted, by=reviewer, note="请核对。", place="t4")
    save_cells(version=submitted, cells={"t4.review.upheld": "1"}, by=drafter)
    assert Thread.objects.get().state == ThreadState.OPEN


def test_each_round_keeps_the_report_as_it_was_submitted(submitted: Version, reviewer: User, drafter: User) -> None:
    return_(version=submitted, by=reviewer, note="请核对。", place="t4")
    save_cells(version=submitted, cells={"t4.review.upheld": "1"}, by=drafter)
    answer_all(submitted, drafter)
    submit(version=submitted, by=drafter)
    contents = RoundContent.objects.filter(round__version=submitted).order_by("round__number")
    assert [item.document["figures"]["t4.review.upheld"] for item in contents] == ["0", "1"]


def test_so_many_remarks_are_a_conversation(
    submitted: Version, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.workflow.threads.MOST_WAITING", 1)
    say(submitted, CELL, reviewer)
    with pytest.raises(Refused, match="没有办结的意见已有 1 条"):
        raise_remark(version=submitted, place="t2", text="请核对。", by=reviewer)
