"""更正: a new version replaces what is public; the old one stays at its address, and everybody reads why."""

import time
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.publishing import withdraw as withdrawing
from govreport.publishing.changes import changes
from govreport.publishing.correct import abandon, begin_correction, may_correct, reword
from govreport.publishing.models import Correction, FrozenError, Publication, WithdrawalState
from govreport.publishing.selectors import publication_for, versions_of
from govreport.publishing.series import published_document
from govreport.publishing.services import publish
from govreport.publishing.withdraw import ask, to_settle, withdraw, withheld
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import State, Version
from govreport.reports.selectors import current_version
from govreport.reports.services import save_cells, save_narrative
from govreport.standards.seal import sm3
from govreport.workflow.approve import approve
from govreport.workflow.models import Comment, CommentKind, Thread
from govreport.workflow.submit import submit
from govreport.workflow.threads import answer_remark
from tests.reasons import answer_warnings
from tests.workflow.test_race import at_once

WHY = "表四“结果维持”漏计 1 件。"


@pytest.fixture
def correction(publication: Publication, drafter: User) -> Version:
    return begin_correction(report=publication.version.report, reason=WHY, by=drafter)


@pytest.fixture
def corrected(correction: Version, drafter: User, reviewer: User, signatory: User) -> Publication:
    text = document_of(correction).sections["sec5"] + "\n第二段是新的。"
    save_narrative(version=correction, section="sec5", text=text, by=drafter)
    answer_warnings(correction, drafter)
    submit(version=correction, by=drafter)
    approve(version=correction, by=reviewer)
    return publish(version=correction, by=signatory, render=False)


def test_a_correction_begins_as_a_copy_of_what_is_public(publication: Publication, correction: Version) -> None:
    assert (correction.number, correction.state) == (2, State.DRAFTING)
    assert document_of(correction) == published_document(publication)
    event = Event.objects.of(correction.subject).get()
    assert (event.action, event.payload["note"]) == ("version.correction.begun", WHY)
    assert publication_for(2023, "yunxi-lincao") == publication


def test_only_a_drafter_begins_a_correction(
    publication: Publication, reviewer: User, signatory: User, supervisor: User, stranger: User
) -> None:
    for user in (reviewer, signatory, supervisor, stranger):
        with pytest.raises(NotAllowed, match="由本机关的起草人开始"):
            begin_correction(report=publication.version.report, reason=WHY, by=user)
    assert Version.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "  \n", "\u200b", "长" * 501])
def test_the_reason_is_asked_for(publication: Publication, drafter: User, reason: str) -> None:
    with pytest.raises(Refused, match=r"请写明更正的原因|最多 500 字"):
        begin_correction(report=publication.version.report, reason=reason, by=drafter)
    assert not Correction.objects.exists()


def test_a_second_click_is_given_the_first_answer(correction: Version, drafter: User) -> None:
    assert begin_correction(report=correction.report, reason=WHY, by=drafter) == correction
    with pytest.raises(Refused, match="第 2 版正在办理"):
        begin_correction(report=correction.report, reason="另一个原因", by=drafter)
    assert not may_correct(drafter, correction.report)


def test_what_is_not_public_needs_no_correction(approved: Version, drafter: User) -> None:
    with pytest.raises(Refused, match="还没有公布"):
        begin_correction(report=approved.report, reason=WHY, by=drafter)


def test_the_old_version_gives_way_and_stays(publication: Publication, corrected: Publication, signatory: User) -> None:
    assert corrected.reason == WHY
    assert publication_for(2023, "yunxi-lincao") == corrected
    assert publication_for(2023, "yunxi-lincao", 1) == publication
    assert [item.version.number for item in versions_of(corrected)] == [2, 1]
    old = Version.objects.get(pk=publication.version_id)
    assert old.state == State.SUPERSEDED
    event = Event.objects.of(old.subject).last()
    assert event is not None
    assert (event.action, event.actor, event.payload["by_version"]) == ("version.superseded", signatory, 2)


def test_whoever_began_the_correction_does_not_approve_it(
    correction: Version, drafter: User, reviewer: User, agency: object
) -> None:
    submit(version=correction, by=drafter)
    with pytest.raises(NotAllowed):
        approve(version=correction, by=drafter)
    assert approve(version=correction, by=reviewer).state == State.APPROVED


def test_when_the_correction_cannot_be_published_the_old_one_stays_in_force(
    publication: Publication, correction: Version, drafter: User, reviewer: User, signatory: User
) -> None:
    submit(version=correction, by=drafter)
    with pytest.raises(Refused, match="不能办理“发布”"):
        publish(version=correction, by=signatory, render=False)
    assert Version.objects.get(pk=publication.version_id).state == State.PUBLISHED


def test_what_changed_is_told_cell_by_cell_and_paragraph_by_paragraph(
    publication: Publication, correction: Version, drafter: User
) -> None:
    before = published_document(publication)
    assert not changes(before, document_of(correction))
    save_cells(version=correction, cells={"t2.licensing.decisions": "17"}, by=drafter)
    text = before.sections["sec5"] + "\n第二段是新的。"
    save_narrative(version=correction, section="sec5", text=text, by=drafter)
    found = changes(before, document_of(correction))
    assert [(item.cell.address, item.new) for item in found.cells] == [("t2.licensing.decisions", "17")]
    assert [(item.part, item.new) for item in found.texts] == [("sec5", ("第二段是新的。",))]


def test_the_reason_is_reworded_while_the_version_is_edited(correction: Version, drafter: User, stranger: User) -> None:
    assert reword(version=correction, reason="更正表四。", by=drafter).reason == "更正表四。"
    with pytest.raises(NotAllowed):
        reword(version=correction, reason="别的", by=stranger)
    submit(version=correction, by=drafter)
    with pytest.raises(Refused, match="不能修改"):
        reword(version=correction, reason="别的", by=drafter)


def test_what_was_published_is_changed_by_nobody(corrected: Publication) -> None:
    assert corrected.sm3 == sm3(corrected.data)
    for name, value in (("reason", "别的"), ("published_at", None), ("data", "{}"), ("sm3", "0"), ("sha256", "0")):
        with pytest.raises(FrozenError):
            Publication.objects.filter(pk=corrected.pk).update(**{name: value})
    corrected.reason = "别的"
    with pytest.raises(FrozenError):
        corrected.save()
    with pytest.raises(FrozenError):
        corrected.save(update_fields=["reason"])
    with pytest.raises(FrozenError):
        corrected.delete()
    with pytest.raises(FrozenError):
        Publication.objects.all().delete()


@pytest.mark.parametrize("column", ["reason", "published_at", "data", "sha256", "sm3"])
def test_the_database_refuses_it_too(corrected: Publication, column: str) -> None:
    statement = f"UPDATE publishing_publication SET {column} = '2001-01-01 00:00:00+00:00' WHERE id = %s"  # noqa: S608
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [corrected.pk])


def test_sm3_is_that_of_the_standard() -> None:
    # GB/T 32905—2016, A.1.
    assert sm3("abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_a_correction_is_given_up_with_a_reason_and_nothing_public_changes(
    publication: Publication, correction: Version, drafter: User
) -> None:
    ended = abandon(version=correction, reason="核实后原数字无误。", by=drafter)
    assert ended.state == State.ABANDONED
    assert abandon(version=correction, reason="核实后原数字无误。", by=drafter) == ended
    event = Event.objects.filter(action="version.correction.abandoned").get()
    assert (event.subject, event.payload["note"]) == (correction.subject, "核实后原数字无误。")
    assert publication_for(2023, "yunxi-lincao") == publication
    report = publication.version.report
    assert current_version(report) == publication.version
    with pytest.raises(Refused):
        save_cells(version=ended, cells={"t4.review.upheld": "1"}, by=drafter)
    # A number that was given up is not used again.
    assert begin_correction(report=report, reason=WHY, by=drafter).number == 3


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_giving_up_needs_a_reason_and_the_draft_at_hand(
    correction: Version, drafter: User, reviewer: User, stranger: User, reason: str
) -> None:
    with pytest.raises(Refused, match="请写明废止更正稿的原因"):
        abandon(version=correction, reason=reason, by=drafter)
    for user in (reviewer, stranger):
        with pytest.raises(NotAllowed, match="由本机关的起草人废止"):
            abandon(version=correction, reason="无误。", by=user)
    answer_warnings(correction, drafter)
    submit(version=correction, by=drafter)
    with pytest.raises(Refused, match="现在是“审核中”，不能废止"):
        abandon(version=correction, reason="无误。", by=drafter)


def test_only_corrections_are_given_up(approved: Version, drafter: User) -> None:
    Version.objects.filter(pk=approved.pk).update(state=State.DRAFTING)
    with pytest.raises(Refused, match="不是更正稿"):
        abandon(version=approved, reason="无误。", by=drafter)


def test_remarks_left_open_go_with_the_correction(publication: Publication, drafter: User) -> None:
    # As an earlier release left them, which let reports be published over open remarks.
    thread = Thread.objects.create(version=publication.version, anchor="t3")
    Comment.objects.create(thread=thread, kind=CommentKind.RAISED, text="请核对合计。", by=drafter)
    draft = begin_correction(report=publication.version.report, reason=WHY, by=drafter)
    event = Event.objects.of(draft.subject).get()
    assert event.payload["carried"] == 1
    answer_warnings(draft, drafter)
    with pytest.raises(Refused, match="还有 1 条审核意见没有答复"):
        submit(version=draft, by=drafter)
    answer_remark(version=draft, thread=thread.pk, text="合计无误。", by=drafter)
    assert submit(version=draft, by=drafter).state == State.IN_REVIEW


def test_a_request_to_withdraw_ends_with_the_correction_that_comes_first(
    publication: Publication, correction: Version, drafter: User, reviewer: User, signatory: User
) -> None:
    # Asked for by the one who publishes the correction, too: nobody approves an own request here.
    asked = ask(version=publication.version, kind="errors", reason="数字有误。", by=signatory)
    answer_warnings(correction, drafter)
    submit(version=correction, by=drafter)
    approve(version=correction, by=reviewer)
    publish(version=correction, by=signatory, render=False)
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == (WithdrawalState.REPLACED, signatory)
    assert "第 2 版已更正替换这一版" in asked.note
    event = Event.objects.filter(action="version.withdrawal.replaced").get()
    assert (event.subject, event.payload["by_version"]) == (publication.version.subject, 2)


@pytest.mark.django_db(transaction=True)
def test_of_a_withdrawal_and_a_correction_at_one_moment_one_comes_first_and_neither_breaks(
    publication: Publication,
    correction: Version,
    drafter: User,
    reviewer: User,
    signatory: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = ask(version=publication.version, kind="errors", reason="数字有误。", by=drafter)
    answer_warnings(correction, drafter)
    submit(version=correction, by=drafter)
    approve(version=correction, by=reviewer)
    real = withdrawing.move

    def slow(**given: Any) -> Version:
        time.sleep(0.3)  # the request is locked, the version not yet
        return real(**given)

    monkeypatch.setattr(withdrawing, "move", slow)
    at_once(
        lambda: withdraw(withdrawal=asked, by=signatory),
        lambda: publish(version=correction, by=signatory, render=False),
    )
    asked.refresh_from_db()
    first, second = Version.objects.order_by("number")
    assert second.state == State.PUBLISHED
    assert (first.state, asked.state) in {
        (State.WITHDRAWN, WithdrawalState.DONE),
        (State.SUPERSEDED, WithdrawalState.REPLACED),
    }


def test_a_version_that_was_replaced_can_be_withdrawn_too(
    publication: Publication, corrected: Publication, drafter: User, signatory: User
) -> None:
    first = publication.version
    asked = ask(version=first, kind="not_public", reason="第 1 版有不应公开的内容。", by=drafter)
    assert to_settle(signatory) == [asked]
    assert to_settle(drafter) == []
    withdraw(withdrawal=asked, by=signatory)
    assert Version.objects.get(pk=first.pk).state == State.WITHDRAWN
    assert withheld(Publication.objects.with_report().get(pk=publication.pk))
    assert publication_for(2023, "yunxi-lincao") == corrected
