"""单元格校核: findings of single cells, from what is stored and what was printed."""

from decimal import Decimal

import pytest

from govreport.standards import edition
from govreport.standards.cell_rules import cell_findings, cell_rules
from govreport.standards.figures import Figures
from govreport.standards.finding import Finding, Severity
from tests.standards.reports import with_inputs

CELL = "t3.new_received.natural_person"


def findings(figures: Figures, printed: dict[str, str], code: str = "e2021") -> list[Finding]:
    return list(cell_findings(edition(code), figures, printed))


def test_the_catalogue_is_complete() -> None:
    assert sorted(cell_rules()) == [f"C-{number:02}" for number in range(1, 11)]
    for rule in cell_rules().values():
        assert rule.message.endswith("。")
        assert rule.message_en.endswith(".")
        assert rule.basis


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_a_report_of_plain_numbers_has_no_finding(code: str) -> None:
    assert findings(with_inputs(code, {}), {}, code) == []


def test_every_blank_number_is_found_in_printed_order_and_words_may_be_missing() -> None:
    found = findings(Figures.blank(edition("e2014")), {}, "e2014")
    assert [item.target for item in found] == [
        address for address, cell in edition("e2014").figure_cells.items() if cell.numeric
    ]
    assert {item.rule for item in found} == {"C-01"}
    assert found[0].severity is Severity.ERROR
    assert found[0].message == (
        "统计表“（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）”为空，请填写数字，没有请填 0。"
    )


def test_a_stroke_is_an_error_in_table_three_and_milder_in_table_two() -> None:
    own = with_inputs("e2021", {}).replace({CELL: None, "t2.rules.issued": None})
    found = findings(own, {CELL: "/", "t2.rules.issued": "—"})
    assert [(item.rule, item.severity) for item in found] == [("C-02", "warning"), ("C-02", "error")]
    assert "填写“/”" in found[1].message


def test_what_was_printed_counts_not_what_was_read_from_it() -> None:
    found = findings(with_inputs("e2021", {CELL: 150}), {CELL: "150人次"})
    assert [item.message for item in found] == [
        "表三“一、本年新收政府信息公开申请数量”的“自然人”填写“150人次”，含单位“人次”，已按 150 读取。请核对单位。"
    ]
    assert found[0].message_en.startswith("Table three: applications received and handled: I. Received this year")


def test_a_cell_can_break_several_rules() -> None:
    found = findings(with_inputs("e2021", {CELL: 22}), {CELL: "22件（其中修订16件）"})
    assert [item.rule for item in found] == ["C-06", "C-08"]
    assert "其中修订16件" in found[1].message


@pytest.mark.parametrize(
    ("address", "value", "rules"),
    [
        (CELL, "-1", ["C-04"]),
        (CELL, "1.5", ["C-03"]),
        ("t2.admin_fees.amount_wan", "0.0000001", ["C-10"]),
        ("t2.admin_fees.amount_wan", "136.1206", []),
    ],
)
def test_a_stored_number_is_held_to_its_cell(address: str, value: str, rules: list[str]) -> None:
    figures = with_inputs("e2021", {}).replace({address: Decimal(value)})
    assert [item.rule for item in findings(figures, {})] == rules


def test_a_decrease_is_allowed_where_the_form_asks_for_one() -> None:
    cell = "t2.licensing.delta"
    assert findings(with_inputs("e2019", {cell: -3}), {}, "e2019") == []
    assert findings(with_inputs("e2019", {cell: 1036}), {cell: "+1036"}, "e2019") == []


def test_findings_can_be_narrowed_to_tables() -> None:
    blank = Figures.blank(edition("e2021"))
    found = list(cell_findings(edition("e2021"), blank, {}, tables=frozenset({"t4"})))
    assert len(found) == 15
