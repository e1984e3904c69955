"""修改建议: every smallest repair, none that does not clear everything, none applied."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.standards import edition
from govreport.standards.cell_rules import storable
from govreport.standards.evaluate import broken, scale_figures
from govreport.standards.figures import Figures
from govreport.standards.relations import relations
from govreport.standards.repair import repairs
from tests.standards.reports import balanced, of_2020, with_inputs

CODES = ["e2014", "e2019", "e2021"]


def errors(code: str, figures: Figures) -> list[str]:
    found = broken(relations(code), scale_figures(figures))
    return [item.rule for item in found if item.severity == "error"]


def test_the_report_of_2020_has_no_single_repair_and_exactly_one_pair() -> None:
    found = repairs(edition("e2019"), of_2020())
    assert [(dict(repair.changes), repair.clears) for repair in found] == [
        ({"t3.total_processed.natural_person": 2, "t3.total_processed.total": 2}, ("T3-02", "T3-03"))
    ]


def test_a_sound_report_needs_no_repair() -> None:
    for code in CODES:
        assert repairs(edition(code), balanced(code, 1)) == []


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=30)
@given(seed=st.integers(0, 10**6), data=st.data())
def test_after_one_slip_every_repair_clears_all_and_one_is_the_truth(code: str, seed: int, data: st.DataObject) -> None:
    own, right = edition(code), balanced(code, seed)
    cell = data.draw(st.sampled_from([address for address in own.figure_cells if own.cells[address].numeric]))
    wrong = right.replace({cell: (right[cell] or Decimal(0)) + data.draw(st.integers(1, 40))})
    equations = {"A-01", "A-02", "A-03", "A-04", "A-05", "A-07", "T3-01", "T3-02", "T3-03", "T4-01"}
    found = repairs(own, wrong)
    if not equations & set(errors(code, wrong)):
        assert found == []
        return
    assert {cell: right[cell]} in [dict(repair.changes) for repair in found]
    assert {len(repair.changes) for repair in found} == {1}
    for repair in found:
        assert not equations & set(errors(code, wrong.replace(repair.changes)))


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=20)
@given(seed=st.integers(0, 10**6), data=st.data())
def test_after_two_slips_every_repair_clears_all_and_fits_its_cells(code: str, seed: int, data: st.DataObject) -> None:
    own, right = edition(code), balanced(code, seed)
    cells = [address for address in own.figure_cells if address.startswith(("t3.", "t4.", "t18.c", "t18.d"))]
    numeric = [address for address in cells if own.cells[address].numeric]
    slips = data.draw(st.lists(st.sampled_from(numeric), min_size=2, max_size=2, unique=True))
    wrong = right.replace({cell: (right[cell] or Decimal(0)) + data.draw(st.integers(1, 9)) for cell in slips})
    for repair in repairs(own, wrong):
        assert errors(code, wrong.replace(repair.changes)) == []
        for cell, value in repair.changes.items():
            assert value != wrong[cell]
            assert storable(own.cells[cell], value)


def test_a_repair_that_would_need_a_negative_count_is_not_offered() -> None:
    figures = with_inputs("e2021", {"t4.review.upheld": 1}).replace({"t4.review.total": Decimal(0)})
    changes = [dict(repair.changes) for repair in repairs(edition("e2021"), figures)]
    assert changes == [{"t4.review.upheld": 0}, {"t4.review.total": 1}]


def test_a_bound_that_is_broken_anyway_does_not_hide_a_repair() -> None:
    figures = with_inputs("e2014", {"t18.a1_normative_disclosed": 3}).replace({"t18.d_total": Decimal(1)})
    assert "A-09" in errors("e2014", figures)
    assert {"t18.d_total": 0} in [dict(repair.changes) for repair in repairs(edition("e2014"), figures)]


def test_a_repair_that_breaks_a_bound_is_not_offered() -> None:
    own = edition("e2021")
    cell = "t3.other_fee_unpaid.total"
    right = with_inputs("e2021", {}).replace({"fee.notice_count": Decimal(0)})
    figures = right.replace({"t3.other_fee_unpaid.research": Decimal(1), "t3.total_processed.research": Decimal(1)})
    assert all(repair.changes.get(cell, 0) == 0 for repair in repairs(own, figures))


def test_unknown_cells_are_never_part_of_a_repair() -> None:
    figures = of_2020().replace({"t3.disclosed_part.natural_person": None})
    for repair in repairs(edition("e2019"), figures):
        assert "t3.disclosed_part.natural_person" not in repair.changes
