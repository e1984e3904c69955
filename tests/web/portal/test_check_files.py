"""体检结果的下载: from what the page carries, signed; nothing was stored."""

import io
import re
from collections.abc import Sequence
from urllib.parse import quote

import docx
import openpyxl
import pikepdf
import pytest
from django.core import signing
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile as File
from django.test import Client

from govreport.documents import services as documents
from govreport.documents.findings import checked as module
from govreport.documents.findings.checked import SALT, checked, pack, unpack
from govreport.documents.read.result import ReadResult
from govreport.standards.document import SECTION_LIMIT, Document
from tests.builders import balanced, of_last_year, wrong_totals
from tests.paths import ROOT

pytestmark = pytest.mark.django_db

FILES = "/check/files/"
OWN = (ROOT / "tests" / "data" / "report_2020.txt").read_bytes()


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    """No test is one too many for the others."""
    cache.clear()


def packed(client: Client, documents_: Sequence[Document]) -> str:
    """What the result page of these reports carries."""
    files = [File(f"{number}.json", documents.render_json(item)) for number, item in enumerate(documents_)]
    page = client.post("/check/", {"uploads": files}).text
    found = re.search(r'name="packed" value="([^"]+)"', page)
    assert found
    return found.group(1)


def test_the_result_can_be_had_as_pdf(client: Client) -> None:
    answer = client.post(FILES, {"packed": packed(client, [wrong_totals()]), "want": "1.pdf"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    name = quote("校核结果-云溪县林业和草原局2020年政府信息公开工作年度报告.pdf")
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) >= 1


def test_the_result_can_be_had_as_word(client: Client) -> None:
    answer = client.post(FILES, {"packed": packed(client, [wrong_totals()]), "want": "1.docx"})
    word = docx.Document(io.BytesIO(answer.content))
    assert "须更正" in word.tables[0].rows[1].cells[1].text


def test_the_result_can_be_had_as_excel(client: Client) -> None:
    answer = client.post(FILES, {"packed": packed(client, [wrong_totals()]), "want": "1.xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.worksheets[0]["A1"].value == "《云溪县林业和草原局2020年政府信息公开工作年度报告》校核结果"


def test_several_results_come_as_one_workbook_with_a_sheet_each(client: Client) -> None:
    carried = packed(client, [balanced(), wrong_totals()])
    answer = client.post(FILES, {"packed": carried, "want": "all.xlsx"})
    sheets = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets
    assert [sheet["A2"].value[:3] for sheet in sheets] == ["须更正", "没有发"]


@pytest.mark.parametrize(
    "want", ["", "0.pdf", "2.pdf", "all.pdf", "1.exe", "1", "-1.pdf", "\uff19\uff19\uff19.pdf", "1.pdf.pdf"]
)
def test_a_file_that_does_not_exist_is_answered_with_a_sentence(client: Client, want: str) -> None:
    answer = client.post(FILES, {"packed": packed(client, [balanced()]), "want": want})
    assert answer.status_code == 422
    assert "没有这样的文件。请重新上传后下载。" in answer.text


@pytest.mark.parametrize(
    "carried", ["", "x", "a:b:c", signing.dumps([], salt="another")], ids=["none", "word", "form", "salt"]
)
def test_what_was_not_carried_by_our_page_is_declined(client: Client, carried: str) -> None:
    answer = client.post(FILES, {"packed": carried, "want": "1.pdf"})
    assert answer.status_code == 422
    assert "这一页已经过期，请重新上传文件。" in answer.text


def test_a_page_of_yesterday_is_declined(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    carried = packed(client, [balanced()])
    monkeypatch.setattr(module, "HOURS", -1)
    assert client.post(FILES, {"packed": carried, "want": "1.pdf"}).status_code == 422


def test_a_page_cannot_be_asked_for(client: Client) -> None:
    assert client.get(FILES).status_code == 405


def test_what_is_carried_is_what_was_read() -> None:
    result = documents.read_report("report_2020.txt", OWN)
    item = checked("report_2020.txt", result)
    assert unpack(pack([item])) == [item]


def test_what_would_not_be_read_back_is_not_carried() -> None:
    document = balanced()
    endless = document.replace(sections={**document.sections, "sec1": "一" * (SECTION_LIMIT + 1)})
    assert pack([checked("x", ReadResult(endless))]) == ""


def test_last_year_and_what_only_the_source_tells_are_carried_too() -> None:
    result = documents.read_report("report_2020.txt", OWN)
    assert any(finding.rule == "T4-06" for finding in result.findings)
    item = checked("x", ReadResult(balanced(), findings=result.findings), of_last_year(), "请核对。")
    (same,) = unpack(pack([item]))
    assert (same.previous, same.note, same.findings) == (item.previous, "请核对。", item.findings)


def test_more_than_a_page_can_carry_is_shown_without_downloads(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 100)
    page = client.post("/check/", {"uploads": File("x.json", documents.render_json(wrong_totals()))}).text
    assert "内容太多，这一页不能下载。请分几次体检。" in page
    assert 'name="want"' not in page


def test_the_salt_belongs_to_the_check_alone() -> None:
    with pytest.raises(signing.BadSignature):
        signing.loads(pack([checked("x", ReadResult(balanced()))]), salt=f"{SALT}.other")
