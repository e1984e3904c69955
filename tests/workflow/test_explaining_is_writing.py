"""Whoever explained a figure is one of the authors and does not decide on the report."""

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.reports.services.reasons import explain_cells
from govreport.workflow.permissions import wrote
from tests.builders import balanced


def test_whoever_explained_a_cell_is_an_author(agency: Agency, drafter: User, reviewer: User) -> None:
    start_report(agency=agency, year=2022, by=drafter, document=balanced(year=2022))
    version: Version = start_report(agency=agency, year=2023, by=drafter)
    assert not wrote(reviewer, version)
    services.appoint(user=reviewer, agency=agency, role=Role.DRAFTER)
    explain_cells(version=version, addresses=["t3.carried_in.commercial"], text="口径不同。", by=reviewer)
    assert wrote(reviewer, version)
