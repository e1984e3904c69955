"""填写数据: cells exactly as typed, totals that follow, nothing lost."""

from decimal import Decimal

import pytest

from govreport.agencies.models import Agency, User
from govreport.journal.models import Event
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import State, Version
from govreport.reports.services import save_cells
from govreport.standards.document import CELL_LIMIT, Document

CELL = "t3.new_received.natural_person"
TOTAL = "t3.new_received.total"
OTHERS = ("commercial", "research", "public_welfare", "legal_service", "other_org")


def now(version: Version) -> Document:
    return document_of(Version.objects.get(pk=version.pk))


def test_a_number_goes_to_its_column_and_its_total_follows(blank: Version, drafter: User) -> None:
    row = {f"t3.new_received.{column}": "0" for column in OTHERS}
    saved = save_cells(version=blank, cells={**row, CELL: "12"}, by=drafter)
    assert saved.document == now(blank)
    assert saved.document.figures[CELL] == Decimal(12)
    assert saved.changed[TOTAL] == "12"
    assert saved.document.figures[TOTAL] == Decimal(12)


def test_a_total_stays_blank_while_a_part_is_blank(blank: Version, drafter: User) -> None:
    saved = save_cells(version=blank, cells={CELL: "12"}, by=drafter)
    assert saved.document.figures[TOTAL] is None
    assert saved.changed == {CELL: "12"}


@pytest.mark.parametrize(
    ("typed", "shown", "figure"),
    [
        ("３", "3", "3"),
        (" 1,234 ", "1234", "1234"),
        ("0", "0", "0"),
        ("", "", None),
        ("3件", "3件", "3"),
        ("22（其中修订16件）", "22（其中修订16件）", "22"),
        ("1.5", "1.5", None),
        ("-3", "-3", None),
        ("+3", "+3", None),
        ("11 36", "11 36", None),
        ("/", "/", None),
        ("无", "无", None),
        ("不清楚", "不清楚", None),
        ("99999999999", "99999999999", "99999999999"),
        ("9999999999999", "9999999999999", None),
    ],
)
def test_what_is_typed_in_a_count_is_read_or_kept(
    complete: Version, drafter: User, typed: str, shown: str, figure: str | None
) -> None:
    saved = save_cells(version=complete, cells={CELL: typed}, by=drafter)
    assert saved.changed[CELL] == shown
    assert saved.document == now(complete)
    assert saved.document.figures[CELL] == (None if figure is None else Decimal(figure))


def test_a_change_of_items_may_be_signed(imported: Version, drafter: User) -> None:
    saved = save_cells(version=imported, cells={"t2.licensing.delta": "+1036", "t2.penalty.delta": "-4"}, by=drafter)
    assert saved.document.figures["t2.licensing.delta"] == Decimal(1036)
    assert saved.document.figures["t2.penalty.delta"] == Decimal(-4)


def test_an_amount_with_its_unit_is_a_number_and_stays_as_typed(imported: Version, drafter: User) -> None:
    cell = "t2.procurement.amount"
    saved = save_cells(version=imported, cells={cell: "251000元"}, by=drafter)
    assert (saved.document.figures[cell], saved.document.printed[cell]) == (Decimal(251000), "251000元")
    saved = save_cells(version=imported, cells={cell: "4299"}, by=drafter)
    assert (saved.document.figures[cell], saved.document.printed) == (Decimal(4299), {})


def test_an_amount_keeps_its_decimals(complete: Version, drafter: User) -> None:
    cell = "t2.admin_fees.amount_wan"
    saved = save_cells(version=complete, cells={cell: "123456789012.123456"}, by=drafter)
    assert now(complete).figures[cell] == Decimal("123456789012.123456")
    saved = save_cells(version=complete, cells={cell: "0.1234567"}, by=drafter)
    assert (saved.document.figures[cell], saved.changed[cell]) == (None, "0.1234567")


def test_correcting_odd_text_clears_it(complete: Version, drafter: User) -> None:
    save_cells(version=complete, cells={CELL: "不清楚"}, by=drafter)
    saved = save_cells(version=complete, cells={CELL: "2"}, by=drafter)
    assert (saved.document.printed, saved.changed[CELL]) == ({}, "2")
    assert complete.printed_cells.count() == 0


def test_words_go_to_the_text_cell_of_the_2014_table(agency: Agency, drafter: User) -> None:
    from govreport.reports.services import start_report

    version = start_report(agency=agency, year=2018, by=drafter)
    saved = save_cells(version=version, cells={"t18.c4_topics": "林权、草场。"}, by=drafter)
    assert saved.document.printed == now(version).printed == {"t18.c4_topics": "林权、草场。"}


def test_totals_cannot_be_typed_in_a_report_written_here(blank: Version, drafter: User) -> None:
    saved = save_cells(version=blank, cells={TOTAL: "9"}, by=drafter)
    assert saved.changed == {TOTAL: ""}
    assert now(blank).figures[TOTAL] is None


def test_a_declared_total_stays_until_someone_changes_it(imported: Version, drafter: User) -> None:
    declared = "t3.total_processed.natural_person"
    saved = save_cells(version=imported, cells={"t3.disclosed_full.natural_person": "3"}, by=drafter)
    assert saved.document.figures[declared] == Decimal(0)
    assert saved.document.figures["t3.disclosed_full.total"] == Decimal(3)
    saved = save_cells(version=imported, cells={declared: "4"}, by=drafter)
    assert saved.document.figures[declared] == Decimal(4)


def test_a_cleared_total_is_computed(imported: Version, drafter: User) -> None:
    declared = "t3.total_processed.natural_person"
    saved = save_cells(version=imported, cells={declared: ""}, by=drafter)
    assert saved.changed[declared] == "2"


def test_a_total_that_was_lost_stays_blank_while_other_cells_are_edited(agency: Agency, drafter: User) -> None:
    from govreport.reports.services import start_report
    from tests.builders import balanced

    document = balanced()
    lost = document.replace(
        figures=document.figures.replace({"t4.review.total": None}), printed={"t4.review.total": "/"}
    )
    version = start_report(agency=agency, year=2023, by=drafter, document=lost)
    saved = save_cells(version=version, cells={CELL: "5"}, by=drafter)
    assert saved.document.printed == {"t4.review.total": "/"}
    saved = save_cells(version=version, cells={"t4.review.upheld": "1"}, by=drafter)
    assert (saved.changed["t4.review.total"], saved.document.printed) == ("1", {})


def test_a_whole_form_may_be_sent_without_undoing_totals(imported: Version, drafter: User) -> None:
    from govreport.reports.services.cells import shown

    before = document_of(imported)
    form = {address: shown(before, address) for address in before.figures}
    form["t3.disclosed_full.natural_person"] = "3"
    saved = save_cells(version=imported, cells=form, by=drafter)
    # The form still said 1 in this total; its parts now add up to 3.
    assert saved.changed["t3.disclosed_full.total"] == "3"
    assert saved.document.figures["t3.total_processed.total"] == Decimal(0)
    event = Event.objects.filter(action="report.figures.changed").get()
    assert event.payload == {
        "t3.disclosed_full.natural_person": ["1", "3"],
        "t3.disclosed_full.total": ["1", "3"],
    }


def test_saving_what_already_stands_there_changes_nothing(complete: Version, drafter: User) -> None:
    events = Event.objects.count()
    saved = save_cells(version=complete, cells={CELL: " 2 "}, by=drafter)
    assert saved.changed == {CELL: "2"}
    assert Event.objects.count() == events
    assert Version.objects.get(pk=complete.pk).lock == 0


def test_each_save_is_counted_and_recorded_with_old_and_new(complete: Version, drafter: User) -> None:
    save_cells(version=complete, cells={"t4.review.upheld": "1"}, by=drafter)
    event = Event.objects.of(complete.subject).last()
    assert event is not None
    assert (event.actor, event.action) == (drafter, "report.figures.changed")
    assert event.payload == {"t4.review.upheld": ["0", "1"], "t4.review.total": ["0", "1"]}
    assert Version.objects.get(pk=complete.pk).lock == 1


def test_an_unknown_cell_is_named_and_nothing_is_saved(complete: Version, drafter: User) -> None:
    for address in ("t3.other_processing.total", "fee.notice_count", "nonsense"):
        with pytest.raises(Refused, match=f"2023年度的表格没有单元格“{address}”"):
            save_cells(version=complete, cells={"t4.review.upheld": "1", address: "1"}, by=drafter)
    assert now(complete).figures["t4.review.upheld"] == Decimal(0)


def test_a_text_without_end_is_refused(complete: Version, drafter: User) -> None:
    with pytest.raises(Refused, match=f"有 {CELL_LIMIT + 1} 字，最多 {CELL_LIMIT} 字"):
        save_cells(version=complete, cells={CELL: "一" * (CELL_LIMIT + 1)}, by=drafter)


def test_characters_that_no_text_can_hold_are_dropped(complete: Version, drafter: User) -> None:
    saved = save_cells(version=complete, cells={CELL: "不\x00清\ud800楚"}, by=drafter)
    assert saved.changed[CELL] == "不清楚"


def test_a_count_larger_than_its_column_takes_part_in_the_sums(complete: Version, drafter: User) -> None:
    saved = save_cells(version=complete, cells={"t4.review.upheld": "2147483648"}, by=drafter)
    assert saved.document.figures["t4.review.total"] == Decimal(2147483648)
    assert saved.document == now(complete)
    assert saved.document.printed == {}


def test_an_unknown_address_is_quoted_in_one_short_line(complete: Version, drafter: User) -> None:
    with pytest.raises(Refused) as refused:
        save_cells(version=complete, cells={"x\n\ud800" * 100_000: "1"}, by=drafter)
    assert len(str(refused.value).encode()) < 300


def test_only_drafters_change_cells(complete: Version, reviewer: User, supervisor: User, stranger: User) -> None:
    for user in (reviewer, supervisor, stranger):
        with pytest.raises(NotAllowed, match="不是“云溪县林业和草原局”的起草人"):
            save_cells(version=complete, cells={CELL: "5"}, by=user)


@pytest.mark.parametrize("state", [state for state in State if state not in (State.DRAFTING, State.RETURNED)])
def test_nothing_is_changed_outside_drafting(complete: Version, drafter: User, state: State) -> None:
    Version.objects.filter(pk=complete.pk).update(state=state)
    with pytest.raises(Refused, match=f"这份报告现在是“{state.label}”，不能修改"):
        save_cells(version=complete, cells={CELL: "5"}, by=drafter)


def test_a_returned_report_can_be_changed(complete: Version, drafter: User) -> None:
    Version.objects.filter(pk=complete.pk).update(state=State.RETURNED)
    assert save_cells(version=complete, cells={CELL: "5"}, by=drafter).changed[CELL] == "5"
