"""按上年推算: what follows from last year's report."""

from decimal import Decimal

from govreport.checks.expected import derivable, expected
from govreport.standards import edition
from tests.builders import balanced

CELL = "t2.normative_docs.in_force"


def test_documents_in_force_follow_from_last_years_and_this_years_changes() -> None:
    now = balanced()
    figures = now.figures.replace({"t2.normative_docs.issued": Decimal(5), "t2.normative_docs.repealed": Decimal(1)})
    found = expected(now.replace(figures=figures), balanced(year=2022))
    assert found == {CELL: 7, "t2.rules.in_force": 0}


def test_the_number_of_items_follows_in_the_format_of_2019() -> None:
    before = balanced("e2019")
    figures = before.figures.replace({"t2.licensing.prev_items": Decimal(8), "t2.licensing.delta": Decimal(-3)})
    found = expected(balanced("e2019"), before.replace(figures=figures))
    assert found["t2.licensing.prev_items"] == 5


def test_a_blank_part_leaves_the_cell_out_but_it_can_still_follow() -> None:
    now = balanced()
    blank = now.replace(figures=now.figures.replace({"t2.normative_docs.issued": None}))
    assert CELL not in expected(blank, balanced(year=2022))
    assert CELL in derivable(edition("e2021"), balanced(year=2022))


def test_without_last_years_figure_nothing_follows() -> None:
    assert expected(balanced(), None) == {}
    assert expected(balanced(), balanced("e2019")) == {}
    assert derivable(edition("e2021"), balanced("e2019")) == frozenset()
    assert derivable(edition("e2021"), None) == frozenset()
