"""体检结果（PDF）: everything the page says, printed."""

import io
from datetime import UTC, datetime

import pdfplumber
import pikepdf
import pytest
from django.utils import translation

from govreport.documents.findings.checked import Checked, checked
from govreport.documents.findings.pdf import render_findings_pdf
from govreport.documents.read import read
from govreport.documents.read.result import ReadResult
from tests.builders import balanced, of_last_year
from tests.paths import ROOT

MOMENT = datetime(2026, 2, 1, 2, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def item() -> Checked:
    """The report of 2020 with its faults, as it was read."""
    return checked("report_2020.txt", read((ROOT / "tests" / "data" / "report_2020.txt").read_bytes()))


def words(data: bytes) -> str:
    """The text of all pages without white space."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "".join("".join(page.extract_text().split()) for page in pdf.pages)


def test_it_says_what_was_read_and_every_finding(item: Checked) -> None:
    text = words(render_findings_pdf(item, MOMENT))
    for expected in (
        "年报体检结果",
        "report_2020.txt",
        "2026年2月1日10:03",
        "读出198格，共198格",
        "两个数：2和0，相差2",
    ):
        assert expected in text
    for line in item.listing().lines:
        assert line.rule in text


def test_it_lists_corrections_and_doubts(item: Checked) -> None:
    text = words(render_findings_pdf(item, MOMENT))
    assert "可能的更正" in text
    assert "读取时的疑点（5）" in text


def test_a_right_report_has_no_lists() -> None:
    text = words(render_findings_pdf(checked("x.json", ReadResult(balanced()), of_last_year()), MOMENT))
    assert "没有发现问题。" in text
    assert "已与2022年度报告比对" in text
    assert "序号" not in text


def test_the_same_result_gives_the_same_bytes(item: Checked) -> None:
    assert render_findings_pdf(item, MOMENT) == render_findings_pdf(item, MOMENT)


def test_it_speaks_the_readers_language(item: Checked) -> None:
    with translation.override("en"):
        data = render_findings_pdf(item, MOMENT)
    text = words(data)
    assert "Annualreportcheck" in text
    assert "Twonumbers:2and0" in text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "en"


@pytest.mark.parametrize("name", ["a" * 500, "", "<b>&amp;.txt", "\x00\u202e年报.txt"])
def test_any_name_can_be_printed(item: Checked, name: str) -> None:
    assert render_findings_pdf(checked(name, item.result), MOMENT).startswith(b"%PDF")
