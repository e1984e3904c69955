"""汇总: the sums are those of the parts, exactly, whatever the reports say."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govreport.agencies.models import Agency, Kind, Level, User
from govreport.agencies.services import register
from govreport.reports.figures import figures_of, write_document
from govreport.reports.models import Report, ReportScope, State, Version
from govreport.reports.rollup import Basis, by_agency, rollup
from govreport.standards import edition as edition_of
from govreport.standards import in_force
from govreport.standards.derive import computed
from govreport.standards.document import Document
from govreport.standards.edition import Cell, CellType, Edition
from govreport.standards.figures import Figures

pytestmark = pytest.mark.django_db

EDITIONS = ("e2014", "e2019", "e2021")
COUNTS = st.none() | st.integers(0, 10**9).map(Decimal)
AMOUNTS = st.none() | st.integers(0, 10**17).map(lambda number: Decimal(number).scaleb(-6))
SIGNED = st.none() | st.integers(-(10**6), 10**6).map(Decimal)


def number_of(cell: Cell) -> st.SearchStrategy[Decimal | None]:
    return {CellType.AMOUNT: AMOUNTS, CellType.SIGNED: SIGNED}.get(cell.type, COUNTS)


def inputs_of(edition: Edition) -> st.SearchStrategy[dict[str, Decimal | None]]:
    """Some cells of a report filled, the others zero or blank; totals left out."""
    cells = {address: cell for address, cell in edition.figure_cells.items() if cell.numeric and not cell.derived}
    some = st.fixed_dictionaries({}, optional={address: number_of(cell) for address, cell in cells.items()})
    rest = st.sampled_from([None, Decimal(0)])
    return st.tuples(some, rest).map(lambda pair: {**dict.fromkeys(cells, pair[1]), **pair[0]})


def stored(
    number: int, by: User, edition: Edition, inputs: dict[str, Decimal | None], state: str = State.PUBLISHED
) -> Version:
    """The report of an agency of its own, with its totals."""
    agency = Agency.objects.filter(code=f"a{number}").first() or register(
        code=f"a{number}", name=f"第{number}局", level=Level.COUNTY, kind=Kind.DEPARTMENT, sort=number
    )
    report = Report.objects.create(agency=agency, year=edition.from_year)
    version = Version.objects.create(report=report, created_by=by, state=state, title="年报")
    figures = Figures({**dict.fromkeys(edition.figure_cells), **inputs})
    figures = figures.replace(computed(edition.code, figures))
    fee = {item.code: Decimal(number) for item in edition.fee}
    write_document(version, Document(edition=edition.code, year=edition.from_year, figures=figures, fee=fee))
    return version


def added(parts: Sequence[Figures], address: str) -> Decimal | None:
    values = [value for part in parts if (value := part.get(address)) is not None]
    return sum(values, Decimal(0)) if values else None


@pytest.mark.parametrize("code", EDITIONS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_sum_is_that_of_the_parts(code: str, drafter: User, data: st.DataObject) -> None:
    edition = edition_of(code)
    Report.objects.filter(agency__code__startswith="a").update(scope=ReportScope.TERRITORY)
    Version.objects.filter(report__agency__code__startswith="a").delete()
    Report.objects.filter(agency__code__startswith="a").delete()
    reports = data.draw(st.lists(inputs_of(edition), max_size=3))
    versions = [stored(number, drafter, edition, inputs) for number, inputs in enumerate(reports)]
    parts = [figures_of(version) for version in versions]
    result = rollup(Agency.objects.values("pk"), edition.from_year)
    assert result.reports == len(reports)
    for address, cell in edition.figure_cells.items():
        if cell.numeric and not cell.derived:
            assert result.figures[address] == added(parts, address), address
            assert result.blanks[address] == sum(part[address] is None for part in parts)
    again = computed(code, result.figures)
    assert {address: result.figures[address] for address in again} == again


def test_totals_are_computed_from_the_sums_and_what_was_stated_is_told(drafter: User) -> None:
    edition = edition_of("e2021")
    zeros = {address: Decimal(0) for address, cell in edition.figure_cells.items() if not cell.derived}
    version = stored(1, drafter, edition, {**zeros, "t3.new_received.natural_person": Decimal(5)})
    stored(2, drafter, edition, {**zeros, "t3.new_received.natural_person": Decimal(2)})
    version.application_rows.filter(row="new_received").update(total=9)
    result = rollup(Agency.objects.values("pk"), 2021)
    assert result.figures["t3.new_received.total"] == 7
    assert result.stated == {"t3.new_received.total": 11}
    assert result.fee["notice_count"] == 3


def test_numbers_that_no_column_holds_are_added_too(drafter: User) -> None:
    edition = edition_of("e2021")
    agencies, cell = Agency.objects.values("pk"), "t2.licensing.decisions"
    versions = [stored(number, drafter, edition, {cell: Decimal("1.5")}) for number in (1, 2)]
    stored(3, drafter, edition, {})
    result = rollup(agencies, 2021)
    assert (result.figures[cell], result.blanks[cell]) == (3, 1)
    parts = by_agency(agencies, 2021, Basis.PUBLISHED, cell)
    assert [parts[version.report.agency_id] for version in versions] == [Decimal("1.5")] * 2


def test_only_what_is_published_counts_unless_what_was_handed_in_is_asked_for(drafter: User) -> None:
    edition = edition_of("e2021")
    cell = "t2.licensing.decisions"
    for number, state in enumerate((State.PUBLISHED, State.HANDED_IN, State.ACCEPTED, State.DRAFTING, State.APPROVED)):
        stored(number, drafter, edition, {cell: Decimal(10**number)}, state)
    agencies = Agency.objects.values("pk")
    assert rollup(agencies, 2021).figures[cell] == 1
    assert rollup(agencies, 2021, Basis.HANDED_IN).figures[cell] == 111


def test_a_correction_on_its_way_is_not_counted_beside_what_is_in_force(drafter: User) -> None:
    edition = edition_of("e2021")
    cell = "t2.licensing.decisions"
    version = stored(1, drafter, edition, {cell: Decimal(3)})
    correction = Version.objects.create(
        report=version.report, number=2, created_by=drafter, state=State.HANDED_IN, title="年报"
    )
    blank = Figures(dict.fromkeys(edition.figure_cells))
    write_document(correction, Document(edition="e2021", year=2021, figures=blank.replace({cell: Decimal(40)})))
    result = rollup(Agency.objects.values("pk"), 2021, Basis.HANDED_IN)
    assert (result.reports, result.figures[cell]) == (1, 3)


def test_reports_about_a_territory_are_not_added_to_those_of_its_agencies(drafter: User) -> None:
    version = stored(1, drafter, edition_of("e2021"), {})
    Report.objects.filter(pk=version.report_id).update(scope=ReportScope.TERRITORY)
    assert rollup(Agency.objects.values("pk"), 2021).reports == 0


def test_one_cell_can_be_had_agency_by_agency(drafter: User) -> None:
    edition = edition_of("e2019")
    cells = {"t2.procurement.amount": Decimal("1.25"), "t4.review.upheld": Decimal(4)}
    one, two = stored(1, drafter, edition, cells), stored(2, drafter, edition, {})
    agencies = Agency.objects.values("pk")
    for address, value in cells.items():
        found = by_agency(agencies, edition.from_year, Basis.PUBLISHED, address)
        assert found == {one.report.agency_id: value, two.report.agency_id: None}
    with pytest.raises(KeyError):
        by_agency(agencies, edition.from_year, Basis.PUBLISHED, "t9.no.cell")


def test_a_year_before_there_was_a_format_has_no_sums(agency: Agency) -> None:
    assert in_force(2007) is None
    with pytest.raises(ValueError, match="no edition"):
        rollup(Agency.objects.values("pk"), 2007)


def test_the_number_of_questions_does_not_grow_with_the_reports(drafter: User) -> None:
    edition = edition_of("e2021")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            rollup(Agency.objects.values("pk"), 2021)
        return len(asked)

    stored(1, drafter, edition, {"t2.licensing.decisions": Decimal(1)})
    before = questions()
    for number in range(2, 8):
        stored(number, drafter, edition, {"t2.licensing.decisions": Decimal(1)})
    assert questions() == before <= 7
