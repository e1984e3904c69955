"""信息处理费各项: the cell rules hold for the fee statement, whose items are filled in together or not at all."""

from decimal import Decimal

import pytest

from govreport import checks
from tests.builders import balanced


def test_blank_items_are_no_finding() -> None:
    document = balanced()
    told = {**document.sections, "sec6": "本年度未收取信息处理费。"}
    assert checks.findings(document.replace(fee=dict.fromkeys(document.fee), sections=told)) == []


def test_once_one_item_is_filled_the_blank_ones_are_missing() -> None:
    document = balanced()
    fee = {**dict.fromkeys(document.fee), "collected_count": Decimal(0)}
    found = checks.open_errors(document.replace(fee=fee))
    assert [(finding.rule, finding.target) for finding in found] == [
        ("C-01", f"fee.{item}") for item in document.fee if item != "collected_count"
    ]


def test_a_word_in_one_item_begins_the_statement_too() -> None:
    document = balanced().replace(fee=dict.fromkeys(balanced().fee), printed={"fee.notice_count": "三件"})
    assert {finding.target for finding in checks.open_errors(document) if finding.rule == "C-01"} == {
        "fee.notice_amount_yuan",
        "fee.collected_count",
        "fee.collected_yuan",
    }


@pytest.mark.parametrize(
    ("item", "value", "rule"),
    [
        ("notice_count", "1.5", "C-03"),
        ("collected_count", "-1", "C-04"),
        ("notice_amount_yuan", "-0.5", "C-04"),
        ("collected_yuan", "0.001", "C-10"),
    ],
)
def test_a_number_that_cannot_be_is_found(item: str, value: str, rule: str) -> None:
    document = balanced()
    found = checks.findings(document.replace(fee={**document.fee, item: Decimal(value)}))
    assert [(finding.rule, finding.target) for finding in found if finding.rule.startswith("C")] == [
        (rule, f"fee.{item}")
    ]


def test_unpaid_fees_need_fee_notices() -> None:
    document = balanced()
    unpaid = {
        "t3.new_received.natural_person": Decimal(3),
        "t3.new_received.total": Decimal(3),
        "t3.other_fee_unpaid.natural_person": Decimal(1),
        "t3.other_fee_unpaid.total": Decimal(1),
        "t3.total_processed.natural_person": Decimal(3),
        "t3.total_processed.total": Decimal(3),
    }
    found = checks.findings(document.replace(figures=document.figures.replace(unpaid)))
    assert [finding.rule for finding in found] == ["X-01"]
