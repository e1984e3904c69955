"""Y-04: key totals that moved far from last year's figures."""

from decimal import Decimal

import pytest

from govreport import checks
from govreport.checks.years.y04_changes import large_changes
from govreport.standards.document import Document
from govreport.standards.finding import Severity
from tests.builders import balanced

TOTAL = "t3.new_received.total"


def changed(address: str, before: int | None, now: int | None) -> list[str]:
    """The cells named by Y-04 when one cell went from one number to another."""
    return [item.target for item in large_changes(with_(address, now), with_(address, before))]


def with_(address: str, value: int | None) -> Document:
    document = balanced()
    number = None if value is None else Decimal(value)
    return document.replace(figures=document.figures.replace({address: number}))


@pytest.mark.parametrize(("before", "now"), [(20, 31), (31, 15), (0, 11), (100, 151), (100, 49)])
def test_more_than_half_and_more_than_ten_asks_why(before: int, now: int) -> None:
    assert changed(TOTAL, before, now) == [TOTAL]


@pytest.mark.parametrize(("before", "now"), [(20, 30), (0, 10), (2, 12), (100, 150), (100, 50), (30, 30)])
def test_small_numbers_and_shares_pass(before: int, now: int) -> None:
    assert changed(TOTAL, before, now) == []


@pytest.mark.parametrize(
    "address",
    [
        "t3.total_processed.total",
        "t3.carried_out.total",
        "t4.review.total",
        "t4.litigation_direct.total",
        "t2.normative_docs.in_force",
        "t2.penalty.decisions",
    ],
)
def test_all_key_totals_are_compared(address: str) -> None:
    assert changed(address, 10, 40) == [address]


@pytest.mark.parametrize("address", ["t3.new_received.natural_person", "t4.review.upheld", "t2.normative_docs.issued"])
def test_other_cells_are_not(address: str) -> None:
    assert changed(address, 10, 400) == []


@pytest.mark.parametrize(("before", "now"), [(None, 40), (40, None)])
def test_a_blank_cell_says_nothing(before: int | None, now: int | None) -> None:
    assert changed(TOTAL, before, now) == []


def test_without_a_previous_report_nothing_is_said() -> None:
    assert list(large_changes(with_(TOTAL, 400), None)) == []


def test_only_cells_that_both_formats_have_are_compared() -> None:
    old = balanced("e2019")
    new = with_("t2.normative_docs.in_force", 400)
    assert list(large_changes(new, old)) == []


def test_the_hint_names_both_numbers_and_the_share_and_does_not_block() -> None:
    now, before = with_(TOTAL, 30), with_(TOTAL, 12)
    found = next(item for item in checks.findings(now, before) if item.rule == "Y-04")
    assert found.severity is Severity.HINT
    assert (found.left, found.right) == ("30", "12")
    assert "为 30，上年为 12，增加 18（150%）" in found.message
    assert "an increase of 18 (150 %)" in found.message_en
    assert next(iter(large_changes(with_(TOTAL, 11), with_(TOTAL, 0)))).message.count("%") == 0
