"""查询次数: opening a page takes few queries, and no more for many reports than for one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from govreport.agencies import services
from govreport.agencies.models import Agency, Kind, Level, Role, User
from govreport.publishing.services import publish
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.builders import balanced
from tests.reasons import answer_warnings

MOST = 27
# The page that is opened most, and on the last evening by everybody at once.
MOST_IN_SECTION = 20
MOST_IN_PUBLIC = 15
Open = Callable[[User | None, str], int]


@pytest.fixture
def cost() -> Open:
    """How many queries it takes a person to open a page, everything cached that is kept between requests."""

    def cost(user: User | None, address: str) -> int:
        client = Client()
        if user:
            client.force_login(user)
        assert client.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    return cost


def submitted(agency: Agency, drafter: User, year: int) -> Version:
    document = balanced(year=year, name=agency.name)
    version = start_report(agency=agency, year=year, by=drafter, document=document)
    answer_warnings(version, drafter)
    return submit(version=version, by=drafter)


def another(number: int, drafter: User, deciding: User) -> Agency:
    """A further agency where the same people work."""
    agency = services.register(
        code=f"more-{number}", name=f"云溪县第{number}局", level=Level.COUNTY, kind=Kind.DEPARTMENT, sort=100 + number
    )
    services.appoint(user=drafter, agency=agency, role=Role.DRAFTER)
    services.appoint(user=deciding, agency=agency, role=Role.REVIEWER)
    return agency


def test_the_review_queue_costs_the_same_for_one_report_and_for_many(
    cost: Open, agency: Agency, drafter: User, reviewer: User
) -> None:
    submitted(agency, drafter, 2023)
    one = cost(reviewer, "/desk/review/")
    for number in range(4):
        submitted(another(number, drafter, reviewer), drafter, 2023)
    assert cost(reviewer, "/desk/review/") <= one <= MOST


@pytest.mark.parametrize("page", ["/desk/", "summary", "section", "decide"])
def test_a_page_of_the_desk_costs_the_same_for_one_year_and_for_many(
    cost: Open, agency: Agency, drafter: User, reviewer: User, page: str
) -> None:
    start_report(agency=agency, year=2023, by=drafter, document=balanced(year=2023))
    version = submitted(agency, drafter, 2024)
    address = {
        "summary": f"/desk/reports/{version.report_id}/",
        "section": f"/desk/reports/{version.report_id}/sec3/",
        "decide": f"/desk/review/{version.pk}/",
    }.get(page, page)
    user = reviewer if page == "decide" else drafter
    two = cost(user, address)
    for year in (2021, 2022, 2025):
        submitted(agency, drafter, year)
    assert cost(user, address) <= two <= (MOST_IN_SECTION if page == "section" else MOST)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?q=云溪",
        "/search/?q=工作&region=yunxi",
        "/agencies/",
        "/agencies/yunxi-lincao/",
        "/agencies/yunxi-lincao/years/",
        "/regions/",
        "/regions/yunxi/",
        "/compare/?year=2023&agency=yunxi-lincao",
        "/reports/2023/",
        "/reports/2023/yunxi-lincao/",
        "/data/",
        "/feed.atom",
        "/site-map/",
        "/api/v1/reports",
        "/api/v1/agencies",
        "/api/v1/agencies/yunxi-lincao",
        "/api/v1/years",
    ],
)
def test_a_public_page_costs_the_same_for_one_report_and_for_many(
    cost: Open,
    agency: Agency,
    drafter: User,
    reviewer: User,
    signatory: User,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("govreport.publishing.press.render_pdf", lambda document, **_: b"%PDF-1.7")
    monkeypatch.setattr("govreport.publishing.press.layout_findings", lambda pdf, document: [])

    def release(where: Agency, year: int) -> None:
        for role, user in ((Role.REVIEWER, reviewer), (Role.SIGNATORY, signatory)):
            if where != agency:
                services.appoint(user=user, agency=where, role=role)
        publish(version=approve(version=submitted(where, drafter, year), by=reviewer), by=signatory, render=False)

    release(agency, 2022)
    release(agency, 2023)
    two = cost(None, address)
    release(agency, 2024)
    for number in range(3):
        release(another(number, drafter, supervisor_of(number)), 2023)
    assert cost(None, address) <= two <= MOST_IN_PUBLIC


def supervisor_of(number: int) -> User:
    """Somebody else at the further agencies."""
    return User.objects.create_user(f"other-{number}", password=None, full_name=f"审核人{number}")
