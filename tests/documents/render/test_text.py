"""Paragraphs and their levels."""

import pytest

from govreport.documents.render.text import Paragraph, paragraphs, printable
from govreport.standards.headings import level_of


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、概述", 1),
        ("十二、其他", 1),
        ("（一）主动公开", 2),
        ("(一) 主动公开", 2),
        ("1.加强培训", 3),
        ("1.5万元", 0),
        ("2．加强培训", 3),
        ("（1）分级开展", 4),
        ("一是加强培训。", 0),
        ("2023年，本机关", 0),
        ("", 0),
    ],
)
def test_the_numbering_tells_the_level(line: str, level: int) -> None:
    assert level_of(line) == level


def test_a_heading_on_its_own_line_stands_alone() -> None:
    first, second = paragraphs("（一）主动公开情况\n全年公开信息46条。")
    assert first == Paragraph(2, lead_in="（一）主动公开情况")
    assert first.is_heading
    assert second == Paragraph(text="全年公开信息46条。")


def test_the_first_sentence_of_a_numbered_paragraph_is_its_heading() -> None:
    (only,) = paragraphs("（一）坚持依法依规，做好主动公开。认真落实要求。")
    assert only == Paragraph(2, "（一）坚持依法依规，做好主动公开。", "认真落实要求。")
    assert not only.is_heading


def test_a_long_first_sentence_is_text() -> None:
    sentence = "（一）全年收到申请12件，" + "其中自然人申请若干件，" * 5 + "均已答复。另有说明。"
    assert paragraphs(sentence) == (Paragraph(2, text=sentence),)


def test_items_of_a_list_are_no_headings() -> None:
    items = "1.政府网站公开46条\n2.微博公开698条\n3.其他方式公开2条"
    assert [paragraph.is_heading for paragraph in paragraphs(items)] == [False, False, False]


def test_a_heading_above_a_lower_heading_stands_alone() -> None:
    levels = [(item.level, item.is_heading) for item in paragraphs("一、概述\n（一）组织领导\n1.制度建设\n健全制度。")]
    assert levels == [(1, True), (2, True), (3, True), (0, False)]


def test_empty_lines_are_left_out() -> None:
    assert [item.text for item in paragraphs("甲。\n\n  \n乙。\n")] == ["甲。", "乙。"]
    assert paragraphs("") == ()


def test_what_no_font_can_draw_is_made_harmless() -> None:
    assert printable("甲\x07乙\u200b丙\ud800丁\ue000戊\uffff") == "甲 乙丙□丁□戊□"
    assert printable("原样，不动。") == "原样，不动。"


def test_letters_without_end_get_places_to_end_a_line() -> None:
    (only,) = paragraphs("见" + "a" * 150 + "。")
    assert max(map(len, only.text.split("\u200b"))) < 50
    assert only.text.replace("\u200b", "") == "见" + "a" * 150 + "。"


@pytest.mark.parametrize("line", ["长" * 5_000, "http://www.example.gov.cn/" + "x" * 70, "word " * 500, "，、；" * 100])
def test_what_people_write_is_set_as_it_is(line: str) -> None:
    assert [item.text for item in paragraphs(line)] == [line.strip()]
