"""信函格式 of GB/T 9704-2012 (10.1), measured in millimetres."""

import io
from typing import Any

import pdfplumber
import pytest

from tests.documents.letters.printed import LONG_NAME, NUMBER, letter_file, letter_pages
from tests.documents.render.page import MM

LEFT, WIDTH, CHARACTER = 28, 156, 156 / 28
CODES = ["full", "short", "long"]
PT = 25.4 / 72


def red_lines(code: str, page: int = 0) -> list[dict[str, float]]:
    """The red lines of a page from top to bottom: upper edge, lower edge, left edge and length (mm)."""
    with pdfplumber.open(io.BytesIO(letter_file(code))) as pdf:
        shapes: list[Any] = [*pdf.pages[page].rects, *pdf.pages[page].curves, *pdf.pages[page].lines]
        found = [
            {"top": s["top"] * MM, "bottom": s["bottom"] * MM, "left": s["x0"] * MM, "length": (s["x1"] - s["x0"]) * MM}
            for s in shapes
            if is_red(s.get("non_stroking_color")) or is_red(s.get("stroking_color"))
        ]
    return sorted(found, key=lambda line: line["top"])


def is_red(colour: Any) -> bool:
    return bool(colour) and len(colour) == 3 and colour[0] > 0.8 and max(colour[1:]) < 0.2


@pytest.mark.parametrize("code", CODES)
def test_the_head_begins_30_mm_from_the_edge_in_red(code: str) -> None:
    with pdfplumber.open(io.BytesIO(letter_file(code))) as pdf:
        head = pdf.pages[0].chars[0]
    assert is_red(head["non_stroking_color"])
    assert head["size"] == {"long": 18}.get(code, 36)
    # The body of the type begins at 30 mm; its baseline lies 0.88 of its size below.
    baseline = (float(842) - head["matrix"][5]) * MM
    assert baseline == pytest.approx(30 + 0.88 * head["size"] * PT, abs=0.8)


@pytest.mark.parametrize("code", CODES)
def test_two_double_lines_of_170_mm_stand_on_the_first_page_alone(code: str) -> None:
    lines = red_lines(code)
    assert len(lines) == 4
    assert all(line["length"] == pytest.approx(170, abs=0.3) for line in lines)
    assert all(line["left"] == pytest.approx(20, abs=0.2) for line in lines)
    thick = [line["bottom"] - line["top"] for line in lines]
    assert thick[0] > thick[1]
    assert thick[2] < thick[3]
    assert not any(red_lines(code, page) for page in range(1, len(letter_pages(code))))


@pytest.mark.parametrize("code", CODES)
def test_the_upper_line_stands_4_mm_below_the_head_the_lower_20_mm_above_the_edge(code: str) -> None:
    lines = red_lines(code)
    size = 18 if code == "long" else 36
    assert lines[0]["top"] == pytest.approx(30 + size * PT + 4, abs=0.3)
    assert lines[3]["bottom"] == pytest.approx(297 - 20, abs=0.3)


def test_the_number_stands_at_the_right_edge_below_the_line() -> None:
    number = letter_pages("full")[0].line(NUMBER)
    assert number.right == pytest.approx(LEFT + WIDTH, abs=0.8)
    under = red_lines("full")[1]["bottom"]
    assert under + 16 * 7 / 8 * PT < number.baseline < under + 16 * 2 * PT


def test_the_title_stands_two_lines_below_the_number_in_the_middle() -> None:
    page = letter_pages("full")[0]
    title = page.line("关于报送")
    assert title.sizes == {22.0}
    assert title.left - LEFT == pytest.approx(LEFT + WIDTH - title.right, abs=0.5)
    assert title.baseline - page.line(NUMBER).baseline > 2 * 225 / 22


def test_addressee_text_annex_and_note_begin_where_they_should() -> None:
    page = letter_pages("full")[0]
    assert page.line("云溪县人民政府办公室：").left == pytest.approx(LEFT, abs=0.2)
    for words in ("根据《中华人民共和国", "报告所列数据", "附件：", "（联系人：周宁"):
        assert page.line(words).left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.4)
    assert page.line("附件：").baseline - page.line("向社会公布").baseline == pytest.approx(2 * 225 / 22, abs=0.1)


def test_the_name_is_centred_on_the_date_four_characters_from_the_edge() -> None:
    lines = [line for line in letter_pages("full")[0].lines if line.text in ("云溪县林业和草原局", "2024年1月20日")]
    name, day = lines[-2:]
    assert day.right == pytest.approx(LEFT + WIDTH - 4 * CHARACTER, abs=0.8)
    assert (name.left + name.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=0.3)
    assert day.baseline - name.baseline == pytest.approx(225 / 22, abs=0.1)


def test_a_long_name_stays_within_the_text_block() -> None:
    signed = [line for line in letter_pages("long")[0].lines if line.text == LONG_NAME][-1]
    assert signed.left >= LEFT - 0.2
    assert signed.right <= LEFT + WIDTH + 0.5


@pytest.mark.parametrize("code", CODES)
def test_the_first_page_has_no_number_and_the_report_goes_on_counting(code: str) -> None:
    feet = [page.lines[-1].text for page in letter_pages(code)]
    assert not feet[0].startswith("—")
    assert feet[1:] == [f"— {number} —" for number in range(2, len(feet) + 1)]


@pytest.mark.parametrize("code", CODES)
def test_the_letter_fills_one_page_and_the_report_begins_on_the_next(code: str) -> None:
    first, second = letter_pages(code)[:2]
    texts = [line.text for line in first.lines]
    assert any("附件：" in text for text in texts)
    # 附件 on the first line, the title on the third.
    mark, title = second.lines[:2]
    assert mark.text == "附件"
    assert mark.left == pytest.approx(LEFT, abs=0.2)
    assert title.sizes == {22.0}
    assert title.baseline - mark.baseline > 2 * 225 / 22 - 2


def test_copies_stand_at_the_foot_of_the_last_page_one_character_in() -> None:
    last = letter_pages("full")[-1]
    copies = last.line("抄送：")
    assert copies.text == "抄送：云溪县司法局，云溪县档案馆。"
    assert copies.sizes == {14.0}
    assert copies.left == pytest.approx(LEFT + 14.15 * PT, abs=0.2)
    assert 37 + 225 - 7.5 < copies.baseline < 37 + 225


def test_copies_of_several_lines_align_after_the_colon_and_cover_nothing() -> None:
    last = letter_pages("long")[-1]
    at = next(number for number, line in enumerate(last.lines) if line.text.startswith("抄送："))
    lines = last.lines[at:-1]
    assert len(lines) > 1
    assert {round(line.left - lines[0].left - 3 * 14.15 * PT, 0) for line in lines[1:]} == {0.0}
    assert lines[-1].text.endswith("。")
    if at:
        assert lines[0].baseline - last.lines[at - 1].baseline > 6


def test_without_copies_nothing_stands_there() -> None:
    assert not any("抄送" in line.text for page in letter_pages("short") for line in page.lines)
