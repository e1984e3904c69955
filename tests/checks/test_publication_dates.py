"""公布期限: who must publish by when, before and after the Regulation of 2019."""

from datetime import date

import pytest

from govreport.checks.examples import clean
from govreport.checks.publication.pub import deadline, overdue
from govreport.standards.document import KINDS, LEVELS


@pytest.mark.parametrize(
    ("year", "kind", "level", "rule", "day"),
    [
        (2025, "department", "county", "PUB-01", date(2026, 1, 31)),
        (2025, "government_office", "province", "PUB-01", date(2026, 1, 31)),
        (2019, "department", "county", "PUB-01", date(2020, 1, 31)),
        (2025, "government", "county", "PUB-02", date(2026, 3, 31)),
        (2018, "department", "province", "PUB-02", date(2019, 3, 31)),
        (2025, "government", "township", "PUB-03", date(2026, 1, 31)),
        (2025, "other", "county", "PUB-03", date(2026, 1, 31)),
        (2025, None, None, "PUB-03", date(2026, 1, 31)),
    ],
)
def test_the_last_day(year: int, kind: str | None, level: str | None, rule: str, day: date) -> None:
    found = deadline(year, kind=kind, level=level)
    assert (found.rule.id, found.day) == (rule, day)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("year", [2008, 2018, 2019, 2025])
def test_every_body_has_a_day(kind: str, level: str, year: int) -> None:
    assert deadline(year, kind=kind, level=level).day.year == year + 1


def test_a_local_day_holds_where_the_law_names_none() -> None:
    assert deadline(2025, kind="other", level="county", local=(2, 28)).day == date(2026, 2, 28)
    assert deadline(2025, kind="department", level="county", local=(2, 28)).day == date(2026, 1, 31)


def test_days_left_count_down_to_nought_and_below() -> None:
    last = deadline(2025, kind="department", level="county")
    assert [last.left(date(2026, 1, 30)), last.left(date(2026, 1, 31)), last.left(date(2026, 2, 2))] == [1, 0, -2]


def test_a_late_report_is_told_with_both_days() -> None:
    (found,) = overdue(clean(), date(2024, 2, 5))
    assert (found.left, found.right) == ("2024-02-05", "2024-01-31")
    assert "5 天" in found.message


def test_a_report_without_a_year_has_no_deadline() -> None:
    assert list(overdue(clean().replace(year=None), date(2024, 2, 5))) == []
