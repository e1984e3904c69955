"""上年数: last year beside this year, and 上年结转 locked to it until somebody says why it differs."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from govreport.agencies.models import Agency, User
from govreport.reports.carried import reasons_of
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import save_cells, start_report
from govreport.reports.services.reasons import explain_cells
from govreport.standards.derive import settle
from tests.builders import balanced
from tests.web.drafting.conftest import SignIn
from tests.web.drafting.test_section import address, field, text

CELL = "t3.carried_in.natural_person"
OTHER = "t3.carried_in.commercial"
REASON = "上年统计口径不同，本年更正。"


@pytest.fixture
def begun(agency: Agency, drafter: User) -> Version:
    """2023, begun after a year in which three applications were carried out."""
    document = balanced(year=2022)
    figures = settle("e2021", document.figures, {"t3.carried_out.natural_person": Decimal(3)})
    start_report(agency=agency, year=2022, by=drafter, document=document.replace(figures=figures))
    return start_report(agency=agency, year=2023, by=drafter)


def cell(page: str, name: str) -> str:
    """A cell of the grid, as markup."""
    return page.split(f'data-cell="{name}"')[1].split("</td>")[0]


def explain(client: Client, version: Version, **data: object) -> str:
    """Send the reason; the address it leads to."""
    response = client.post(f"/desk/reports/{version.report_id}/carried/explain/", data)
    return response.headers.get("Location", str(response.status_code))


def test_a_carried_cell_is_locked_and_says_where_it_comes_from(clerk: Client, begun: Version) -> None:
    page = text(clerk, begun, "sec3")
    assert 'value="3"' in field(page, CELL)
    assert "readonly" in field(page, CELL)
    assert "取自上年报告，不能直接修改" in field(page, CELL)
    assert 'tabindex="-1"' not in field(page, CELL)  # it can be reached and read with the keyboard
    assert "上年结转取自2022年度报告“结转下年度继续办理”" in page
    assert "与上年不一致，说明原因" in page
    assert "readonly" not in field(page, "t3.new_received.natural_person")


def test_without_last_year_nothing_is_locked_or_said(clerk: Client, blank: Version) -> None:
    page = text(clerk, blank, "sec3")
    assert "readonly" not in field(page, CELL)
    assert 'id="carried"' not in page
    assert 'id="last-year"' not in page
    assert "cell-prev" not in page


def test_a_reason_opens_the_cell_and_stands_beside_it(clerk: Client, begun: Version) -> None:
    assert explain(clerk, begun, address=[CELL], text=REASON) == f"{address(begun, 'sec3')}#cell-{CELL}"
    page = text(clerk, begun, "sec3")
    assert "readonly" not in field(page, CELL)
    assert "readonly" in field(page, OTHER)
    assert f'class="cell-reason" title="{REASON}"' in cell(page, CELL)
    assert page.split('class="reasons"')[1].split("</ul>")[0].count("起草人周宁") == 1


def test_the_form_without_script_saves_the_cell_after_the_reason(clerk: Client, begun: Version) -> None:
    clerk.post(address(begun, "sec3"), {CELL: "4"})
    assert document_of(begun).figures[CELL] == 3
    explain(clerk, begun, address=[CELL], text=REASON)
    clerk.post(address(begun, "sec3"), {CELL: "4"})
    assert document_of(begun).figures[CELL] == 4


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"address": [CELL], "text": " "}, "请写明与上年不一致的原因"),
        ({"text": REASON}, "请选择与上年不一致的是哪一格"),
    ],
)
def test_an_incomplete_reason_is_declined_in_words(
    clerk: Client, begun: Version, data: dict[str, object], sentence: str
) -> None:
    assert explain(clerk, begun, **data) == f"{address(begun, 'sec3')}#carried"
    assert sentence in text(clerk, begun, "sec3")
    assert reasons_of(begun) == {}


def test_only_drafters_of_the_agency_may_explain(
    sign_in: SignIn, begun: Version, viewer: User, stranger: User, client: Client
) -> None:
    assert explain(sign_in(viewer), begun, address=[CELL], text=REASON) == "403"
    assert explain(sign_in(stranger), begun, address=[CELL], text=REASON) == "404"
    assert "/accounts/login/" in explain(client, begun, address=[CELL], text=REASON)
    assert reasons_of(begun) == {}


def test_a_file_that_differs_can_take_last_years_figures(clerk: Client, begun: Version, drafter: User) -> None:
    agency = begun.report.agency
    start_report(agency=agency, year=2024, by=drafter, document=balanced(year=2024))
    save_cells(version=begun, cells={"t3.carried_out.commercial": "2"}, by=drafter)
    later = Version.objects.get(report__year=2024)
    assert "现有数与上年不同" in text(clerk, later, "sec3")
    clerk.post(f"/desk/reports/{later.report_id}/carried/adopt/")
    assert document_of(later).figures[OTHER] == 2
    assert "现有数与上年不同" not in text(clerk, later, "sec3")


def test_last_years_figure_stands_in_every_cell_and_is_shown_on_demand(clerk: Client, begun: Version) -> None:
    page = text(clerk, begun, "sec3")
    assert re.search(
        r'class="cell-prev"><span class="visually-hidden">上年 </span>2<', cell(page, "t3.new_received.total")
    )
    assert page.count('class="cell-prev"') == 175
    assert '<body class="desk shell-page">' in page
    asked = clerk.get(address(begun, "sec3"), {"last_year": "1"}).content.decode()
    assert '<body class="desk shell-page shows-last">' in asked
    assert 'value="0" aria-pressed="true"' in asked


def test_the_fee_statement_shows_last_years_figures_too(clerk: Client, begun: Version) -> None:
    assert text(clerk, begun, "sec6").count('class="cell-prev">上年 0<') == 4


def test_the_expected_number_in_force_stands_beside_a_cell_that_differs(
    clerk: Client, begun: Version, drafter: User
) -> None:
    name = "t2.normative_docs.in_force"
    hidden = f'data-expected="{name}" hidden'
    assert hidden in cell(text(clerk, begun, "sec2"), name)  # nothing follows yet
    save_cells(version=begun, cells={"t2.normative_docs.issued": "2", "t2.normative_docs.repealed": "0"}, by=drafter)
    shown = cell(text(clerk, begun, "sec2"), name)
    assert hidden not in shown
    assert "按上年推算 <b>5</b>" in shown
    save_cells(version=begun, cells={name: "5"}, by=drafter)
    assert hidden in cell(text(clerk, begun, "sec2"), name)


def test_reasons_and_last_year_cost_no_further_queries(clerk: Client, begun: Version, drafter: User) -> None:
    clerk.get(address(begun, "sec3"))
    with CaptureQueriesContext(connection) as before:
        clerk.get(address(begun, "sec3"))
    cells = [name for name in begun.edition.cells if name.startswith("t3.carried_in.") and not name.endswith("total")]
    explain_cells(version=begun, addresses=cells, text=REASON, by=drafter)
    with CaptureQueriesContext(connection) as after:
        clerk.get(address(begun, "sec3"))
    assert len(after) == len(before)
    assert len(after) <= 21
