"""唯一的门: what goes into the tables comes out again, for any report whatever."""

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govreport.agencies.models import Agency, User
from govreport.reports.figures import document_of, figures_of, write_document, write_figures
from govreport.reports.models import PrintedCell, Report, Version
from govreport.standards import all_editions
from govreport.standards.document import AgencyName, Document
from govreport.standards.figures import Figures
from tests.builders import balanced
from tests.strategies import documents

unhurried = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def stored(agency: Agency, user: User, document: Document) -> Version:
    """A version with the document in it, read back from the database."""
    assert document.year is not None
    report = Report.objects.create(agency=agency, year=document.year, scope=document.scope)
    version = Version.objects.create(
        report=report, created_by=user, title=document.title, agency_name=document.agency.name
    )
    write_document(version, document)
    return Version.objects.get(pk=version.pk)


def as_registered(document: Document, agency: Agency) -> Document:
    """The document with the particulars that the register of agencies knows."""
    return document.replace(
        agency=AgencyName(
            name=document.agency.name,
            short_name=agency.short_name or None,
            code=agency.code,
            level=agency.level,
            kind=agency.kind,
        )
    )


@given(document=documents())
@unhurried
def test_any_report_comes_out_of_the_tables_as_it_went_in(agency: Agency, drafter: User, document: Document) -> None:
    with transaction.atomic():
        version = stored(agency, drafter, document)
        assert document_of(version) == as_registered(document, agency)
        assert figures_of(version) == document.figures
        transaction.set_rollback(True)


@given(data=st.data())
@unhurried
def test_figures_written_over_others_leave_nothing_of_them(agency: Agency, drafter: User, data: st.DataObject) -> None:
    code = data.draw(st.sampled_from([item.code for item in all_editions()]))
    first, second = data.draw(documents(code)), data.draw(documents(code))
    with transaction.atomic():
        version = stored(agency, drafter, first.replace(fee={}))
        write_figures(version, second.figures, second.printed)
        found = document_of(Version.objects.get(pk=version.pk))
        assert (found.figures, found.printed) == (second.figures, second.printed)
        transaction.set_rollback(True)


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_a_plain_report_needs_no_printed_cells(agency: Agency, drafter: User, code: str) -> None:
    document = balanced(code)
    version = stored(agency, drafter, document)
    assert document_of(version).figures == document.figures
    assert not PrintedCell.objects.exists()


def test_blank_stays_blank_and_zero_stays_zero(agency: Agency, drafter: User) -> None:
    document = balanced()
    cell, other = "t4.review.upheld", "t4.review.corrected"
    version = stored(agency, drafter, document.replace(figures=document.figures.replace({cell: None})))
    found = figures_of(version)
    assert (found[cell], found[other]) == (None, Decimal(0))
    row = version.dispute_rows.get(row="review")
    assert (row.upheld, row.corrected) == (None, 0)


def test_a_declared_total_stays_as_declared(agency: Agency, drafter: User) -> None:
    document = balanced()
    cell = "t3.total_processed.total"
    version = stored(agency, drafter, document.replace(figures=document.figures.replace({cell: Decimal(7)})))
    assert version.application_rows.get(row="total_processed").total == 7


def test_a_number_that_its_column_cannot_hold_is_kept_beside_it(agency: Agency, drafter: User) -> None:
    changes = {
        "t3.new_received.natural_person": Decimal("1.5"),
        "t3.new_received.commercial": Decimal(-1),
        "t3.new_received.research": Decimal(2_147_483_648),
        "t2.admin_fees.amount_wan": Decimal("0.1234567"),
    }
    document = balanced()
    version = stored(agency, drafter, document.replace(figures=document.figures.replace(changes)))
    row = version.application_rows.get(row="new_received")
    assert (row.natural_person, row.commercial, row.research) == (None, None, None)
    assert {cell.address: cell.number for cell in version.printed_cells.all()} == {
        address: str(value) for address, value in changes.items()
    }
    assert figures_of(version) == document.figures.replace(changes)


def test_six_decimals_and_twelve_digits_are_exact(agency: Agency, drafter: User) -> None:
    amount = Decimal("987654321098.765432")
    document = balanced()
    version = stored(
        agency, drafter, document.replace(figures=document.figures.replace({"t2.admin_fees.amount_wan": amount}))
    )
    assert version.disclosure_rows.get(row="admin_fees").amount_wan == amount
    assert figures_of(version)["t2.admin_fees.amount_wan"] == amount


def test_only_the_named_rows_are_written(agency: Agency, drafter: User) -> None:
    version = stored(agency, drafter, balanced())
    blank = Figures.blank(version.edition)
    write_figures(version, blank, {}, only={"t4.review.upheld"})
    found = figures_of(Version.objects.get(pk=version.pk))
    assert found["t4.review.pending"] is None  # the row is written as a whole
    assert found["t4.litigation_direct.upheld"] == Decimal(0)
    assert found["t3.new_received.total"] == Decimal(2)
