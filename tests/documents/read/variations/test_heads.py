"""9, 10, 11, 16, 22: heads and labels shortened, torn, reworded or of an old form; columns in another order."""

from dataclasses import replace

import pytest

from govreport.documents.read import read
from govreport.standards import edition
from tests.documents.read.flat import FLAT
from tests.documents.read.foreign import WRITERS, Cell, Part, parts
from tests.documents.read.test_flattened import figures_of
from tests.documents.read.variations import shows
from tests.documents.read.variations.cases import (
    FIGURES,
    KINDS,
    assert_figures,
    changed,
    relabelled,
    report,
    table_of,
)

ALL = {**WRITERS, **FLAT}
FAST = ["html", "docx", "xlsx", "tabs", "markdown", "lines", "clipboard", "blocks"]


@shows(9)
@KINDS
@pytest.mark.parametrize("note", ["（略）", "", "本列数据的勾稽关系为：第一项加第二项之和"])
def test_the_note_cell_may_say_anything(kind: str, note: str) -> None:
    found = changed(lambda cell: replace(cell, text=note) if cell.text.startswith("（本列数据") else cell)
    result = read(WRITERS[kind](found))
    assert {address: result.document.figures[address] for address in FIGURES} == FIGURES


@shows(10)
@KINDS
@pytest.mark.parametrize(
    ("old", "new"),
    [("结果维持", "结果 维持"), ("本年制发件数", "本年制"), ("行政复议", "行\n政\n复\n议"), ("科研机构", "科研\n机构")],
)
def test_heads_cut_spaced_or_stacked_move_nothing(kind: str, old: str, new: str) -> None:
    result = read(WRITERS[kind](relabelled(old, new)))
    assert {address: result.document.figures[address] for address in FIGURES} == FIGURES


@shows(11)
@KINDS
@pytest.mark.parametrize(
    ("old", "new"),
    [("（", "("), ("1.", "1、"), ("1.", "1. "), ("不补正", "不补证"), ("行政规范性文件", "规范性文件")],
)
def test_labels_written_otherwise_are_known(kind: str, old: str, new: str) -> None:
    result = read(WRITERS[kind](relabelled(old, new)))
    assert {address: result.document.figures[address] for address in FIGURES} == FIGURES


@shows(16)
@KINDS
def test_an_old_table_under_a_new_year_is_read_as_what_it_is(kind: str) -> None:
    own = edition("e2019")
    figures = figures_of(own, 5)
    result = read(WRITERS[kind](parts(own, figures, year=2022)))
    assert (result.document.edition, result.document.year) == ("e2019", 2022)
    assert {address: result.document.figures[address] for address in figures} == figures


@shows(9)
@pytest.mark.parametrize("kind", FAST)
def test_a_note_split_in_two_rows_is_no_row_of_the_table(kind: str) -> None:
    report_parts = report()
    rows = table_of(report_parts, 3)
    note = rows[0][0].text
    rows[0][0] = replace(rows[0][0], text=note[:14], rows=1)
    rows[1].insert(0, Cell(note[14:], 2, 3))
    assert_figures(read(ALL[kind](report_parts)))


@shows(10)
@pytest.mark.parametrize("kind", FAST)
def test_heads_that_are_lost_leave_the_figures_in_place_and_are_told(kind: str) -> None:
    report_parts = report()
    del table_of(report_parts, 3)[:3]
    result = read(ALL[kind](report_parts))
    assert_figures(result)
    assert "t3" in {doubt.place for doubt in result.doubts}


@shows(10)
@pytest.mark.parametrize("kind", FAST)
def test_heads_of_one_character_a_cell_move_nothing(kind: str) -> None:
    report_parts = report()
    rows = table_of(report_parts, 4)
    rows[:3] = [[Cell(text) for text in "行政复议行政诉讼结果维持纠正总"]]
    assert_figures(read(ALL[kind](report_parts)))


@shows(22)
@pytest.mark.parametrize("kind", FAST)
def test_headings_without_numbers_or_with_others_are_known(kind: str) -> None:
    old = ["一、", "二、", "三、", "四、", "五、", "六、"]
    others = [f"{number}．" for number in range(1, 7)]
    for new in ([""] * 6, others, ["第一部分 ", "二、", "3、", "（四）", "五、", "六 "]):
        marks = dict(zip(old, new, strict=True))
        found: list[Part] = [
            marks[part[:2]] + part[2:] if isinstance(part, str) and part[:2] in marks else part for part in report()
        ]
        assert_figures(read(ALL[kind](found)))


@shows(22)
@pytest.mark.parametrize("kind", FAST)
def test_a_heading_that_stands_again_in_its_table_is_no_row(kind: str) -> None:
    report_parts = report()
    for number, title in ((3, "三、收到和处理政府信息公开申请情况"), (4, "四、政府信息公开行政复议、行政诉讼情况")):
        rows = table_of(report_parts, number)
        rows.insert(0, [Cell(title, 1, sum(cell.columns for cell in rows[0]))])
    result = read(ALL[kind](report_parts))
    assert_figures(result)
    assert not {"t2", "t3", "t4"} & {doubt.place for doubt in result.doubts}


@shows(22)
@pytest.mark.parametrize("kind", FAST)
def test_a_heading_that_is_missing_loses_no_table(kind: str) -> None:
    found = [part for part in report() if not (isinstance(part, str) and part.startswith("三、"))]
    assert_figures(read(ALL[kind](found)))
