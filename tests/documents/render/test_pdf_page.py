"""The page of the PDF, measured: GB/T 9704-2012."""

from itertools import pairwise

import pytest

from tests.documents.render.page import Page
from tests.documents.render.rendered import measured

ALL = ["e2014", "e2019", "e2021", "long", "faults"]
LEFT, TOP, WIDTH, HEIGHT = 28, 37, 156, 225


def body(page: Page) -> list[str]:
    return [line.text for line in page.lines[:-1]]


@pytest.mark.parametrize("code", ALL)
def test_every_page_is_a4(code: str) -> None:
    assert {(round(page.width), round(page.height)) for page in measured(code)} == {(210, 297)}


@pytest.mark.parametrize("code", ALL)
def test_nothing_stands_outside_the_text_block(code: str) -> None:
    for page in measured(code):
        for line in page.lines[:-1]:
            assert line.left >= LEFT - 0.1
            assert line.right <= LEFT + WIDTH + 0.5
            assert TOP < line.baseline < TOP + HEIGHT


def test_a_full_page_has_twenty_two_lines_of_twenty_eight_characters() -> None:
    page = measured("long")[1]
    lines = page.lines[:-1]
    assert [len(line.text) for line in lines] == [28] * 22
    assert {round(line.left, 1) for line in lines} == {28.0}
    assert all(abs(line.right - (LEFT + WIDTH)) < 0.5 for line in lines)
    pitches = [below.baseline - above.baseline for above, below in pairwise(lines)]
    assert all(abs(pitch - HEIGHT / 22) < 0.05 for pitch in pitches)


def test_text_is_set_in_the_sizes_and_fonts_of_its_level() -> None:
    page = measured("e2021")[0]
    title = page.line("林业和草原局")
    assert title.sizes == {22.0}
    assert title.left - LEFT == pytest.approx(LEFT + WIDTH - title.right, abs=0.5)
    heading, text = page.line("一、总体情况"), page.line("根据《中华人民共和国")
    assert heading.sizes == text.sizes == {16.0}
    assert heading.fonts.isdisjoint(text.fonts)


def test_paragraphs_begin_two_characters_in() -> None:
    first = measured("long")[0].line("公开公开")
    assert first.left == pytest.approx(LEFT + 2 * WIDTH / 28, abs=0.1)
    assert len(first.text) == 26


@pytest.mark.parametrize("code", ALL)
def test_page_numbers_stand_at_the_outer_edge_between_dashes(code: str) -> None:
    for number, page in enumerate(measured(code), start=1):
        foot = page.lines[-1]
        assert foot.text == f"— {number} —"
        assert foot.sizes == {14.0}
        assert foot.baseline > TOP + HEIGHT + 7
        inset = LEFT + WIDTH - foot.right if number % 2 else foot.left - LEFT
        assert inset == pytest.approx(14 * 25.4 / 72, abs=0.3)


@pytest.mark.parametrize("code", ["e2019", "e2021", "faults"])
def test_no_heading_is_parted_from_its_table(code: str) -> None:
    found = 0
    for page in measured(code):
        for heading in ("二、主动公开", "三、收到和处理", "四、政府信息公开"):
            if any(text.startswith(heading) for text in body(page)):
                found += 1
                assert page.tables
    assert found == 3


@pytest.mark.parametrize(("code", "rows"), [("e2019", 26), ("e2021", 28)])
def test_table_three_stands_on_one_page(code: str, rows: int) -> None:
    lengths = [len(table) for page in measured(code) for table in page.tables if "勾稽关系" in str(table[0][0])]
    assert lengths == [rows]


def test_the_annex_begins_on_a_page_of_its_own_and_repeats_its_head() -> None:
    annex = [page for page in measured("e2014") if page.tables]
    assert body(annex[0])[0] == "附件"
    assert len(annex) > 1
    assert all(page.tables[0][0] == ["统计指标", "单位", "统计数"] for page in annex)


def test_a_heading_of_the_annex_never_ends_a_page() -> None:
    for page in measured("e2014"):
        for table in page.tables:
            assert table[-1][1] is not None


def test_a_draft_is_marked_on_every_page_and_nothing_else_moves() -> None:
    assert [page.lines for page in measured("draft")] == [page.lines for page in measured("e2021")]
