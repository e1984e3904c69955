"""The PDF as a file: variant, metadata, data, fonts, sameness."""

import hashlib
import io
import json
import logging
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from govreport.documents.services import file_name, render_json, render_pdf
from govreport.standards.document import Document, from_json
from tests.builders import balanced
from tests.documents.render.rendered import pdf
from tests.paths import ROOT

ALL = ["e2014", "e2019", "e2021", "draft"]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.mark.parametrize("code", ALL)
def test_it_declares_pdf_a_3a_and_its_language(code: str) -> None:
    with opened(pdf(code)) as file, file.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert file.Root.Lang == "zh-CN"
        assert file.Root.MarkInfo.Marked


def test_it_names_title_agency_and_the_end_of_the_year() -> None:
    with opened(pdf("e2021")) as file:
        assert str(file.docinfo.Title) == balanced().title
        assert str(file.docinfo.Author) == balanced().agency.name
        assert str(file.docinfo.CreationDate) == str(file.docinfo.ModDate) == "D:20231231000000+08'00"


def test_a_published_file_has_the_date_of_publication() -> None:
    data = render_pdf(balanced(), published_at=datetime(2024, 1, 25, 6, 30, tzinfo=UTC))
    with opened(data) as file:
        assert str(file.docinfo.CreationDate) == "D:20240125063000+00'00"


@pytest.mark.parametrize("code", ALL)
def test_the_data_is_attached_and_reads_back(code: str) -> None:
    with opened(pdf(code)) as file:
        specification = file.attachments["report.json"]
        assert specification.obj.AFRelationship == "/Data"
        data = bytes(specification.get_file().read_bytes())
    document = balanced("e2021" if code == "draft" else code)
    assert data == render_json(document)
    assert from_json(json.loads(data)).figures == document.figures


@pytest.mark.parametrize("code", ALL)
def test_all_fonts_are_embedded(code: str) -> None:
    fonts = 0
    with opened(pdf(code)) as file:
        for font in file.pages[0].resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            assert "/ToUnicode" in font
            fonts += 1
    assert fonts >= 3


def missing(document: Document, log: pytest.LogCaptureFixture) -> list[str]:
    """What WeasyPrint says about characters that no font has."""
    log.set_level(logging.WARNING, logger="weasyprint")
    log.clear()
    render_pdf(document)
    return [record.getMessage() for record in log.records if ".notdef" in record.getMessage()]


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_no_character_is_missing_from_the_fonts(code: str, caplog: pytest.LogCaptureFixture) -> None:
    assert missing(balanced(code), caplog) == []


def test_a_rare_name_is_drawn(caplog: pytest.LogCaptureFixture) -> None:
    assert missing(balanced().replace(sections={"sec1": "喆堃镕龑䶮，①〔2021〕“·”—…℃㎡"}), caplog) == []


def test_a_missing_character_would_be_noticed(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.documents.render.pdf.visible", lambda text: text)
    assert len(missing(balanced().replace(sections={"sec1": "\ua000"}), caplog)) == 1


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_pdf(balanced("e2019")) == pdf("e2019")


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import django, hashlib; django.setup();"
        "from tests.builders import balanced; from govreport.documents.services import render_pdf;"
        "print(hashlib.sha256(render_pdf(balanced())).hexdigest())"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == hashlib.sha256(pdf("e2021")).hexdigest()


def test_the_file_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf("e2021"))
    result = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_page_of_a_draft_says_so() -> None:
    assert [mark(page) for page in opened_pages("draft")] == ["稿草"] * len(opened_pages("draft"))
    assert {mark(page) for page in opened_pages("e2021")} == {""}


def opened_pages(code: str) -> list[Any]:
    with pdfplumber.open(io.BytesIO(pdf(code))) as file:
        return [page.chars for page in file.pages]


def mark(chars: list[Any]) -> str:
    """The turned characters of a page, from top to bottom."""
    turned = [char for char in chars if char["matrix"][1]]
    return "".join(char["text"] for char in sorted(turned, key=lambda char: char["top"]))


def test_a_draft_never_has_the_official_name() -> None:
    assert file_name(balanced(), ".pdf") == "云溪县林业和草原局2023年政府信息公开工作年度报告.pdf"
    assert file_name(balanced(), ".pdf", draft=True).startswith("草稿-")


def test_a_file_name_holds_nothing_a_system_refuses() -> None:
    assert file_name(balanced().replace(title='a/b\\c:d*e?f"g<h>i|j k\n'), ".pdf") == "abcdefghijk.pdf"
