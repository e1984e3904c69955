"""读数: every line of the shared table of cases, on the Python side."""

from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govreport.standards.cell_rules import broken_rules, storable
from govreport.standards.figures import scaled, unscaled
from govreport.standards.numbers import Kind, format_number, parse_number, plain_decimal
from tests.standards.vectors import bombs, cell, load, reading_json, readings


@pytest.mark.parametrize(("text", "expected"), readings(), ids=repr)
def test_a_cell_is_read_as_the_table_says(text: str | None, expected: dict[str, Any]) -> None:
    assert reading_json(parse_number(text)) == expected


def test_no_case_stands_twice_and_there_are_enough() -> None:
    texts = [text for text, _ in readings()]
    assert len(texts) == len(set(texts))
    assert len(texts) >= 120


@pytest.mark.parametrize(("text", "kind"), bombs(), ids=lambda item: item[:12])
def test_long_texts_are_read_in_one_pass(text: str, kind: str) -> None:
    assert parse_number(text).kind == kind


@pytest.mark.parametrize("case", load("numbers")["rules"], ids=lambda case: f"{case['type']} {case['text']}")
def test_a_cell_breaks_exactly_the_rules_of_the_table(case: dict[str, Any]) -> None:
    broken = broken_rules(cell(case["type"]), parse_number(case["text"]))
    assert sorted(broken) == sorted(case["rules"])


@pytest.mark.parametrize(("text", "plain"), load("numbers")["plain"])
def test_numbers_are_printed_plainly(text: str, plain: str) -> None:
    assert format_number(Decimal(text)) == plain


@given(
    st.text(alphabet=st.sampled_from("0123456789.,+-() 、，１（）件万元人次十百千零二/—无\u3000\u200b"), max_size=14)
)
@example("1,234,56")
def test_whatever_is_typed_a_number_holds_just_its_digits(text: str) -> None:
    reading = parse_number(text)
    assert (reading.value is not None) == (reading.kind is Kind.NUMBER)
    if reading.value is not None and reading.plain and not reading.normalised:
        assert Decimal(text.strip()) == reading.value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**11), max_value=10**11))
def test_a_printed_number_reads_back_as_itself(value: Decimal) -> None:
    reading = parse_number(format_number(value))
    assert reading.value == value
    assert not reading.normalised


def test_no_digit_is_ever_rounded_away() -> None:
    text = "123456789012.123456789012345678901234567890"
    with localcontext(prec=5):
        assert format_number(plain_decimal(Decimal(text))) == text.rstrip("0")
        assert scaled(Decimal("123456789012.123456")) == 123456789012123456
        assert unscaled(10**30 + 1) == Decimal("1000000000000000000000000.000001")


def test_finer_than_a_millionth_cannot_be_calculated_with() -> None:
    assert scaled(Decimal("0.0000001")) is None
    assert scaled(Decimal("123456789012.1234560000000000000000001")) is None


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        ("count", "5", True),
        ("count", "5.5", False),
        ("count", "-5", False),
        ("signed", "-5", True),
        ("signed", "0.5", False),
        ("amount", "0.000001", True),
        ("amount", "0.0000001", False),
        ("amount", "-1", False),
    ],
)
def test_a_cell_stores_only_what_it_can_hold(kind: str, value: str, fits: bool) -> None:
    assert storable(cell(kind), Decimal(value)) is fits
