"""更正建议（合计随之计算）: every smallest change of inputs, with the totals following."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.standards import edition
from govreport.standards.derive import computed
from govreport.standards.evaluate import broken, scale_figures
from govreport.standards.figures import Figures
from govreport.standards.follow import input_repairs
from govreport.standards.relations import relations
from tests.standards.reports import balanced

CODES = ["e2014", "e2019", "e2021"]


def settled(code: str, figures: Figures) -> Figures:
    """With all totals computed, as in a report written here."""
    return figures.replace(computed(code, figures))


def errors(code: str, figures: Figures) -> set[str]:
    return {item.rule for item in broken(relations(code), scale_figures(figures)) if item.severity == "error"}


@pytest.mark.parametrize("code", CODES)
def test_a_sound_report_needs_none(code: str) -> None:
    assert input_repairs(edition(code), settled(code, balanced(code, 1))) == []


@pytest.mark.parametrize("code", ["e2019", "e2021"])
@settings(max_examples=25)
@given(seed=st.integers(0, 10**6), data=st.data())
def test_after_one_slip_every_proposal_clears_all_and_one_is_the_truth(
    code: str, seed: int, data: st.DataObject
) -> None:
    own, right = edition(code), settled(code, balanced(code, seed))
    inputs = [cell for cell in own.figure_cells if cell.startswith("t3.") and not own.cells[cell].derived]
    cell = data.draw(st.sampled_from(inputs))
    wrong = settled(code, right.replace({cell: (right[cell] or Decimal(0)) + data.draw(st.integers(1, 40))}))
    found = input_repairs(own, wrong)
    assert {cell: right[cell]} in [dict(repair.changes) for repair in found]
    for repair in found:
        assert len(repair.changes) == 1
        assert not any(own.cells[address].derived for address in repair.changes)
        assert not errors(code, settled(code, wrong.replace(dict(repair.changes))))


@pytest.mark.parametrize("code", ["e2019", "e2021"])
@settings(max_examples=10)
@given(seed=st.integers(0, 10**6))
def test_after_two_slips_in_two_columns_pairs_are_offered(code: str, seed: int) -> None:
    own, right = edition(code), settled(code, balanced(code, seed))
    slips = {
        f"t3.new_received.{column}": (right[f"t3.new_received.{column}"] or Decimal(0)) + add
        for column, add in (("natural_person", 3), ("commercial", 5))
    }
    wrong = settled(code, right.replace(slips))
    found = input_repairs(own, wrong)
    assert {cell: right[cell] for cell in slips} in [dict(repair.changes) for repair in found]
    for repair in found:
        assert len(repair.changes) == 2
        assert not errors(code, settled(code, wrong.replace(dict(repair.changes))))


def test_fixed_cells_are_left_alone() -> None:
    own, right = edition("e2021"), settled("e2021", balanced("e2021", 7))
    cell = "t3.new_received.research"
    wrong = settled("e2021", right.replace({cell: (right[cell] or Decimal(0)) + 1}))
    assert all(cell not in repair.changes for repair in input_repairs(own, wrong, fixed={cell}))


def test_without_all_figures_nothing_is_known_to_be_wrong() -> None:
    assert input_repairs(edition("e2021"), Figures.blank(edition("e2021"))) == []
