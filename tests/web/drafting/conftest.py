"""Reports on the desk, in every state a person may meet, made by the services as people would."""

from collections.abc import Callable

import pytest
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.workflow.approve import approve
from govreport.workflow.return_ import return_
from govreport.workflow.submit import submit
from tests.builders import balanced, wrong_totals

SignIn = Callable[[User], Client]


@pytest.fixture
def sign_in() -> SignIn:
    """A browser of the person's own."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def clerk(sign_in: SignIn, drafter: User) -> Client:
    """The drafter's browser."""
    return sign_in(drafter)


@pytest.fixture
def blank(agency: Agency, drafter: User) -> Version:
    """A blank report for 2023."""
    return start_report(agency=agency, year=2023, by=drafter)


@pytest.fixture
def imported(agency: Agency, drafter: User) -> Version:
    """The report of 2020 with two wrong totals: four broken relations, one amount with a unit."""
    return start_report(agency=agency, year=2020, by=drafter, document=wrong_totals(), source_name="2020.txt")


@pytest.fixture
def complete(agency: Agency, drafter: User) -> Version:
    """A report for 2023 with nothing left to correct."""
    return start_report(agency=agency, year=2023, by=drafter, document=balanced())


@pytest.fixture
def in_review(complete: Version, drafter: User) -> Version:
    """The same, submitted."""
    return submit(version=complete, by=drafter)


@pytest.fixture
def approved(in_review: Version, reviewer: User) -> Version:
    """The same, approved by the reviewer."""
    return approve(version=in_review, by=reviewer)


@pytest.fixture
def returned(in_review: Version, reviewer: User) -> Version:
    """The same, returned by the reviewer with a reason."""
    return return_(version=in_review, by=reviewer, note="请核对表三“上年结转”。", place="sec1")
