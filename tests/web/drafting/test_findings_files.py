"""校核结果下载: the findings of a report as Excel and Word, for those who may see the report."""

import io
from urllib.parse import quote

import docx
import openpyxl
import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.reports.models import Version
from tests.web.drafting.conftest import SignIn


def address(version: Version, suffix: str) -> str:
    return f"/desk/reports/{version.report_id}/findings.{suffix}"


def test_the_sheet_holds_the_findings_of_the_report(clerk: Client, imported: Version) -> None:
    response = clerk.get(address(imported, "xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert {"T3-02", "T3-03", "C-06"} <= {row[8] for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert quote("校核结果-") in response["Content-Disposition"]


def test_the_word_file_holds_them_as_a_table(clerk: Client, imported: Version) -> None:
    word = docx.Document(io.BytesIO(clerk.get(address(imported, "docx")).content))
    assert any("新收 2 ＋ 上年结转 0" in row.cells[3].text for row in word.tables[0].rows)


def test_the_summary_offers_both(clerk: Client, imported: Version) -> None:
    page = clerk.get(f"/desk/reports/{imported.report_id}/").content.decode()
    assert address(imported, "xlsx") in page
    assert address(imported, "docx") in page


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_strangers_find_nothing(sign_in: SignIn, stranger: User, imported: Version, suffix: str) -> None:
    assert sign_in(stranger).get(address(imported, suffix)).status_code == 404
    assert Client().get(address(imported, suffix)).status_code == 302
