"""草稿文件与填报模板: a draft as files to be sent round, and the workbook to be filled in elsewhere."""

import io
from urllib.parse import quote
from zipfile import ZipFile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from govreport.agencies.models import Agency
from govreport.documents.services import read_report
from govreport.reports.figures import document_of
from govreport.reports.models import Version

TITLE = "云溪县林业和草原局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "txt", "json"])
def test_a_copy_holds_the_version_under_the_name_of_a_draft(clerk: Client, complete: Version, suffix: str) -> None:
    answer = clerk.get(f"/desk/reports/{complete.report_id}/draft.{suffix}")
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(f'草稿-{TITLE}.{suffix}')}"
    assert read_report("", answer.content).document.to_json() == document_of(complete).to_json()


def test_a_word_copy_is_marked_as_a_draft_on_every_page(clerk: Client, complete: Version) -> None:
    with ZipFile(io.BytesIO(clerk.get(f"/desk/reports/{complete.report_id}/draft.docx").content)) as archive:
        headers = [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/header")]
    assert len(headers) == 2
    assert all('string="草稿"' in header for header in headers)


def test_other_kinds_are_not_found(clerk: Client, complete: Version) -> None:
    assert clerk.get(f"/desk/reports/{complete.report_id}/draft.exe").status_code == 404


def test_the_summary_offers_the_copies(clerk: Client, complete: Version) -> None:
    page = clerk.get(f"/desk/reports/{complete.report_id}/").content.decode()
    assert f"/desk/reports/{complete.report_id}/draft.docx" in page


def test_a_filled_template_begins_a_report(clerk: Client, agency: Agency) -> None:
    page = clerk.get("/desk/start/").content.decode()
    address = next(part for part in page.split('"') if part.startswith("/desk/template/"))
    workbook = openpyxl.load_workbook(io.BytesIO(clerk.get(address).content))
    sheet, place = next(workbook.defined_names["govreport.t3.new_received.natural_person"].destinations)
    workbook[sheet][place.replace("$", "")].value = 7
    target = io.BytesIO()
    workbook.save(target)
    year = int(address.split("/")[3])
    form = {"agency": agency.pk, "year": year, "source": "file"}
    file = SimpleUploadedFile("填报.xlsx", target.getvalue())
    answer = clerk.post("/desk/start/", {**form, "file": file}, follow=True)
    assert answer.status_code == 200
    assert "填报.xlsx" in answer.content.decode()


@pytest.mark.parametrize("year", [1999, 2999])
def test_years_without_a_form_have_no_template(clerk: Client, agency: Agency, year: int) -> None:
    assert clerk.get(f"/desk/template/{year}/{agency.code}.xlsx").status_code == 404
