"""A complete report in each state."""

import pytest

from govreport.agencies.models import Agency, User
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.builders import balanced


@pytest.fixture
def drafted(agency: Agency, drafter: User) -> Version:
    return start_report(agency=agency, year=2023, by=drafter, document=balanced())


@pytest.fixture
def submitted(drafted: Version, drafter: User) -> Version:
    return submit(version=drafted, by=drafter)


@pytest.fixture
def approved(submitted: Version, reviewer: User) -> Version:
    return approve(version=submitted, by=reviewer)
