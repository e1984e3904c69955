"""通用格式 and its 版记, measured in millimetres (GB/T 9704-2012, 7.2 and 7.4)."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from govreport.documents.letters.docx import letter_docx
from govreport.documents.letters.letter import submission_letter
from govreport.documents.letters.pdf import letter_pdf
from tests.builders import balanced
from tests.documents.letters.printed import GENERAL, LONG_NAME, NUMBER, OFFICE, letter_file, letter_pages, written
from tests.documents.letters.test_letter_page import LEFT, PT, WIDTH, is_red
from tests.documents.render.page import MM, Line, Page, pages

CODES = ["general", "general-short", "general-long"]
BOTTOM = 37 + 225
LINE = 225 / 22


def rules(data: bytes, page: int) -> list[dict[str, float]]:
    """The lines across the text block of a page from top to bottom: upper and lower edge, left edge, length (mm)."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        found = [
            {
                "top": shape["top"] * MM,
                "bottom": shape["bottom"] * MM,
                "left": shape["x0"] * MM,
                "length": (shape["x1"] - shape["x0"]) * MM,
                "red": is_red(shape.get("non_stroking_color")) or is_red(shape.get("stroking_color")),
            }
            for shape in shapes(pdf.pages[page])
        ]
    wide = [line for line in found if line["length"] > 150 and line["bottom"] - line["top"] < 1]
    return sorted(wide, key=lambda line: line["top"])


def shapes(page: Any) -> Iterator[Any]:
    yield from (*page.rects, *page.curves, *page.lines)


def imprint(code: str) -> list[dict[str, float]]:
    """The lines of 版记."""
    lines = rules(letter_file(code), -1)
    return lines[-2 if code == "general-short" else -3 :]


def test_the_head_stands_35_mm_below_the_text_block_in_red() -> None:
    with pdfplumber.open(io.BytesIO(letter_file("general"))) as pdf:
        head = pdf.pages[0].chars[0]
    assert is_red(head["non_stroking_color"])
    baseline = (float(842) - head["matrix"][5]) * MM
    assert baseline == pytest.approx(37 + 35 + 0.88 * head["size"] * PT, abs=0.8)


def test_the_number_stands_in_the_middle_two_lines_below_the_head() -> None:
    page = letter_pages("general")[0]
    number, head = page.line(NUMBER), page.lines[0]
    assert number.left - LEFT == pytest.approx(LEFT + WIDTH - number.right, abs=0.8)
    assert 2 * LINE < number.baseline - head.baseline < 3.5 * LINE


@pytest.mark.parametrize("code", CODES)
def test_one_red_line_as_wide_as_the_text_block_stands_below_the_number(code: str) -> None:
    (line,) = [line for line in rules(letter_file(code), 0) if line["red"]]
    assert line["left"] == pytest.approx(LEFT, abs=0.1)
    assert line["length"] == pytest.approx(WIDTH, abs=0.2)
    if code == "general":
        # The ink of the number ends a little above the lower edge of its line.
        assert 4 <= line["top"] - letter_pages(code)[0].line(NUMBER).baseline < 4 + LINE / 2
    assert not [
        line for page in range(1, len(letter_pages(code))) for line in rules(letter_file(code), page) if line["red"]
    ]


def test_the_title_stands_two_lines_below_the_red_line() -> None:
    (red,) = [line for line in rules(letter_file("general"), 0) if line["red"]]
    title = letter_pages("general")[0].line("关于报送")
    assert 2 * LINE < title.baseline - red["bottom"] < 3.2 * LINE


@pytest.mark.parametrize("code", CODES)
def test_every_page_has_its_number(code: str) -> None:
    feet = [page.lines[-1].text for page in letter_pages(code)]
    assert feet == [f"— {number} —" for number in range(1, len(feet) + 1)]


@pytest.mark.parametrize("code", CODES)
def test_the_first_page_shows_text(code: str) -> None:
    assert letter_pages(code)[0].line("根据《中华人民共和国")


def letter_part(found: list[Page]) -> list[Page]:
    """The pages of the letter, without the report behind it."""
    end = next(at for at, page in enumerate(found) if page.lines[0].text == "附件")
    return found[:end]


def is_text(line: Line) -> bool:
    """Whether a line is one of the body: at least half a line of 3号仿宋."""
    return line.sizes == {16.0} and "附件：" not in line.text and line.right - line.left > WIDTH / 3


@pytest.mark.parametrize("more", range(0, 60, 4))
def test_the_seal_never_stands_on_a_page_without_text(more: int) -> None:
    document = balanced().replace(title="云溪县林业和草原局" + "及所属单位" * more + "2023年政府信息公开工作年度报告")
    letter = submission_letter(document, GENERAL)
    found = letter_part(pages(letter_pdf(letter, document)))
    signed = next(page for page in found if any(line.text == letter.date for line in page.lines))
    body = [line for line in signed.lines if is_text(line)]
    date_line = next(line for line in signed.lines if line.text == letter.date)
    assert [line for line in body if line.baseline < date_line.baseline]
    assert any("联系人" in line.text for line in signed.lines)


@pytest.mark.parametrize("code", CODES)
def test_the_imprint_ends_with_the_text_block_of_the_last_page(code: str) -> None:
    lines = imprint(code)
    assert all(line["left"] == pytest.approx(LEFT, abs=0.1) for line in lines)
    assert all(line["length"] == pytest.approx(WIDTH, abs=0.2) for line in lines)
    assert lines[-1]["bottom"] == pytest.approx(BOTTOM, abs=0.2)


@pytest.mark.parametrize("code", CODES)
def test_outer_lines_are_thicker_than_the_inner_one(code: str) -> None:
    thick = [round(line["bottom"] - line["top"], 2) for line in imprint(code)]
    assert thick[0] == thick[-1] == pytest.approx(0.35, abs=0.03)
    assert thick[1:-1] == ([] if code == "general-short" else [pytest.approx(0.25, abs=0.03)])


def test_copies_office_and_day_stand_one_character_in() -> None:
    last = letter_pages("general")[-1]
    copies = last.line("抄送：")
    (line,) = [line for line in last.lines if OFFICE in line.text]
    assert copies.text == "抄送：云溪县司法局，云溪县档案馆。"
    assert line.text == f"{OFFICE}2024年1月22日印发"
    assert copies.sizes == line.sizes == {14.0}
    assert copies.left == pytest.approx(LEFT + 14 * PT, abs=0.4)
    assert line.left == pytest.approx(LEFT + 14 * PT, abs=0.4)
    assert line.right == pytest.approx(LEFT + WIDTH - 14 * PT, abs=0.5)
    top, middle, bottom = imprint("general")
    assert top["bottom"] < copies.baseline < middle["top"] < line.baseline < bottom["top"]


def test_a_long_name_of_the_office_takes_two_lines_beside_the_day() -> None:
    last = letter_pages("general-long")[-1]
    at = next(number for number, line in enumerate(last.lines) if line.text.startswith("抄送："))
    own = [line for line in last.lines[at:-1] if line.baseline > imprint("general-long")[1]["bottom"]]
    assert "".join(line.text for line in own).replace("2019年3月1日印发", "") == f"{LONG_NAME}办公室"


@pytest.mark.parametrize("lines", range(18, 26))
def test_the_imprint_covers_nothing_and_never_stands_alone(lines: int) -> None:
    document = balanced().replace(sections={**balanced().sections, "closing": "公开" * 14 * lines})
    data = letter_pdf(submission_letter(document, GENERAL), document, "核验码：3fa4-91bc-07de")
    last = pages(data)[-1]
    top = rules(data, -1)[-3]["top"]
    above = [line for line in last.lines if line.baseline < top]
    assert any("核验码" in line.text for line in above)
    assert len(above) > 1
    assert max(line.baseline for line in above) < top - 2
    assert next(line.text for line in last.lines if line.baseline > top).startswith("抄送：")


def test_the_word_file_has_the_same_head_and_foot() -> None:
    word = docx.Document(io.BytesIO(letter_docx(*written("general"))))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[1:3] == ["云溪县林业和草原局", NUMBER]
    assert word.paragraphs[2]._p.find(f".//{qn('w:bottom')}").get(qn("w:color")) == "E60012"
    assert not word.sections[0].different_first_page_header_footer
    table = word.tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["抄送：云溪县司法局，云溪县档案馆。"] * 2,
        [OFFICE, "2024年1月22日印发"],
    ]
    place = table._tbl.tblPr.find(qn("w:tblpPr"))
    assert (place.get(qn("w:vertAnchor")), place.get(qn("w:tblpYSpec"))) == ("margin", "bottom")
    sizes = {side.tag.rpartition("}")[2]: side.get(qn("w:sz")) for side in table._tbl.tblPr.find(qn("w:tblBorders"))}
    assert sizes == {"top": "8", "bottom": "8", "insideH": "6"}


def test_without_copies_the_word_file_has_office_and_day_alone() -> None:
    letter = submission_letter(balanced(), replace(GENERAL, copies="", printed_on=date(2024, 1, 20)))
    table = docx.Document(io.BytesIO(letter_docx(letter, balanced()))).tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [[OFFICE, "2024年1月20日印发"]]
