"""来源的样子: how files look, as plain data; drawn in the process that reads files, within its limits."""

import io

import pikepdf
import pytest
from PIL import Image

from govreport.documents.imports.sight import page_picture, sight
from govreport.documents.read.bounded import look_bounded, page_bounded
from govreport.standards.document import DocumentError
from tests.documents.imports.files import three_doubts


def blank_pdf(width: float, height: float) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(width, height))
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def test_a_pdf_is_its_pages_in_points() -> None:
    looks = sight(three_doubts("pdf"))
    assert looks["kind"] == "pdf"
    assert looks["pages"][0] == [595.3, 841.9]


def test_a_document_is_its_paragraphs_and_tables_in_order() -> None:
    blocks = sight(three_doubts("docx"))["blocks"]
    assert blocks[0]["text"].endswith("2022年政府信息公开工作年度报告")
    tables = [block["rows"] for block in blocks if "rows" in block]
    assert len(tables) == 3
    assert ["2 0", 0, 1] in tables[1][3]


def test_a_sheet_says_its_name() -> None:
    assert {block["sheet"] for block in sight(three_doubts("xlsx"))["blocks"]} == {"Sheet"}


def test_a_text_is_its_lines() -> None:
    assert sight("甲\r\n乙\n<b>丙</b>".encode()) == {"kind": "lines", "lines": ["甲", "乙", "<b>丙</b>"]}


def test_the_process_sees_the_same() -> None:
    for kind in ("pdf", "html"):
        assert look_bounded(three_doubts(kind)) == sight(three_doubts(kind))


def test_a_page_is_drawn_sharp_enough_to_read() -> None:
    picture = Image.open(io.BytesIO(page_bounded(three_doubts("pdf"), 1)))
    assert picture.format == "PNG"
    assert picture.size[0] > 1100


@pytest.mark.parametrize("size", [(14_400, 14_400), (3, 14_400), (3, 3)])
def test_a_page_of_any_size_is_drawn_within_bounds(size: tuple[float, float]) -> None:
    picture = Image.open(io.BytesIO(page_picture(blank_pdf(*size), 1)))
    assert max(picture.size) <= 1801


@pytest.mark.parametrize("number", [0, 2, 10_000])
def test_a_page_that_is_not_there_is_declined(number: int) -> None:
    with pytest.raises(DocumentError):
        page_picture(blank_pdf(100, 100), number)


@pytest.mark.parametrize("data", [b"%PDF-1.7 and nothing else", b"PK\x03\x04word/document.xml", b""])
def test_what_cannot_be_opened_is_declined(data: bytes) -> None:
    with pytest.raises(DocumentError):
        look_bounded(data)
