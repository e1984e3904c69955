"""校核结果清单: findings as lines, as an Excel sheet and as a Word table."""

import io
from datetime import UTC, datetime
from zipfile import ZipFile

import docx
import openpyxl
import pytest

from govreport import checks
from govreport.documents.findings import Listing, listing
from govreport.documents.findings.docx import findings_docx
from govreport.documents.findings.xlsx import findings_xlsx
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity
from tests.builders import balanced, wrong_totals

MOMENT = datetime(2026, 2, 1, tzinfo=UTC)


def listed(document: Document, language: str = "zh-hans") -> Listing:
    return listing(document, checks.findings(document), language)


def one(message: str, **changes: str) -> Listing:
    finding = Finding("N-01", Severity.ERROR, ("sec1",), message, message, basis="", **changes)
    return listing(balanced(), [finding])


def cells(data: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_line_says_where_both_numbers_how_far_apart_and_on_what_ground() -> None:
    line = next(item for item in listed(wrong_totals()).lines if item.rule == "T3-03")
    assert line.place == "表三“（七）总计”的“自然人”"
    assert (line.left, line.right, line.difference) == ("2", "0", "2")
    assert line.basis.startswith("表三表头注明")
    assert line.word == "须更正"


def test_lines_are_numbered_in_the_order_of_the_findings() -> None:
    lines = listed(wrong_totals()).lines
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))


@pytest.mark.parametrize("number", ["", "很多", "NaN", "Infinity"])
def test_what_is_no_number_has_no_difference(number: str) -> None:
    assert one("正文与表不符。", left=number, right="3").lines[0].difference == ""


def test_the_sheet_holds_every_finding_with_its_numbers() -> None:
    found = listed(wrong_totals())
    rows = cells(findings_xlsx([found]))
    assert (
        rows[1][0] == f"须更正 4 项，须说明 {found.count(Severity.WARNING)} 项，提示 {found.count(Severity.HINT)} 项。"
    )
    assert [row[8] for row in rows[4:]] == [line.rule for line in found.lines]
    assert [row[3] for row in rows[4:]] == [line.message for line in found.lines]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1+1", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_text_that_begins_like_a_formula_stays_text(text: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(findings_xlsx([one(text)]))).worksheets[0]
    cell = sheet.cell(row=5, column=4)
    assert (cell.value, cell.data_type) == (text, "s")


def test_two_agencies_of_one_name_get_sheets_of_their_own() -> None:
    found = listed(wrong_totals())
    names = openpyxl.load_workbook(io.BytesIO(findings_xlsx([found, found]))).sheetnames
    assert len(set(names)) == 2


def test_the_word_table_holds_every_finding_under_a_head_that_repeats() -> None:
    found = listed(wrong_totals())
    word = docx.Document(io.BytesIO(findings_docx(found, MOMENT)))
    table = word.tables[0]
    assert [row.cells[3].text for row in table.rows[1:]] == [line.message for line in found.lines]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)


def test_the_page_is_that_of_an_official_document() -> None:
    section = docx.Document(io.BytesIO(findings_docx(listed(wrong_totals()), MOMENT))).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    assert (section.left_margin.mm, section.top_margin.mm) == pytest.approx((28, 37), abs=0.1)


def test_control_characters_do_not_break_the_file() -> None:
    word = docx.Document(io.BytesIO(findings_docx(one("正文\x00里有怪字"), MOMENT)))
    assert word.tables[0].rows[1].cells[3].text == "正文 里有怪字"


def test_a_report_without_findings_says_so() -> None:
    assert cells(findings_xlsx([listing(balanced(), [])]))[1][0] == "没有发现问题。"


def test_a_row_is_as_high_as_its_longest_text() -> None:
    short, long = (one("正文与表不符。" * times) for times in (1, 40))
    heights = [
        openpyxl.load_workbook(io.BytesIO(findings_xlsx([item]))).worksheets[0].row_dimensions[5].height
        for item in (short, long)
    ]
    assert heights[0] == pytest.approx(17, abs=0.5)
    assert heights[1] >= 17 * 280 * 2 / 58


def test_english_readers_get_the_ground_in_english_before_the_official_words() -> None:
    chinese, english = (listed(wrong_totals(), language).lines[0] for language in ("zh-hans", "en"))
    assert chinese.ground == chinese.basis == english.basis
    assert english.ground == f"{english.basis_en} ({english.basis})"
    assert english.basis_en.startswith("The items of ")


def test_messages_follow_the_language_of_the_reader() -> None:
    found = listed(wrong_totals(), "en")
    assert "the results add up to 2" in found.lines[0].message


def test_the_same_findings_give_the_same_bytes() -> None:
    found = listed(wrong_totals())
    assert findings_xlsx([found]) == findings_xlsx([found])
    assert findings_docx(found, MOMENT) == findings_docx(found, MOMENT)
    with ZipFile(io.BytesIO(findings_docx(found, MOMENT))) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
