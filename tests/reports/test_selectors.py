"""报告的查询: who sees which report, and which report stands for a year."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from govreport.agencies.models import Agency, User
from govreport.agencies.services import place
from govreport.reports.figures import document_of
from govreport.reports.models import Report, State, Version
from govreport.reports.selectors import current_version, previous_document, published_versions, with_previous
from govreport.reports.services import start_report
from tests.builders import balanced


def test_a_report_is_seen_by_its_agency_and_those_above(
    complete: Version, drafter: User, reviewer: User, viewer: User, supervisor: User, stranger: User
) -> None:
    for user in (drafter, reviewer, viewer, supervisor):
        assert list(Report.objects.visible_to(user)) == [complete.report]
        assert list(Version.objects.visible_to(user)) == [complete]
    for outsider in (stranger, AnonymousUser()):
        assert not Report.objects.visible_to(outsider)
        assert not Version.objects.visible_to(outsider)


def test_who_oversaw_the_agency_in_the_report_year_sees_the_report(
    complete: Version, agency: Agency, drafter: User, supervisor: User
) -> None:
    place(agency=agency, parent=None, from_year=2024)
    later = start_report(agency=agency, year=2024, by=drafter)
    assert list(Version.objects.visible_to(supervisor)) == [complete]
    assert later in Version.objects.visible_to(drafter)


def test_the_current_version_is_the_latest(complete: Version, drafter: User) -> None:
    Version.objects.filter(pk=complete.pk).update(state=State.PUBLISHED)
    second = Version.objects.create(report=complete.report, number=2, created_by=drafter)
    assert current_version(complete.report) == second
    assert current_version(Report.objects.create(agency=complete.report.agency, year=2022)) is None


def test_only_published_versions_are_public(complete: Version, imported: Version) -> None:
    assert not published_versions()
    Version.objects.filter(pk=imported.pk).update(state=State.PUBLISHED)
    assert list(published_versions()) == [imported]


def test_published_versions_come_with_their_agency(
    complete: Version, django_assert_num_queries: Callable[..., Any]
) -> None:
    Version.objects.update(state=State.PUBLISHED)
    with django_assert_num_queries(1):
        assert [version.report.agency.name for version in published_versions()] == ["云溪县林业和草原局"]


def versions_of_2022(agency: Agency, drafter: User, *states: State) -> list[Version]:
    first = start_report(agency=agency, year=2022, by=drafter, document=balanced(year=2022))
    found = [first]
    for number, state in enumerate(states, start=1):
        if number > 1:
            found.append(Version.objects.create(report=first.report, number=number, created_by=drafter, state=state))
        else:
            Version.objects.filter(pk=first.pk).update(state=state)
    return found


@pytest.mark.parametrize(
    ("states", "standing"),
    [
        ([State.DRAFTING], 0),
        ([State.PUBLISHED, State.DRAFTING], 0),
        ([State.SUPERSEDED, State.PUBLISHED], 1),
        ([State.PUBLISHED, State.APPROVED], 0),
        ([State.WITHDRAWN, State.RETURNED], 1),
    ],
)
def test_last_year_is_the_published_report_else_the_latest(
    complete: Version, agency: Agency, drafter: User, states: list[State], standing: int
) -> None:
    versions = versions_of_2022(agency, drafter, *states)
    versions[standing].title = "standing"
    versions[standing].save(update_fields=["title"])
    found = previous_document(complete)
    assert found is not None
    assert (found.year, found.title) == (2022, "standing")


@pytest.mark.parametrize("state", [State.SUPERSEDED, State.WITHDRAWN])
def test_a_replaced_or_withdrawn_report_stands_for_nothing(
    complete: Version, agency: Agency, drafter: User, state: State
) -> None:
    versions_of_2022(agency, drafter, state)
    assert previous_document(complete) is None


def test_another_scope_or_agency_is_not_last_year(
    complete: Version, agency: Agency, other_agency: Agency, drafter: User, stranger: User
) -> None:
    start_report(agency=agency, year=2022, by=drafter, scope="territory")
    start_report(agency=other_agency, year=2022, by=stranger)
    assert previous_document(complete) is None


def test_reading_many_versions_costs_a_constant_number_of_queries(
    agency: Agency, drafter: User, django_assert_num_queries: Callable[..., Any]
) -> None:
    for year in (2021, 2022, 2023):
        start_report(agency=agency, year=year, by=drafter, document=balanced(year=year))
    with django_assert_num_queries(7):
        documents = [document_of(version) for version in Version.objects.with_contents()]
    assert [document.figures["t3.new_received.total"] for document in documents] == [2, 2, 2]


def test_reading_one_version_costs_six_queries(
    complete: Version, django_assert_num_queries: Callable[..., Any]
) -> None:
    version = Version.objects.with_report().get(pk=complete.pk)
    with django_assert_num_queries(6):
        document_of(version)


def test_saving_a_cell_and_starting_a_report_cost_a_bounded_number_of_queries(
    complete: Version, agency: Agency, drafter: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    from govreport.reports.services import save_cells

    with django_assert_max_num_queries(18):
        save_cells(version=complete, cells={"t3.disclosed_full.natural_person": "9"}, by=drafter)
    every = dict.fromkeys(document_of(complete).figures, "4")
    with django_assert_max_num_queries(20):
        save_cells(version=complete, cells=every, by=drafter)
    with django_assert_max_num_queries(20):
        start_report(agency=agency, year=2022, by=drafter, document=balanced(year=2022))


@pytest.mark.parametrize(("year", "queries"), [(2022, 6), (2018, 6)])
def test_a_version_and_the_year_before_are_read_together(
    agency: Agency, drafter: User, django_assert_num_queries: Callable[..., Any], year: int, queries: int
) -> None:
    code = "e2021" if year == 2022 else "e2014"
    before = start_report(agency=agency, year=year, by=drafter, document=balanced(code, year=year))
    after = balanced("e2021" if year == 2022 else "e2019", year=year + 1)
    version = start_report(agency=agency, year=year + 1, by=drafter, document=after)
    expected = (document_of(version), document_of(before))
    fresh = current_version(version.report)
    assert fresh is not None
    with django_assert_num_queries(queries + (year == 2018)):
        assert with_previous(fresh) == expected
