"""汇总页: what was added, what is missing, the way down the tree, and the files."""

import io

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from govreport.agencies.models import Agency, Kind, Level
from govreport.agencies.services import register
from govreport.reports.models import Report, State, Version

PAGE = "/desk/oversight/rollup/"


@pytest.fixture
def added(complete: Version) -> Version:
    """The bureau's report for 2023, published."""
    Version.objects.filter(pk=complete.pk).update(state=State.PUBLISHED)
    return complete


def test_the_page_shows_the_sums_and_who_is_missing(office: Client, added: Version, agency: Agency) -> None:
    figures = {row.row: row.total for row in added.application_rows.all()}
    answer = office.get(f"{PAGE}?year=2023")
    assert answer.context["result"].reports == 1
    assert answer.context["result"].figures["t3.new_received.total"] == figures["new_received"]
    missing = [item.code for item in answer.context["page"].object_list]
    assert agency.code not in missing
    assert "yunxi" in missing
    assert f'data-cell="t3.new_received.total"><span>{figures["new_received"]}</span>' in answer.content.decode()


def test_parts_lead_down_the_tree_and_add_up(office: Client, added: Version, agency: Agency) -> None:
    below = register(code="below", name="云溪县林场", level=Level.COUNTY, kind=Kind.OTHER, parent=agency, sort=99)
    answer = office.get(f"{PAGE}?year=2023&cell=t3.new_received.total")
    parts = {part.code: part for part in answer.context["parts"]}
    assert (parts[agency.code].agencies, parts[agency.code].reports, parts[agency.code].further) == (2, 1, True)
    whole = answer.context["result"].figures["t3.new_received.total"]
    assert sum(part.value or 0 for part in parts.values()) == whole
    inside = office.get(f"{PAGE}?year=2023&under={agency.code}")
    assert {part.code for part in inside.context["parts"]} == {agency.code, below.code}
    assert [item.code for item in inside.context["way"]][-1] == agency.code


def test_what_is_not_the_offices_is_not_added(office: Client, added: Version, other_agency: Agency) -> None:
    answer = office.get(f"{PAGE}?year=2023&under={other_agency.code}")
    assert answer.context["asked"].here.agency.code == answer.context["asked"].office.code
    assert "临江" not in answer.content.decode()


def test_what_the_address_names_wrongly_asks_nothing(office: Client, added: Version) -> None:
    for query in ("basis=all", "cell=t3.no.cell", "cell=t18.c4_topics", "under=%00", "page=x", "office=none"):
        answer = office.get(f"{PAGE}?year=2023&{query}")
        assert answer.status_code == 200
        assert answer.context["asked"].cell == "t3.new_received.total"


@pytest.mark.parametrize("year", [2014, 2019, 2021])
def test_each_edition_has_its_tables(office: Client, year: int) -> None:
    text = office.get(f"{PAGE}?year={year}").content.decode()
    assert ("统计指标" in text) == (year == 2014)
    assert ("信息处理费" in text.split("official")[-1]) == (year == 2021)
    assert ("采购总金额的单位由各机关自定" in text) == (year == 2019)


def test_the_files_hold_every_cell_and_who_is_missing(office: Client, added: Version) -> None:
    total = added.application_rows.get(row="new_received").total
    lines = office.get("/desk/oversight/rollup.csv?year=2023").content.decode("utf-8-sig").splitlines()
    assert lines[0].endswith(",1")
    (line,) = (line for line in lines if line.startswith("t3.new_received.total,"))
    assert line.split(",")[3] == str(total)
    assert "云溪县人民政府" in lines
    book = openpyxl.load_workbook(io.BytesIO(office.get("/desk/oversight/rollup.xlsx?year=2023").content))
    rows = {row[0]: row for row in book.worksheets[0].iter_rows(values_only=True)}
    assert rows["t3.new_received.total"][3] == total
    assert "云溪县人民政府" in [row[0] for row in book.worksheets[1].iter_rows(values_only=True)]
    assert office.get("/desk/oversight/rollup.pdf?year=2023").status_code == 404


def test_no_name_in_a_file_is_taken_for_a_formula(office: Client, government: Agency) -> None:
    register(code="odd", name="=1+1局", level=Level.COUNTY, kind=Kind.OTHER, parent=government)
    assert "'=1+1局" in office.get("/desk/oversight/rollup.csv?year=2023").content.decode("utf-8-sig").splitlines()
    book = openpyxl.load_workbook(io.BytesIO(office.get("/desk/oversight/rollup.xlsx?year=2023").content))
    cells = [row[0] for row in book.worksheets[1].iter_rows()]
    assert [cell.data_type for cell in cells if cell.value == "=1+1局"] == ["s"]


def test_the_page_takes_as_many_questions_for_many_agencies(
    office: Client, added: Version, government: Agency, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        agency = register(
            code=f"many-{number}", name=f"第{number}局", level=Level.COUNTY, kind=Kind.DEPARTMENT, parent=government
        )
        report = Report.objects.create(agency=agency, year=2023)
        Version.objects.create(report=report, created_by=added.created_by, state=State.PUBLISHED, title="年报")
    office.get(PAGE)
    with django_assert_max_num_queries(25):
        answer = office.get(f"{PAGE}?year=2023")
    assert answer.context["result"].reports == 61
