"""勾稽关系式: what the grammar reads, and what it refuses."""

import pytest

from govreport.standards.linear import Comparison, FormulaError, Linear, parse

ORDER = ["a", "b", "c", "d"]


def span(first: str, last: str) -> list[str]:
    return ORDER[ORDER.index(first) : ORDER.index(last) + 1]


def read(text: str) -> Comparison:
    return parse(text, lambda name: f"t.{name}", span)


@pytest.mark.parametrize(
    ("text", "left", "operator", "right"),
    [
        ("a = b", ({"a": 1}, 0), "=", ({"b": 1}, 0)),
        ("a + b - c >= 0", ({"a": 1, "b": 1, "c": -1}, 0), ">=", ({}, 0)),
        ("5 * a < b", ({"a": 5}, 0), "<", ({"b": 1}, 0)),
        ("10 * a <= 3 * (b + c)", ({"a": 10}, 0), "<=", ({"b": 3, "c": 3}, 0)),
        ("a > 2 + 3", ({"a": 1}, 0), ">", ({}, 5)),
        ("-a + 2 = b - (c - d)", ({"a": -1}, 2), "=", ({"b": 1, "c": -1, "d": 1}, 0)),
        ("sum(a, c) = sum(a .. d)", ({"a": 1, "c": 1}, 0), "=", ({"a": 1, "b": 1, "c": 1, "d": 1}, 0)),
        ("sum(a) + a = prev.x_1.y", ({"a": 2}, 0), "=", ({"prev.x_1.y": 1}, 0)),
        ("a - a = 0", ({}, 0), "=", ({}, 0)),
        ("  a=b  ", ({"a": 1}, 0), "=", ({"b": 1}, 0)),
    ],
)
def test_a_formula_is_read_as_two_linear_forms(
    text: str, left: tuple[dict[str, int], int], operator: str, right: tuple[dict[str, int], int]
) -> None:
    def form(given: tuple[dict[str, int], int]) -> Linear:
        return Linear(tuple((factor, f"t.{name}") for name, factor in given[0].items()), given[1])

    comparison = read(text)
    assert (comparison.left, comparison.operator, comparison.right) == (form(left), operator, form(right))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the end"),
        ("a", "the end"),
        ("a =", "the end"),
        ("= a", "“=”"),
        ("a = b = c", "“=” is left over"),
        ("a == b", "“=”"),
        ("a != b", "“!”"),
        ("a * 2 = b", "“*” is no comparison"),
        ("2 * 3 = a", "“3”"),
        ("a * b = c", "“*”"),
        ("a / 2 = b", "“/”"),
        ("(a = b", "“)” expected"),
        ("sum a = b", "“(” expected"),
        ("sum(a b) = c", "“)” expected"),
        ("sum() = c", "“"),
        ("a + = b", "“=”"),
        ("1.5 * a = b", "“.”"),
        ("a if b", "no comparison"),
        ("__import__('os') = a", "unexpected"),
        ("a; b = c", "“;”"),
    ],
)
def test_anything_else_is_refused_and_quoted(text: str, reason: str) -> None:
    with pytest.raises(FormulaError) as refused:
        read(text)
    assert f"“{text}”" in str(refused.value)
    assert reason in str(refused.value)


def test_a_blank_cell_makes_the_whole_form_unknown() -> None:
    form = read("2 * a + b + 1 = c").left
    assert form.value({"t.a": 3, "t.b": 4}, scale=10) == 20
    assert form.value({"t.a": 3, "t.b": None}, scale=10) is None
    assert form.value({"t.a": 3}, scale=10) is None
