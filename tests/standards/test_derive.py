"""合计: totals follow their inputs, except where a source or a person states otherwise."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.standards import edition
from govreport.standards.derive import computed, declared_totals, derivations, settle
from govreport.standards.figures import Figures
from tests.standards.reports import balanced, of_2020, with_inputs

CODES = ["e2014", "e2019", "e2021"]
NEW = "t3.new_received.natural_person"
NEW_TOTAL = "t3.new_received.total"


@pytest.mark.parametrize("code", CODES)
def test_each_derived_cell_has_one_sum_made_of_cells_before_it(code: str) -> None:
    derived = {address for address, cell in edition(code).cells.items() if cell.derived}
    order = [cell for cell, _ in derivations(code)]
    assert sorted(order) == sorted(derived)
    for cell, total in derivations(code):
        assert all(order.index(part) < order.index(cell) for part in total.addresses if part in derived)


@given(code=st.sampled_from(CODES), seed=st.integers(0, 10**6))
def test_a_balanced_report_declares_nothing_of_its_own(code: str, seed: int) -> None:
    assert declared_totals(code, balanced(code, seed)) == frozenset()


def test_a_total_of_totals_follows_from_the_inputs() -> None:
    figures = with_inputs("e2014", {"t18.c3_ref_secret": 2, "t18.c3_ref_trade": 1, "t18.c3_granted": 4})
    assert computed("e2014", figures)["t18.c3_refused"] == 3
    assert computed("e2014", figures)["t18.c3_replied"] == 7


def test_a_total_is_blank_while_an_input_is() -> None:
    figures = with_inputs("e2021", {NEW: 3}).replace({"t3.new_received.research": None})
    assert computed("e2021", figures)[NEW_TOTAL] is None


def test_the_wrong_totals_of_2020_are_declared() -> None:
    assert declared_totals("e2019", of_2020()) == {
        "t3.total_processed.natural_person",
        "t3.total_processed.total",
    }


def test_a_total_over_blanks_is_declared() -> None:
    figures = Figures.blank(edition("e2021")).replace({NEW_TOTAL: Decimal(0)})
    assert declared_totals("e2021", figures) == {NEW_TOTAL}
    assert settle("e2021", figures, {NEW: Decimal(1)})[NEW_TOTAL] == 0


def test_totals_follow_a_change() -> None:
    after = settle("e2021", with_inputs("e2021", {NEW: 3}), {NEW: Decimal(5)})
    assert (after[NEW], after[NEW_TOTAL]) == (5, 5)


def test_a_blank_total_whose_parts_nobody_touched_stays_blank() -> None:
    lost = with_inputs("e2021", {NEW: 3}).replace({NEW_TOTAL: None})
    assert settle("e2021", lost, {"t4.review.upheld": Decimal(1)})[NEW_TOTAL] is None
    assert settle("e2021", lost, {NEW: Decimal(4)})[NEW_TOTAL] == 4
    assert settle("e2021", lost, {NEW_TOTAL: None})[NEW_TOTAL] == 3


def test_a_declared_total_stays_while_inputs_change() -> None:
    after = settle("e2019", of_2020(), {"t3.disclosed_full.natural_person": Decimal(2)})
    assert after["t3.total_processed.natural_person"] == 0
    assert after["t3.disclosed_full.total"] == 2


def test_a_declared_total_that_is_cleared_is_computed_again() -> None:
    after = settle("e2019", of_2020(), {"t3.total_processed.natural_person": None})
    assert after["t3.total_processed.natural_person"] == 2
    assert after["t3.total_processed.total"] == 0


def test_a_total_that_a_person_states_stands_and_keeps_standing() -> None:
    stated = settle("e2021", with_inputs("e2021", {NEW: 3}), {NEW_TOTAL: Decimal(9)})
    assert stated[NEW_TOTAL] == 9
    assert settle("e2021", stated, {NEW: Decimal(4)})[NEW_TOTAL] == 9


def test_a_total_stated_as_what_it_is_goes_on_following() -> None:
    stated = settle("e2021", with_inputs("e2021", {NEW: 3}), {NEW_TOTAL: Decimal(3)})
    assert settle("e2021", stated, {NEW: Decimal(4)})[NEW_TOTAL] == 4


def test_the_figures_before_are_left_alone() -> None:
    before = with_inputs("e2021", {NEW: 3})
    settle("e2021", before, {NEW: Decimal(5)})
    assert before[NEW] == 3
