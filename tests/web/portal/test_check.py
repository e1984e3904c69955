"""年报体检: a file or text in, what is wrong with it out, without an account."""

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile as File
from django.test import Client

from govreport.agencies.models import User
from govreport.documents import services as documents
from govreport.standards.document import Document
from tests.builders import balanced, of_last_year, wrong_totals
from tests.paths import ROOT, SAMPLES

pytestmark = pytest.mark.django_db

PAGE = "/check/"
OWN = (ROOT / "tests" / "data" / "report_2020.txt").read_bytes()
WRITERS = {
    "txt": documents.render_txt,
    "md": documents.render_txt,
    "html": documents.render_html,
    "json": documents.render_json,
    "docx": documents.render_docx,
    "xlsx": documents.render_xlsx,
    "pdf": documents.render_pdf,
}


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    """No test is one too many for the others."""
    cache.clear()


def data_of(document: Document) -> File:
    return File("report.json", documents.render_json(document))


def test_the_front_page_leads_to_the_check_beside_the_search(client: Client) -> None:
    page = client.get("/").text
    assert 'href="/check/"' in page
    assert "上传一份年报，看看数据对不对" in page


def test_the_form_says_that_no_account_is_needed_and_nothing_is_kept(client: Client) -> None:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert "不用账号；文件只在校核时读取，不保存。" in answer.text
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("kind", WRITERS)
def test_every_kind_of_file_is_checked(client: Client, kind: str) -> None:
    file = File(f"年报.{kind}", WRITERS[kind](wrong_totals()))
    answer = client.post(PAGE, {"uploads": file})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert "云溪县林业和草原局" in answer.text
    assert "相差 2" in answer.text


def test_the_result_says_what_was_read_and_how_surely(client: Client) -> None:
    page = client.post(PAGE, {"uploads": File("report_2020.txt", OWN)}).text
    for words in ("云溪县林业和草原局", "2020年", "国办公开办函〔2019〕60号", "读出 198 格，共 198 格", "疑点 5 处"):
        assert words in page
    assert "表四数据行有 16 格，规定为 15 格" in page


def test_a_finding_has_its_sentence_both_numbers_the_basis_and_the_rule(client: Client) -> None:
    page = client.post(PAGE, {"uploads": data_of(wrong_totals())}).text
    item = re.search(r'<li class="check-finding check-error".*?</li>', page, re.DOTALL)
    assert item
    for words in ("两个数：2 和 0，相差 2", "依据：", 'href="/rules/#T3-02"'):
        assert words in item.group()


def test_findings_are_grouped_worst_first(client: Client) -> None:
    page = client.post(PAGE, {"uploads": data_of(wrong_totals())}).text
    places = [page.index(f'id="r1-{level}"') for level in ("error", "warning")]
    assert places == sorted(places)


def test_a_cell_concerned_bears_the_number_of_its_finding_and_its_word(client: Client) -> None:
    page = client.post(PAGE, {"uploads": data_of(wrong_totals())}).text
    cell = re.search(
        r'<td class="[^"]*has-mark-error"[^>]*data-cell="t3.total_processed.natural_person">.*?</td>', page
    )
    assert cell
    assert '<span class="visually-hidden">须更正 </span>1</span>' in cell.group()
    assert 'href="#r1-t3.total_processed.natural_person"' in page


def test_a_report_without_a_fault_is_said_to_have_none(client: Client) -> None:
    page = client.post(PAGE, {"uploads": data_of(balanced())}).text
    assert "没有发现问题。" in page
    assert "has-mark" not in page


def test_possible_corrections_name_cell_and_both_values(client: Client) -> None:
    page = client.post(PAGE, {"uploads": File("report_2020.txt", OWN)}).text
    ways = page[page.index('id="r1-ways"') : page.index('id="r1-doubts"')]
    assert "表三“（七）总计”的“自然人”" in ways
    assert "<b>2</b>" in ways


def test_pasted_text_is_checked_like_a_file(client: Client) -> None:
    page = client.post(PAGE, {"text": OWN.decode()}).text
    assert "粘贴的文字" in page
    assert "读出 198 格，共 198 格" in page


def test_last_year_is_compared_where_its_file_is_given(client: Client) -> None:
    files = {"uploads": data_of(balanced()), "previous": data_of(of_last_year())}
    page = client.post(PAGE, files).text
    assert "已与2022年度报告比对" in page


def test_a_file_of_another_year_is_not_compared_and_the_page_says_so(client: Client) -> None:
    page = client.post(PAGE, {"uploads": data_of(balanced()), "previous": data_of(balanced(year=2021))}).text
    assert "上年的文件是 2021 年度的报告，不是 2023 年度的上一年，没有用来比对。" in page
    assert "没有比对" in page


def test_last_year_of_another_agency_is_compared_with_a_word_of_warning(client: Client) -> None:
    other = balanced(year=2022, name="云溪县水务局")
    page = client.post(PAGE, {"uploads": data_of(balanced()), "previous": data_of(other)}).text
    assert "上年的文件是“云溪县水务局”的报告" in page


def test_last_years_file_that_cannot_be_read_is_told_at_its_field(client: Client) -> None:
    answer = client.post(PAGE, {"uploads": data_of(balanced()), "previous": File("x.txt", b"nothing")})
    assert answer.status_code == 422
    assert 'id="id_previous_error"' in answer.text
    assert "“x.txt”：" in answer.text


def test_several_files_are_listed_worst_first_with_what_could_not_be_read(client: Client) -> None:
    clean, wrong = File("好.json", documents.render_json(balanced())), data_of(wrong_totals())
    page = client.post(PAGE, {"uploads": [clean, wrong, File("坏.bin", b"\x00\x01\x02" * 50)]}).text
    overview = page[page.index("check-overview") : page.index("</table>")]
    assert overview.index("report.json") < overview.index("好.json") < overview.index("坏.bin")
    assert "没有读出" in overview
    assert page.count('<details class="check-one"') == 2


def test_two_years_of_one_agency_are_compared_with_each_other(client: Client) -> None:
    page = client.post(PAGE, {"uploads": [data_of(balanced()), data_of(of_last_year())]}).text
    assert page.count("已与2022年度报告比对") == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "请选择要体检的年报文件，或者粘贴报告文字。"),
        ({"text": " \n\t"}, "请选择要体检的年报文件，或者粘贴报告文字。"),
        ({"text": "今天天气很好。"}, "“粘贴的文字”："),
        ({"text": "一" * 500_001}, "粘贴的文字有 500001 字，最多 500000 字。"),
    ],
)
def test_what_cannot_be_checked_is_answered_with_a_sentence(
    client: Client, data: dict[str, str], sentence: str
) -> None:
    answer = client.post(PAGE, data)
    assert answer.status_code == 422
    assert sentence in answer.text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7 nothing",
        b"PK\x03\x04 word/document.xml nothing",
        b"PK\x03\x04 xl/workbook.xml nothing",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 20,
        b"{" * 200_000,
        b'{"schema": "govreport.report/1", "figures": 1}',
        b"<html><table>" * 20_000,
        "一、".encode() * 100_000,
        b"\xff\xfe" + b"\x00" * 999,
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><html>&a;</html>",
    ],
)
def test_a_hostile_file_is_answered_with_a_sentence(client: Client, data: bytes) -> None:
    answer = client.post(PAGE, {"uploads": File("<b>x</b>.pdf", data)})
    assert answer.status_code in (200, 422)
    assert "<b>x</b>" not in answer.text
    if answer.status_code == 422:
        assert "x&lt;/b&gt;.pdf”：" in answer.text or "b&gt;.pdf”：" in answer.text


def test_markup_in_a_report_stays_text(client: Client) -> None:
    document = balanced()
    hostile = document.replace(title="<script>alert(1)</script>", sections={**document.sections, "sec1": "<img src=x>"})
    page = client.post(PAGE, {"uploads": data_of(hostile)}).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_nothing_is_written_to_a_disk(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("a file was written")

    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", refuse)
    long = OWN + b"\n" * (3 * 1024 * 1024)
    assert client.post(PAGE, {"uploads": File("long.txt", long)}).status_code in (200, 422)
    assert not list((tmp_path / "media").glob("**/*"))


def test_the_page_speaks_english(english: Client) -> None:
    page = english.post(PAGE, {"uploads": data_of(wrong_totals())}).text
    assert "the results add up to 2" in page
    assert "Annual report check" in page


def test_supervisors_are_led_to_the_notices_and_others_are_not(client: Client, supervisor: User) -> None:
    assert "/desk/oversight/files/" not in client.post(PAGE, {"uploads": data_of(wrong_totals())}).text
    client.force_login(supervisor)
    assert "/desk/oversight/files/" in client.post(PAGE, {"uploads": data_of(wrong_totals())}).text


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample texts do not lie beside this checkout")
def test_published_reports_are_checked_together(client: Client) -> None:
    files = [File(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*.txt"))]
    page = client.post(PAGE, {"uploads": files}).text
    assert "共体检 5 份，问题多的在前" in page
    assert "推算 3 格" in page
    assert "相差 0" not in page
