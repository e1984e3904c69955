"""校核: all findings of a report, worst first, and that checks only look."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings

from govreport import checks
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from tests.builders import balanced, wrong_totals
from tests.strategies import documents


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_a_complete_and_balanced_report_has_no_finding(code: str) -> None:
    assert checks.findings(balanced(code)) == []


def test_findings_come_worst_first_then_by_rule_then_in_the_order_of_the_form() -> None:
    assert [(finding.rule, finding.severity, finding.target) for finding in checks.findings(wrong_totals())] == [
        ("T3-02", Severity.ERROR, "t3.total_processed.natural_person"),
        ("T3-02", Severity.ERROR, "t3.total_processed.total"),
        ("T3-03", Severity.ERROR, "t3.total_processed.natural_person"),
        ("T3-03", Severity.ERROR, "t3.total_processed.total"),
        ("C-06", Severity.WARNING, "t2.procurement.amount"),
    ]


def test_open_errors_are_those_that_block() -> None:
    assert [finding.rule for finding in checks.open_errors(wrong_totals())] == ["T3-02", "T3-02", "T3-03", "T3-03"]


def test_a_finding_says_both_numbers_where_and_what_to_do() -> None:
    found = next(finding for finding in checks.findings(wrong_totals()) if finding.rule == "T3-03")
    assert (found.left, found.right) == ("2", "0")
    assert found.message == (
        "“自然人”一列：新收 2 ＋ 上年结转 0 ＝ 2，办理结果总计 0 ＋ 结转下年度 0 ＝ 0，相差 2。请核对这四个数。"
    )


def test_last_year_is_compared_where_it_is_given() -> None:
    previous = balanced(year=2022)
    previous = previous.replace(figures=previous.figures.replace({"t3.carried_out.total": Decimal(3)}), sections={})
    assert checks.findings(balanced()) == []
    found = checks.findings(balanced(), previous)
    assert [(finding.rule, finding.left, finding.right) for finding in found] == [("Y-01", "0", "3")]


def test_a_report_of_another_edition_is_compared_where_the_tables_agree() -> None:
    previous = balanced("e2019")
    previous = previous.replace(figures=previous.figures.replace({"t3.carried_out.total": Decimal(1)}), sections={})
    found = checks.findings(balanced(year=2021), previous)
    # The stock of documents is counted in another way since 2021, which is a remark and not a comparison.
    assert [finding.rule for finding in found if finding.rule != "Y-07"] == ["Y-01"]


@given(document=documents(), previous=documents())
@settings(max_examples=30, deadline=None)
def test_every_finding_names_a_place_of_the_form(document: Document, previous: Document) -> None:
    codes = {section.code for section in document.format.sections}
    for finding in checks.findings(document, previous):
        assert checks.place_of(finding, document.format) in codes
        assert finding.message
        assert finding.message_en


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
def test_every_check_takes_a_report_alone(check: Callable[[Document, None], Iterator[Finding]]) -> None:
    assert list(check(balanced(), None)) == []
