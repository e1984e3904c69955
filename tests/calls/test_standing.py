"""报送进度: where reports stand under an office."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from govreport.agencies.models import Agency, Kind, Level, User
from govreport.agencies.services import place, register
from govreport.calls.standing import NOT_BEGUN, nodes, standing, totals
from govreport.publishing.services import publish
from govreport.reports.models import Report, State, Version
from govreport.reports.services import start_report


def states(office: Agency, year: int = 2023) -> dict[str, str]:
    return {line.code: line.state for line in standing(office, year)}


def test_every_agency_of_the_year_has_a_line_begun_or_not(
    government: Agency, agency: Agency, other_agency: Agency, drafter: User
) -> None:
    assert states(government) == {"yunxi": NOT_BEGUN, "yunxi-lincao": NOT_BEGUN}
    start_report(agency=agency, year=2023, by=drafter)
    assert states(government)["yunxi-lincao"] == State.DRAFTING
    assert states(government, 2022)["yunxi-lincao"] == NOT_BEGUN


def test_an_agency_counts_where_it_stood_in_the_year(government: Agency, agency: Agency, other_agency: Agency) -> None:
    place(agency=agency, parent=None, from_year=2024)
    assert set(states(government, 2023)) == {"yunxi", "yunxi-lincao"}
    assert set(states(government, 2024)) == {"yunxi"}


@pytest.mark.parametrize("state", [item for item in State if item not in (State.SUPERSEDED, State.ABANDONED)])
def test_the_state_of_the_version_is_the_state_of_the_line(
    government: Agency, agency: Agency, drafter: User, state: State
) -> None:
    version = start_report(agency=agency, year=2023, by=drafter)
    Version.objects.filter(pk=version.pk).update(state=state)
    assert states(government)["yunxi-lincao"] == state


def test_a_report_that_is_being_corrected_is_still_public(government: Agency, agency: Agency, drafter: User) -> None:
    first = start_report(agency=agency, year=2023, by=drafter)
    Version.objects.filter(pk=first.pk).update(state=State.PUBLISHED)
    Version.objects.create(report=first.report, number=2, created_by=drafter)
    assert states(government)["yunxi-lincao"] == State.PUBLISHED


def test_days_are_counted_to_today_or_to_the_day_of_publication(
    government: Agency, agency: Agency, approved: Version, signatory: User
) -> None:
    line = standing(government, 2023)[1]
    days = (timezone.localdate() - date(2024, 1, 31)).days
    assert (line.late, line.days_late) == (True, days)
    publish(version=approved, by=signatory, render=False)
    line = standing(government, 2023)[1]
    assert (line.late, line.days_late, line.public_on) == (False, days, timezone.localdate())
    assert not standing(government, timezone.localdate().year + 1)[1].days_late


def test_numbers_below_a_node_hold_everything_under_it(government: Agency, agency: Agency, drafter: User) -> None:
    for code, parent in (("yunxi-town", government), ("yunxi-village", None)):
        above = parent or Agency.objects.get(code="yunxi-town")
        register(code=code, name=code, level=Level.TOWNSHIP, kind=Kind.OTHER, parent=above, sort=30)
    start_report(agency=agency, year=2023, by=drafter)
    lines = standing(government, 2023)
    [town] = nodes(lines, "yunxi")
    assert (town.code, town.total, town.states[NOT_BEGUN], town.late) == ("yunxi-town", 2, 2, 2)
    whole = totals(lines, "yunxi", "")
    assert (whole.total, whole.states[State.DRAFTING], whole.share) == (4, 1, 0)


def test_the_number_of_queries_does_not_grow_with_the_tree(
    government: Agency, agency: Agency, drafter: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def grow(count: int, prefix: str) -> None:
        for number in range(count):
            below: dict[str, Any] = {"level": Level.TOWNSHIP, "kind": Kind.OTHER, "parent": government}
            one = register(code=f"{prefix}{number}", name=f"{prefix}{number}", **below)
            Version.objects.create(report=Report.objects.create(agency=one, year=2023), created_by=drafter)

    grow(1, "one")
    with django_assert_num_queries(8):
        assert len(standing(government, 2023)) == 3
    grow(8, "more")
    with django_assert_num_queries(8):
        assert len(standing(government, 2023)) == 11
