"""数据: an immutable mapping in which blank is not zero."""

from decimal import Decimal

import pytest

from govreport.standards import edition
from govreport.standards.figures import Figures, scaled, unscaled


def test_blank_figures_hold_every_cell_of_the_tables_and_no_fee() -> None:
    figures = Figures.blank(edition("e2021"))
    assert len(figures) == 200
    assert set(figures.values()) == {None}
    assert not any(address.startswith("fee.") for address in figures)


def test_replacing_makes_a_copy() -> None:
    before = Figures({"t4.review.total": None})
    after = before.replace({"t4.review.total": Decimal(0)})
    assert before["t4.review.total"] is None
    assert after["t4.review.total"] == 0


def test_the_mapping_given_can_change_without_changing_the_figures() -> None:
    values: dict[str, Decimal | None] = {"a": Decimal(1)}
    figures = Figures(values)
    values["a"] = Decimal(2)
    assert figures["a"] == 1
    with pytest.raises(TypeError):
        figures["a"] = Decimal(3)  # type: ignore[index]


def test_a_difference_tells_blank_from_zero_and_names_both_sides() -> None:
    here = Figures({"a": Decimal(0), "b": None, "c": Decimal(5)})
    there = Figures({"a": None, "b": None, "c": Decimal("5.0"), "d": Decimal(1)})
    assert here.diff(there) == {"a": (Decimal(0), None), "d": (None, Decimal(1))}


def test_one_table_is_cut_out_by_its_code() -> None:
    figures = Figures({"t1.a": Decimal(1), "t18.a": Decimal(2)})
    assert list(figures.table("t1")) == ["t1.a"]


def test_figures_print_only_what_is_filled() -> None:
    assert repr(Figures({"a": Decimal("1.50"), "b": None})) == "Figures({'a': '1.50'})"


@pytest.mark.parametrize("text", ["0", "1", "-1", "0.000001", "136.1206", "999999999999.999999", "-0.5"])
def test_millionths_and_back_is_the_same_number(text: str) -> None:
    value = scaled(Decimal(text))
    assert value is not None
    assert unscaled(value) == Decimal(text)


def test_blank_has_no_millionths() -> None:
    assert scaled(None) is None
