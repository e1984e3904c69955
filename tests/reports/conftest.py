"""Versions to work on."""

import pytest

from govreport.agencies.models import Agency, User
from govreport.reports.models import Version
from govreport.reports.services import start_report
from tests.builders import balanced, wrong_totals


@pytest.fixture
def blank(agency: Agency, drafter: User) -> Version:
    """A report of 2023 that was begun here and is still blank."""
    return start_report(agency=agency, year=2023, by=drafter)


@pytest.fixture
def complete(agency: Agency, drafter: User) -> Version:
    """A complete report of 2023 read from a file."""
    return start_report(agency=agency, year=2023, by=drafter, document=balanced(), source_name="2023.json")


@pytest.fixture
def imported(agency: Agency, drafter: User) -> Version:
    """The report of 2020 whose totals do not agree with the results."""
    return start_report(agency=agency, year=2020, by=drafter, document=wrong_totals())
