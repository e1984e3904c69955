"""勾稽关系的校核: holds, broken, undetermined or not applicable, by hand-made cases and by naive sums."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.standards import edition
from govreport.standards.evaluate import Outcome, State, broken, evaluate, finding, scale_figures
from govreport.standards.figures import Figures
from govreport.standards.relations import Relation, relations
from tests.standards.reports import COLUMNS, balanced, of_2020, with_inputs

COLUMNS7 = (*COLUMNS, "total")
FEWER = [row.code for row in edition("e2019").table("t3").rows]


def relation(code: str, rule: str, place: int = 0) -> Relation:
    return [item for item in relations(code) if item.rule == rule][place]


def state(code: str, rule: str, figures: dict[str, Decimal | None], place: int = 0) -> State:
    prev = {cell.removeprefix("prev."): value for cell, value in figures.items() if cell.startswith("prev.")}
    own = {cell: value for cell, value in figures.items() if not cell.startswith("prev.")}
    return evaluate(relation(code, rule, place), scale_figures(own, prev=prev)).state


def test_the_report_of_2020_has_exactly_its_four_broken_relations() -> None:
    found = broken(relations("e2019"), scale_figures(of_2020()))
    assert [(item.rule, item.target, item.left, item.right) for item in found] == [
        ("T3-03", "t3.total_processed.natural_person", "2", "0"),
        ("T3-03", "t3.total_processed.total", "2", "0"),
        ("T3-02", "t3.total_processed.natural_person", "2", "0"),
        ("T3-02", "t3.total_processed.total", "2", "0"),
    ]
    assert found[0].message == (
        "“自然人”一列：新收 2 ＋ 上年结转 0 ＝ 2，办理结果总计 0 ＋ 结转下年度 0 ＝ 0，相差 2。请核对这四个数。"
    )


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
@given(seed=st.integers(0, 10**6))
def test_a_balanced_report_breaks_no_relation_of_severity_error(code: str, seed: int) -> None:
    found = broken(relations(code), scale_figures(balanced(code, seed)))
    assert [item.rule for item in found if item.severity == "error"] == []


@given(seed=st.integers(0, 10**6), row=st.sampled_from(FEWER), column=st.sampled_from(COLUMNS7), by=st.integers(1, 9))
def test_a_slip_is_found_wherever_naive_sums_find_it(seed: int, row: str, column: str, by: int) -> None:
    right = balanced("e2019", seed)
    cell = f"t3.{row}.{column}"
    figures = right.replace({cell: (right[cell] or Decimal(0)) + by})
    wanted = naive(figures)
    found = broken(relations("e2019"), scale_figures(figures))
    assert {(item.rule, item.left, item.right) for item in found if item.severity == "error"} == wanted
    assert wanted


def naive(figures: Figures) -> set[tuple[str, str, str]]:
    """Table three and four checked with plain loops."""

    def at(row: str, column: str) -> int:
        return int(figures[f"t3.{row}.{column}"] or 0)

    pairs = [("T3-01", sum(at(row, column) for column in COLUMNS), at(row, "total")) for row in FEWER]
    for column in COLUMNS7:
        results = sum(at(row, column) for row in FEWER[2:-2])
        intake = at("new_received", column) + at("carried_in", column)
        pairs.append(("T3-02", results, at("total_processed", column)))
        pairs.append(("T3-03", intake, at("total_processed", column) + at("carried_out", column)))
    return {(rule, str(left), str(right)) for rule, left, right in pairs if left != right}


def test_a_blank_cell_leaves_its_relations_undetermined() -> None:
    figures = of_2020().replace({"t3.new_received.natural_person": None})
    found = broken(relations("e2019"), scale_figures(figures))
    assert [(item.rule, item.target) for item in found if item.rule == "T3-03"] == [
        ("T3-03", "t3.total_processed.total")
    ]
    assert state("e2019", "T3-01", dict(figures)) is State.UNDETERMINED


def test_a_number_finer_than_a_millionth_leaves_its_relation_undetermined() -> None:
    fine = {"t2.procurement.projects": Decimal(1), "t2.procurement.amount": Decimal("0.0000001")}
    assert state("e2019", "T2-11", dict(fine)) is State.UNDETERMINED


@pytest.mark.parametrize(
    ("other", "processed", "expected"),
    [
        (1, 9, State.NOT_APPLICABLE),
        (1, 10, State.HOLDS),
        (2, 10, State.BROKEN),
        (2, 11, State.HOLDS),
        (3, 15, State.BROKEN),
        (None, 15, State.UNDETERMINED),
        (3, None, State.UNDETERMINED),
        (None, 9, State.NOT_APPLICABLE),
    ],
)
def test_other_results_are_a_matter_of_their_share(other: int | None, processed: int | None, expected: State) -> None:
    figures = {
        "t3.other_misc.total": None if other is None else Decimal(other),
        "t3.total_processed.total": None if processed is None else Decimal(processed),
    }
    assert state("e2021", "T3-06", figures) is expected


@pytest.mark.parametrize(
    ("out", "received", "expected"), [(3, 10, State.HOLDS), (4, 10, State.BROKEN), (0, 0, State.HOLDS)]
)
def test_carrying_over_three_tenths_is_still_usual(out: int, received: int, expected: State) -> None:
    figures = with_inputs("e2021", {"t3.new_received.commercial": received, "t3.carried_out.commercial": out})
    assert state("e2021", "T3-08", dict(figures)) is expected


@pytest.mark.parametrize(("last", "expected"), [(5, State.HOLDS), (4, State.BROKEN), (None, State.UNDETERMINED)])
def test_what_was_carried_out_last_year_is_carried_in(last: int | None, expected: State) -> None:
    figures = dict(with_inputs("e2021", {"t3.carried_in.natural_person": 5}))
    figures["prev.t3.carried_out.total"] = None if last is None else Decimal(last)
    assert state("e2021", "Y-01", figures) is expected
    if expected is State.BROKEN:
        found = finding(evaluate(relation("e2021", "Y-01"), scale_figures(figures)), scale_figures(figures))
        assert found.message.startswith("上年结转总计填写 5 件，上年报告“结转下年度继续办理”为 4 件，相差 1。")


def test_without_last_year_its_relations_are_undetermined() -> None:
    figures = scale_figures(with_inputs("e2021", {}))
    states = {evaluate(item, figures).state for item in relations("e2021") if item.rule.startswith("Y-")}
    assert states == {State.UNDETERMINED}


@pytest.mark.parametrize(
    ("collected", "wan", "expected"), [("400", "0.04", State.HOLDS), ("400.01", "0.04", State.BROKEN)]
)
def test_fees_in_yuan_are_compared_with_ten_thousands_exactly(collected: str, wan: str, expected: State) -> None:
    figures = {"fee.collected_yuan": Decimal(collected), "t2.admin_fees.amount_wan": Decimal(wan)}
    assert state("e2021", "X-02", dict(figures)) is expected


def test_huge_numbers_are_summed_without_a_digit_lost() -> None:
    huge = {f"t4.review.{column}": Decimal(999_999_999_999) for column in ("upheld", "corrected", "other", "pending")}
    assert state("e2021", "T4-01", {**huge, "t4.review.total": Decimal(3_999_999_999_996)}) is State.HOLDS
    assert state("e2021", "T4-01", {**huge, "t4.review.total": Decimal(3_999_999_999_997)}) is State.BROKEN


def test_only_a_determined_relation_can_be_reported() -> None:
    with pytest.raises(ValueError, match="determined"):
        finding(Outcome(relation("e2021", "T4-01"), State.UNDETERMINED), {})
