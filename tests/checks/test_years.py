"""跨年: pending cases, changed definitions and repeated texts, at their limits."""

from decimal import Decimal

import pytest

from govreport import checks
from govreport.checks.examples import clean
from govreport.checks.years.y08_recycled import SHORT, same_as_last_year
from govreport.standards.document import Document
from govreport.standards.finding import Severity


def written(text: str, year: int = 2023) -> Document:
    """A report whose overview is one text."""
    return clean(year=year).replace(sections={"sec1": text})


def letters(count: int, start: int = 0) -> str:
    """A text of distinct characters, so that no part of it repeats another."""
    return "".join(chr(0x4E00 + start + place) for place in range(count))


@pytest.mark.parametrize(("copied", "found"), [(850, True), (849, False), (1000, True), (0, False)])
def test_a_section_is_copied_from_85_percent_on(copied: int, found: bool) -> None:
    own = letters(copied) + letters(1000 - copied, 5000)
    last = letters(copied) + letters(1000 - copied, 9000)
    assert bool(list(same_as_last_year(written(own), written(last, 2022)))) is found


def test_a_section_that_says_little_may_say_it_again() -> None:
    for count, found in ((SHORT - 1, False), (SHORT, True)):
        text = letters(count)
        assert bool(list(same_as_last_year(written(text), written(text, 2022)))) is found


def test_the_share_is_told_with_its_limit() -> None:
    (item,) = same_as_last_year(written(letters(200)), written(letters(200), 2022))
    assert (item.severity, item.left, item.right, item.target) == (Severity.WARNING, "100", "85", "sec1")
    assert "100%" in item.message


def test_formulas_do_not_count() -> None:
    text = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。" * 10
    assert list(same_as_last_year(written(text), written(text, 2022))) == []


def test_one_pending_case_of_two_that_vanished_is_told_with_both_numbers() -> None:
    last = clean(year=2022)
    last = last.replace(figures=last.figures.replace({"t4.review.pending": Decimal(2)}))
    now = clean()
    now = now.replace(figures=now.figures.replace({"t4.review.total": Decimal(1)}))
    found = [item for item in checks.findings(now, last) if item.rule == "Y-05"]
    assert [(item.left, item.right, item.severity) for item in found] == [("2", "1", Severity.HINT)]


def test_a_blank_table_four_is_no_vanished_case() -> None:
    last = clean(year=2022)
    last = last.replace(figures=last.figures.replace({"t4.review.pending": Decimal(2)}))
    now = clean()
    now = now.replace(figures=now.figures.replace({"t4.review.total": None}))
    assert [item for item in checks.findings(now, last) if item.rule == "Y-05"] == []


def test_a_blank_of_the_older_table_says_nothing_of_definitions() -> None:
    last = clean("e2019")
    last = last.replace(figures=last.figures.replace({"t2.normative_docs.public_total": None}))
    assert "Y-07" not in {item.rule for item in checks.findings(clean(year=2021), last)}
