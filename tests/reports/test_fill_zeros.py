"""空白填 0: only what is blank becomes zero, only when a person says so, and the journal knows it as such."""

from decimal import Decimal

import pytest

from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import State, Version
from govreport.reports.services import fill_zeros, save_cells
from govreport.reports.services.zeros import blank_cells

FOUR = ["t4.review.upheld", "t4.review.corrected", "t4.review.other", "t4.review.pending"]


def test_blank_cells_are_inputs_without_anything_in_them(blank: Version, drafter: User) -> None:
    save_cells(version=blank, cells={"t4.review.upheld": "3", "t4.review.other": "无"}, by=drafter)
    blanks = blank_cells(document_of(blank), "t4")
    assert len(blanks) == 10
    assert blanks[:2] == ["t4.review.corrected", "t4.review.pending"]
    assert "t4.review.total" not in blanks


def test_blank_cells_become_zero_and_the_total_follows(blank: Version, drafter: User) -> None:
    saved = fill_zeros(version=blank, addresses=FOUR, by=drafter)
    assert [saved.document.figures[address] for address in [*FOUR, "t4.review.total"]] == [Decimal(0)] * 5
    event = Event.objects.of(blank.subject).last()
    assert event is not None
    assert (event.action, event.actor) == ("report.zeros.filled", drafter)
    assert event.payload == {address: ["", "0"] for address in [*FOUR, "t4.review.total"]}


def test_what_was_filled_in_meanwhile_stays(blank: Version, drafter: User) -> None:
    save_cells(version=blank, cells={FOUR[0]: "7", FOUR[1]: "两件"}, by=drafter)
    saved = fill_zeros(version=blank, addresses=FOUR, by=drafter)
    assert (saved.document.figures[FOUR[0]], saved.document.printed[FOUR[1]]) == (Decimal(7), "两件")
    assert saved.document.figures[FOUR[2]] == Decimal(0)


def test_a_second_time_there_is_nothing_to_fill(blank: Version, drafter: User) -> None:
    fill_zeros(version=blank, addresses=FOUR, by=drafter)
    with pytest.raises(Refused, match="已经都有内容"):
        fill_zeros(version=blank, addresses=FOUR, by=drafter)
    assert Event.objects.of(blank.subject).filter(action="report.zeros.filled").count() == 1


@pytest.mark.parametrize("address", ["t4.review.total", "t4.nowhere", "fee.notice_count", "x" * 10_000])
def test_totals_and_unknown_cells_are_refused(blank: Version, drafter: User, address: str) -> None:
    with pytest.raises(Refused, match=r"^.{,80}不是可以填 0 的格"):
        fill_zeros(version=blank, addresses=[FOUR[0], address], by=drafter)
    assert document_of(blank).figures[FOUR[0]] is None


def test_only_drafters_fill_and_only_while_drafting(blank: Version, drafter: User, reviewer: User) -> None:
    with pytest.raises(NotAllowed):
        fill_zeros(version=blank, addresses=FOUR, by=reviewer)
    Version.objects.filter(pk=blank.pk).update(state=State.APPROVED)
    with pytest.raises(Refused, match="已审定"):
        fill_zeros(version=blank, addresses=FOUR, by=drafter)
