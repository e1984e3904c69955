"""审签页上的上年数: whoever decides sees last year's figures and why 上年结转 departs from them."""

import pytest
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.reports.services.reasons import explain_cells
from govreport.workflow.submit import submit
from tests.builders import balanced, of_last_year


@pytest.fixture
def page(agency: Agency, drafter: User, reviewer: User) -> str:
    """The decision page of a report whose drafter has explained a cell."""
    start_report(agency=agency, year=2022, by=drafter, document=of_last_year())
    version: Version = start_report(agency=agency, year=2023, by=drafter, document=balanced())
    explain_cells(version=version, addresses=["t3.carried_in.commercial"], text="口径不同。", by=drafter)
    submit(version=version, by=drafter)
    client = Client()
    client.force_login(reviewer)
    return client.get(f"/desk/review/{version.pk}/?last_year=1").content.decode()


def test_the_reason_is_shown_with_its_cell_and_author(page: str) -> None:
    shown = page.split('id="reasons-title"')[1].split("</section>")[0]
    assert "上年结转“商业企业”填写 0" in shown
    assert "口径不同。" in shown
    assert "起草人周宁" in shown
    assert "口径不同。" in page.split('id="history-title"')[1]


def test_last_years_figures_stand_in_the_tables_on_demand(page: str) -> None:
    assert '<body class="desk review-page shows-last">' in page
    cell = page.split('data-cell="t3.new_received.total"')[1].split("</td>")[0]
    assert 'class="cell-prev">上年 2</span>' in cell
