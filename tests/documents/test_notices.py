"""整改通知: one letter for each report of a batch that has something to correct or to explain."""

import io
from datetime import date
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from django.core.management import CommandError, call_command

from govreport import checks
from govreport.documents.findings import Listing, listing
from govreport.documents.findings.batch import notices_zip
from govreport.documents.findings.notice import Office, needs_notice, notice, notice_docx, worst_first
from govreport.documents.services import render_json
from govreport.standards.document import AgencyName, Document
from tests.builders import balanced, wrong_totals

OFFICE = Office("云溪县人民政府办公室", date(2026, 2, 10), date(2026, 2, 28), "电话 0999-6210001")


def listed(document: Document) -> Listing:
    return listing(document, checks.findings(document))


def clean() -> Listing:
    return listing(balanced(), [])


def letter(item: Listing) -> str:
    word = docx.Document(io.BytesIO(notice_docx(item, OFFICE)))
    return "\n".join(paragraph.text for paragraph in word.paragraphs)


def named(name: str) -> Document:
    return wrong_totals().replace(agency=AgencyName(name=name), title="")


def test_the_letter_names_report_problems_numbers_basis_deadline_and_sender() -> None:
    text = letter(listed(wrong_totals()))
    assert "关于整改《云溪县林业和草原局" in text.replace("\n", "")
    assert "云溪县林业和草原局：" in text
    assert "须更正的问题 4 项" in text
    assert "新收 2 ＋ 上年结转 0 ＝ 2" in text
    assert "表三表头注明" in text
    assert "2026年2月28日前" in text
    assert text.endswith("云溪县人民政府办公室\n2026年2月10日")


def test_only_a_regulation_or_the_form_itself_is_called_a_ground() -> None:
    text = letter(listed(wrong_totals()))
    assert "（依据：表三“三、本年度办理结果”各项与“（七）总计”）" in text
    own = balanced().replace(sections={**balanced().sections, "sec6": "收取信息处理费100元，联系13800138000。"})
    text = letter(listed(own))
    assert "（理由：公开前应当审查个人信息；联系方式宜留办公电话）" in text


def test_the_only_possible_correction_is_offered() -> None:
    assert "表三“（七）总计”的“自然人”改为 2，表三“（七）总计”的“总计”改为 2" in letter(listed(wrong_totals()))


def test_errors_come_before_what_is_to_be_explained() -> None:
    text = letter(listed(wrong_totals()))
    assert text.index("（一）须更正的问题") < text.index("（二）须说明的问题") < text.index("二、整改要求")


def test_a_report_without_problems_gets_no_letter() -> None:
    assert not needs_notice(clean())
    with pytest.raises(ValueError, match="nothing to correct"):
        notice(clean(), OFFICE)


def test_the_archive_holds_the_letters_and_an_overview_worst_first() -> None:
    data = notices_zip([clean(), listed(wrong_totals())], OFFICE)
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["校核汇总.xlsx", "整改通知-云溪县林业和草原局2020.docx"]
        sheet = openpyxl.load_workbook(io.BytesIO(archive.read("校核汇总.xlsx"))).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [(row[2], row[3], row[6]) for row in rows] == [("2020", 4, "有"), ("2023", 0, "无")]
    assert data == notices_zip([clean(), listed(wrong_totals())], OFFICE)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c:d", "局\x00局", "", "长" * 300])
def test_no_name_of_an_agency_can_lead_out_of_the_archive(name: str) -> None:
    with ZipFile(io.BytesIO(notices_zip([listed(named(name))], OFFICE))) as archive:
        for member in archive.namelist():
            assert "/" not in member
            assert "\\" not in member
            assert len(member) < 100


def test_reports_of_one_name_get_letters_of_their_own() -> None:
    with ZipFile(io.BytesIO(notices_zip([listed(named("某局")), listed(named("某局"))], OFFICE))) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist())) == 3


def test_the_order_is_by_errors_then_warnings() -> None:
    assert [item.document.year for item in worst_first([clean(), listed(wrong_totals())])] == [2020, 2023]


def run(*arguments: str | Path) -> str:
    out = StringIO()
    dates = ("--issued", "2026-02-10", "--due", "2026-02-28")
    call_command("correction_notices", *map(str, arguments), "--office", OFFICE.name, *dates, stdout=out, stderr=out)
    return out.getvalue()


def test_the_command_checks_files_and_writes_the_archive(tmp_path: Path) -> None:
    good, bad, none = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "note.txt"
    good.write_bytes(render_json(balanced()))
    bad.write_bytes(render_json(wrong_totals()))
    none.write_text("会议通知", encoding="utf-8")
    said = run(good, bad, none, "--output", tmp_path / "out.zip")
    assert "note.txt" in said
    assert "校核 2 份" in said
    with ZipFile(tmp_path / "out.zip") as archive:
        assert "整改通知-云溪县林业和草原局2020.docx" in archive.namelist()


def test_the_command_says_in_a_sentence_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_bytes(render_json(wrong_totals()))
    with pytest.raises(CommandError, match="没有这个文件或文件夹"):
        run(file, "--output", tmp_path / "missing" / "out.zip")
    with pytest.raises(CommandError, match="没有一个文件能读作年度报告"):
        run(tmp_path / "no.json", "--output", tmp_path / "out.zip")
    with pytest.raises(CommandError, match="早于发文日期"):
        call_command(
            "correction_notices", str(file), "--office", "办", "--issued", "2026-02-10", "--due", "2026-02-09",
            "--output", str(tmp_path / "out.zip"),
        )  # fmt: skip
