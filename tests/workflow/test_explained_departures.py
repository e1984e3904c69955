"""A departure from last year's 结转下年度 bars submission until it is explained, and not afterwards."""

from decimal import Decimal

import pytest

from govreport.agencies.models import Agency, User
from govreport.reports.errors import Refused
from govreport.reports.models import State, Version
from govreport.reports.services import start_report
from govreport.reports.services.reasons import explain_cells
from govreport.standards.derive import settle
from govreport.standards.document import Document
from govreport.web.desk.sheet import Sheet
from govreport.workflow.submit import submit
from tests.builders import balanced, of_last_year

CELL = "t3.carried_in.natural_person"


def carrying_out(number: int) -> Document:
    """The report of 2022, which says that so many applications are carried over."""
    document = of_last_year()
    changes = {"t3.carried_out.natural_person": Decimal(number)}
    return document.replace(figures=settle("e2021", document.figures, changes))


@pytest.fixture
def departing(agency: Agency, drafter: User) -> Version:
    """2023, whole in itself, with nothing carried in where 2022 carried nine out."""
    start_report(agency=agency, year=2022, by=drafter, document=carrying_out(9))
    return start_report(agency=agency, year=2023, by=drafter, document=balanced(year=2023))


def rules(version: Version) -> set[str]:
    return {finding.rule for finding in Sheet.of(version).findings}


def test_an_unexplained_departure_bars_submission(departing: Version, drafter: User) -> None:
    assert "Y-01" in rules(departing)
    with pytest.raises(Refused):
        submit(version=departing, by=drafter)


def test_an_explained_departure_does_not(departing: Version, drafter: User) -> None:
    explain_cells(version=departing, addresses=[CELL], text="上年报告多计，已另行说明。", by=drafter)
    assert "Y-01" not in rules(departing)
    assert submit(version=departing, by=drafter).state == State.IN_REVIEW


def test_a_reason_for_one_column_does_not_answer_for_another(departing: Version, drafter: User) -> None:
    explain_cells(version=departing, addresses=["t3.carried_in.commercial"], text="口径不同。", by=drafter)
    columns = {finding.target for finding in Sheet.of(departing).findings if finding.rule == "Y-01"}
    assert columns == {CELL, "t3.carried_in.total"}
    with pytest.raises(Refused):
        submit(version=departing, by=drafter)
