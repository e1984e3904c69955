"""A journal with something of everything in it, and who reads it."""

import pytest
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.journal import actions
from govreport.journal.services import record
from govreport.journal.sources import acting_from
from govreport.reports.models import Version
from govreport.reports.services import save_cells, start_report


@pytest.fixture
def auditor(audit_admin: User) -> Client:
    """The browser of the county's audit administrator."""
    client = Client()
    client.force_login(audit_admin)
    return client


@pytest.fixture
def version(agency: Agency, drafter: User) -> Version:
    """A report of the bureau with one cell typed."""
    version = start_report(agency=agency, year=2023, by=drafter)
    with acting_from("192.0.2.7"):
        save_cells(version=version, cells={"t3.new_received.natural_person": "3"}, by=drafter)
    return version


@pytest.fixture
def elsewhere(other_agency: Agency, stranger: User) -> Version:
    """A report of another county."""
    return start_report(agency=other_agency, year=2023, by=stranger)


@pytest.fixture
def failed(agency: Agency, drafter: User) -> None:
    """Somebody did not get in with the drafter's name, somebody else with a name nobody has."""
    record(
        actions.SIGN_IN_FAILED,
        by=None,
        agency=agency,
        subject=f"user:{drafter.pk}",
        payload={"note": "drafter"},
        succeeded=False,
    )
    record(
        actions.SIGN_IN_FAILED,
        by=None,
        agency=None,
        subject="user:",
        payload={"note": "=cmd|'/c calc'!A1"},
        succeeded=False,
    )
