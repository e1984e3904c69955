"""撤销空白填 0: exactly the cells that were filled and still say 0, once, and the journal knows it."""

import pytest

from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import fill_zeros, save_cells, unfill_zeros
from govreport.reports.services.cells import shown
from govreport.reports.services.zeros import last_filling
from govreport.workflow.permissions import wrote

FOUR = ["t4.review.upheld", "t4.review.corrected", "t4.review.other", "t4.review.pending"]


def texts(version: Version) -> list[str]:
    document = document_of(Version.objects.get(pk=version.pk))
    return [shown(document, address) for address in [*FOUR, "t4.review.total"]]


def filling(version: Version, by: User) -> int:
    event = last_filling(version, by)
    assert event is not None
    return event.pk


def test_the_cells_are_blank_again_and_so_is_the_total(blank: Version, drafter: User) -> None:
    fill_zeros(version=blank, addresses=FOUR, by=drafter)
    unfill_zeros(version=blank, event=filling(blank, drafter), by=drafter)
    assert texts(blank) == [""] * 5
    event = Event.objects.of(blank.subject).last()
    assert event is not None
    assert (event.action, event.payload[FOUR[0]]) == ("report.zeros.undone", ["0", ""])


def test_zeros_typed_before_and_cells_changed_since_stay(blank: Version, drafter: User) -> None:
    save_cells(version=blank, cells={FOUR[0]: "0"}, by=drafter)
    fill_zeros(version=blank, addresses=FOUR, by=drafter)
    save_cells(version=blank, cells={FOUR[1]: "3"}, by=drafter)
    saved = unfill_zeros(version=blank, event=filling(blank, drafter), by=drafter)
    assert texts(blank)[:4] == ["0", "3", "", ""]
    assert {address for address, text in saved.changed.items() if not text} >= {FOUR[2], FOUR[3]}


def test_a_second_time_there_is_nothing_left_to_take_back(blank: Version, drafter: User) -> None:
    fill_zeros(version=blank, addresses=FOUR, by=drafter)
    event = filling(blank, drafter)
    unfill_zeros(version=blank, event=event, by=drafter)
    with pytest.raises(Refused, match="没有可以撤销的"):
        unfill_zeros(version=blank, event=event, by=drafter)


def test_only_a_filling_of_ones_own_in_this_version_can_be_taken_back(
    blank: Version, drafter: User, reviewer: User
) -> None:
    save_cells(version=blank, cells={FOUR[0]: "0"}, by=drafter)
    other = Event.objects.of(blank.subject).last()
    assert other is not None
    for event in (other.pk, 0, 10**15):
        with pytest.raises(Refused, match="没有找到要撤销的"):
            unfill_zeros(version=blank, event=event, by=drafter)
    fill_zeros(version=blank, addresses=FOUR, by=drafter)
    with pytest.raises(NotAllowed):
        unfill_zeros(version=blank, event=filling(blank, drafter), by=reviewer)


def test_whoever_takes_zeros_back_has_written(blank: Version, drafter: User) -> None:
    fill_zeros(version=blank, addresses=FOUR, by=drafter)
    unfill_zeros(version=blank, event=filling(blank, drafter), by=drafter)
    assert wrote(drafter, blank)
