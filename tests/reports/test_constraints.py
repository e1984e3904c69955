"""数据库约束: what the tables refuse whoever writes to them, on the database the tests run on."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import DataError, IntegrityError, models, transaction

from govreport.agencies.models import Agency, User
from govreport.reports.models import (
    ApplicationRow,
    DisclosureRow,
    DisputeRow,
    FeeStatement,
    IndicatorRow,
    Narrative,
    PrintedCell,
    Report,
    State,
    Version,
)

REFUSED: list[tuple[type[models.Model], dict[str, Any]]] = [
    (DisclosureRow, {"row": "invented"}),
    (DisclosureRow, {"row": "rules", "issued": -1}),
    (DisclosureRow, {"row": "rules", "decisions": 1}),  # a column of another row
    (DisclosureRow, {"row": "penalty", "amount_wan": Decimal(1)}),
    (DisclosureRow, {"row": "procurement", "delta": 1}),
    (DisclosureRow, {"row": "admin_fees", "amount_wan": Decimal("-0.000001")}),
    (DisclosureRow, {"row": "procurement", "amount": Decimal(-3)}),
    (ApplicationRow, {"row": "invented"}),
    (ApplicationRow, {"row": "new_received", "natural_person": -1}),
    (ApplicationRow, {"row": "new_received", "total": -1}),
    (DisputeRow, {"row": "invented"}),
    (DisputeRow, {"row": "review", "pending": -1}),
    (IndicatorRow, {"row": "invented"}),
    (IndicatorRow, {"row": "c1_online", "value": Decimal(-1)}),
    (IndicatorRow, {"row": "c1_online", "text": "words where a number belongs"}),
    (IndicatorRow, {"row": "c4_topics", "value": Decimal(1)}),
    (Narrative, {"section": "sec3", "text": "a table has no text"}),
    (FeeStatement, {"notice_count": -1}),
    (FeeStatement, {"collected_yuan": Decimal("-0.01")}),
]


@pytest.fixture
def version(agency: Agency, drafter: User) -> Version:
    report = Report.objects.create(agency=agency, year=2023)
    return Version.objects.create(report=report, created_by=drafter)


@pytest.mark.parametrize(("model", "values"), REFUSED, ids=lambda value: str(value))
def test_the_database_refuses(version: Version, model: type[models.Model], values: dict[str, Any]) -> None:
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        model._default_manager.create(version=version, **values)
    assert not model._default_manager.exists()


TWICE: list[tuple[type[models.Model], dict[str, Any]]] = [
    (DisclosureRow, {"row": "rules"}),
    (ApplicationRow, {"row": "new_received"}),
    (DisputeRow, {"row": "review"}),
    (IndicatorRow, {"row": "c1_online"}),
    (Narrative, {"section": "sec1"}),
    (PrintedCell, {"address": "t3.new_received.total"}),
    (FeeStatement, {}),
]


@pytest.mark.parametrize(("model", "values"), TWICE, ids=lambda value: str(value))
def test_a_row_stands_once_in_a_version(version: Version, model: type[models.Model], values: dict[str, Any]) -> None:
    model._default_manager.create(version=version, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.create(version=version, **values)


def test_only_the_change_of_items_may_be_negative(version: Version) -> None:
    row = DisclosureRow.objects.create(version=version, row="licensing", prev_items=3, delta=-2)
    row.refresh_from_db()
    assert row.delta == -2


@pytest.mark.parametrize("year", [2013, 2200])
def test_a_year_without_a_format_is_refused(agency: Agency, year: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(agency=agency, year=year)


def test_an_agency_has_one_report_for_a_year_and_scope(version: Version) -> None:
    agency = version.report.agency
    Report.objects.create(agency=agency, year=2023, scope="territory")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(agency=agency, year=2023)


@pytest.mark.parametrize("values", [{"state": "lost"}, {"origin": "copied"}, {"number": 0}])
def test_a_version_has_a_known_state_origin_and_number(version: Version, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(**values)


@pytest.mark.parametrize("state", [State.DRAFTING, State.IN_REVIEW, State.RETURNED, State.APPROVED])
def test_a_report_has_one_version_in_work(version: Version, state: State) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(report=version.report, number=2, state=state, created_by=version.created_by)


def test_a_report_has_one_published_version(version: Version) -> None:
    Version.objects.filter(pk=version.pk).update(state=State.PUBLISHED)
    Version.objects.create(report=version.report, number=2, state=State.SUPERSEDED, created_by=version.created_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(report=version.report, number=3, state=State.PUBLISHED, created_by=version.created_by)


def test_an_agency_with_a_report_cannot_be_deleted(version: Version) -> None:
    with pytest.raises(models.ProtectedError):
        version.report.agency.delete()
