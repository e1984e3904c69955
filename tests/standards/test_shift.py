"""错列: rows and blocks that stand wrongly are recognised when another reading makes everything add up."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from govreport.standards import edition
from govreport.standards.document import Document
from govreport.standards.shift import block_shift, row_shifts
from tests.builders import balanced, with_totals

OWN = edition("e2021")
COLUMNS = [column.code for column in OWN.table("t3").columns]
INPUTS = {
    "t3.new_received.natural_person": 14,
    "t3.new_received.commercial": 3,
    "t3.disclosed_full.natural_person": 12,
    "t3.disclosed_full.commercial": 3,
    "t3.unable_not_held.natural_person": 2,
}


def printed(row: str, values: Sequence[int | None]) -> Document:
    """A report that adds up, except that one row is printed otherwise."""
    cells = {
        f"t3.{row}.{column}": None if value is None else Decimal(value)
        for column, value in zip(COLUMNS, values, strict=True)
    }
    return balanced().replace(figures=with_totals(OWN, INPUTS).replace(cells))


@pytest.mark.parametrize(
    ("values", "way"),
    [
        ([3, 0, 0, 0, 0, 15, 0], "left"),
        ([3, 0, 0, 0, 0, 15, None], "left"),
        ([0, 12, 3, 0, 0, 0, 0], "right"),
        ([None, 12, 3, 0, 0, 0, 0], "right"),
        ([1, 2, 3, 0, 0, 0, 0], "split"),
    ],
)
def test_a_row_is_put_right_when_everything_then_adds_up(values: Sequence[int | None], way: str) -> None:
    document = printed("disclosed_full", values)
    (shift,) = row_shifts(OWN, document.figures)
    assert (shift.rows, shift.ways) == (("t3.disclosed_full",), (way,))
    assert document.figures.replace(shift.changes) == with_totals(OWN, INPUTS)


@pytest.mark.parametrize("values", [[12, 3, 0, 0, 0, 0, 14], [3, 0, 0, 0, 0, 16, 0], [0, 11, 3, 0, 0, 0, 0]])
def test_a_row_that_is_wrong_in_itself_is_left_alone(values: Sequence[int]) -> None:
    assert row_shifts(OWN, printed("disclosed_full", values).figures) == []


def test_a_report_that_adds_up_has_no_shift() -> None:
    assert row_shifts(OWN, balanced().figures) == []


def disputes(review: int | None, direct: int, after: int) -> Document:
    """Cases upheld in each block; the first block may be blank."""
    inputs = {"t4.litigation_direct.upheld": direct, "t4.litigation_after_review.upheld": after}
    figures = with_totals(OWN, inputs)
    first = {f"t4.review.{name}": None if review is None else Decimal(0) for name in ("corrected", "other", "pending")}
    first |= {f"t4.review.{name}": None if review is None else Decimal(review) for name in ("upheld", "total")}
    return balanced().replace(figures=figures.replace(first))


@pytest.mark.parametrize("review", [None, 0])
@pytest.mark.parametrize(("after", "lawsuits"), [(0, None), (2, 2)])
def test_a_block_moves_left_when_the_text_says_so(review: int | None, after: int, lawsuits: int | None) -> None:
    document = disputes(review, 1, after)
    said = None if lawsuits is None else Decimal(lawsuits)
    shift = block_shift(OWN, document.figures, reviews=Decimal(1), lawsuits=said)
    assert shift is not None
    moved = document.figures.replace(shift.changes)
    totals = [moved[f"t4.{block}.total"] for block in ("review", "litigation_direct", "litigation_after_review")]
    assert totals == [1, after, 0]


@pytest.mark.parametrize(
    ("review", "said", "lawsuits"), [(1, 1, None), (None, 2, None), (None, None, None), (None, 0, None), (None, 1, 1)]
)
def test_a_block_stays_where_the_text_does_not_ask_for_it(
    review: int | None, said: int | None, lawsuits: int | None
) -> None:
    reviews = None if said is None else Decimal(said)
    other = None if lawsuits is None else Decimal(lawsuits)
    assert block_shift(OWN, disputes(review, 1, 0).figures, reviews=reviews, lawsuits=other) is None
