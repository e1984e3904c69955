"""An approved report, and one that the public reads."""

import pytest

from govreport.agencies.models import Agency, User
from govreport.publishing.models import Publication
from govreport.publishing.services import publish
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.builders import balanced


@pytest.fixture
def approved(agency: Agency, drafter: User, reviewer: User) -> Version:
    version = start_report(agency=agency, year=2023, by=drafter, document=balanced())
    submit(version=version, by=drafter)
    return approve(version=version, by=reviewer)


@pytest.fixture
def publication(approved: Version, signatory: User) -> Publication:
    """Published without its PDF, which is then made when first asked for."""
    return publish(version=approved, by=signatory, render=False)
