"""求解空白单元格: solved exactly or left blank, never wrong."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.standards import edition
from govreport.standards.evaluate import broken, scale_figures
from govreport.standards.figures import Figures
from govreport.standards.relations import relations
from govreport.standards.solve import solve
from tests.standards.reports import balanced, of_2020, of_2024, with_inputs

CODES = ["e2014", "e2019", "e2021"]
SOLVED_2024 = {
    "t3.carried_in.natural_person": 0,
    "t3.disclosed_full.natural_person": 15,
    "t3.total_processed.natural_person": 92,
}


def test_the_three_lost_cells_of_2024_have_one_solution() -> None:
    own, figures = edition("e2021"), of_2024()
    assert solve(own, figures) == SOLVED_2024
    whole = scale_figures(figures.replace(solve(own, figures)))
    assert [item for item in broken(relations("e2021"), whole) if item.severity == "error"] == []


@pytest.mark.parametrize("code", CODES)
@given(seed=st.integers(0, 10**6), data=st.data())
def test_one_blank_of_a_balanced_report_is_solved_exactly_or_left(code: str, seed: int, data: st.DataObject) -> None:
    own, figures = edition(code), balanced(code, seed)
    cell = data.draw(st.sampled_from([address for address in own.figure_cells if own.cells[address].numeric]))
    solved = solve(own, figures.replace({cell: None}))
    in_equation = any(
        cell in relation.related and relation.comparison.operator == "=" and relation.severity == "error"
        for relation in relations(code)
    )
    assert solved == ({cell: figures[cell]} if in_equation else {})


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=40)
@given(seed=st.integers(0, 10**6), share=st.sampled_from([0.02, 0.1, 0.3, 0.9]))
def test_whatever_is_solved_among_many_blanks_is_what_stood_there(code: str, seed: int, share: float) -> None:
    own, figures, chance = edition(code), balanced(code, seed), Random(seed)
    blank = {address: None for address in own.figure_cells if chance.random() < share}
    for address, value in solve(own, figures.replace(blank)).items():
        assert address in blank
        assert value == figures[address]


def test_nothing_is_solved_where_nothing_is_blank() -> None:
    assert solve(edition("e2019"), of_2020()) == {}


def test_a_blank_that_its_equations_contradict_is_left_blank() -> None:
    cell = "t3.total_processed.natural_person"
    figures = with_inputs("e2021", {"t3.new_received.natural_person": 5, "t3.disclosed_full.natural_person": 2})
    # The results make 2, the balance wants 5.
    assert solve(edition("e2021"), figures.replace({cell: None})) == {}


def test_a_contradiction_spoils_only_its_own_group() -> None:
    figures = with_inputs("e2021", {"t3.new_received.natural_person": 5, "t3.disclosed_full.natural_person": 2})
    blank = {"t3.total_processed.natural_person": None, "t4.review.total": None}
    assert solve(edition("e2021"), figures.replace(blank)) == {"t4.review.total": 0}


@pytest.mark.parametrize(("total", "solved"), [("5", {"t4.review.other": Decimal(2)}), ("1", {}), ("5.5", {})])
def test_a_value_that_the_cell_cannot_hold_is_not_offered(total: str, solved: dict[str, Decimal]) -> None:
    figures = with_inputs("e2021", {"t4.review.upheld": 3})
    blank = {"t4.review.other": None, "t4.review.total": Decimal(total)}
    assert solve(edition("e2021"), figures.replace(blank)) == solved


def test_two_blanks_of_one_row_stay_open() -> None:
    blank = dict.fromkeys(("t4.review.upheld", "t4.review.other"))
    assert solve(edition("e2021"), with_inputs("e2021", {}).replace(blank)) == {}


def test_an_empty_report_is_not_filled_in() -> None:
    for code in CODES:
        assert solve(edition(code), Figures.blank(edition(code))) == {}
