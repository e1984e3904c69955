"""报送函 as files: a tagged PDF with the report's data, a Word file that can be read in again; the same each time."""

import io
import json

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn

from govreport.documents.letters.docx import letter_docx
from govreport.documents.letters.pdf import letter_pdf
from govreport.documents.services import read_report
from govreport.standards.document import from_json
from tests.documents.letters.printed import LONG_NAME, NUMBER, letter_file, written
from tests.documents.render.test_tags import elements

CODES = ["full", "short", "long", "general", "general-long"]


def words(code: str) -> list[str]:
    word = docx.Document(io.BytesIO(letter_docx(*written(code))))
    return [paragraph.text for paragraph in word.paragraphs]


@pytest.mark.parametrize("code", CODES)
def test_the_same_letter_gives_the_same_bytes(code: str) -> None:
    assert letter_pdf(*written(code)) == letter_file(code)
    assert letter_docx(*written(code)) == letter_docx(*written(code))


@pytest.mark.parametrize("code", CODES)
def test_the_data_of_the_report_travel_in_the_file(code: str) -> None:
    document = written(code)[1]
    with pikepdf.open(io.BytesIO(letter_file(code))) as pdf:
        assert len(pdf.Root.AF) == 1
        data = pdf.attachments["report.json"].get_file().read_bytes()
    assert from_json(json.loads(data)) == document
    assert read_report("letter.pdf", letter_file(code)).document == document


def test_the_file_says_what_it_is() -> None:
    with pikepdf.open(io.BytesIO(letter_file("full"))) as pdf:
        assert str(pdf.docinfo["/Title"]) == written("full")[0].title
        assert str(pdf.docinfo["/Author"]) == "云溪县林业和草原局"
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


@pytest.mark.parametrize("code", CODES)
def test_every_element_of_the_letter_is_tagged(code: str) -> None:
    letter, document = written(code)
    with pikepdf.open(io.BytesIO(letter_file(code))) as pdf:
        everything = elements(pdf)
        roles = [str(item.S) for item in everything]
        assert roles.count("/H1") == 2
        assert roles.count("/Table") == len(document.format.tables)
        headings = [item for item in everything if item.get("/S") in ("/H1", "/P")]
        assert all(len(item.K) for item in headings), letter.title


def test_the_word_file_has_the_letter_and_the_report() -> None:
    letter = written("full")[0]
    found = words("full")
    assert found[0] == NUMBER
    assert found[1].replace("\n", "") == letter.title
    assert found[2] == "云溪县人民政府办公室："
    assert found[-1] == "抄送：云溪县司法局，云溪县档案馆。"
    assert "（联系人：周宁；联系电话：0999-6210001）" in found
    assert found.index("附件") < found.index("一、总体情况")


def test_its_head_is_red_on_the_first_page_alone() -> None:
    word = docx.Document(io.BytesIO(letter_docx(*written("long"))))
    first, rest = word.sections
    mark = first.first_page_header.paragraphs[0]
    assert mark.text == LONG_NAME
    assert str(mark.runs[0].font.color.rgb) == "E60012"
    for paragraph, kind in ((mark, "thickThinSmallGap"), (first.first_page_footer.paragraphs[0], "thinThickSmallGap")):
        assert paragraph._p.find(f".//{qn('w:bottom')}").get(qn("w:val")) == kind
    assert first.different_first_page_header_footer
    assert not rest.different_first_page_header_footer
    assert "PAGE" in rest.footer._element.xml


@pytest.mark.parametrize("code", CODES)
def test_the_word_file_is_read_in_again(code: str) -> None:
    assert read_report("letter.docx", letter_docx(*written(code))).document == written(code)[1]
