"""上年标题: numbering and headings of last year's text, never its sentences."""

import pytest

from govreport.documents.headings import headings, outline
from tests.builders import TEXT, balanced


def of(text: str) -> str:
    """The headings of a section one."""
    return headings(balanced().replace(sections={"sec1": text})).get("sec1", "")


def test_headings_stay_with_their_numbering_and_sentences_go() -> None:
    text = "（一）主动公开\n全年公开信息。\n（二）依申请公开。收到申请两件。\n1.受理\n按时答复。\n收尾一句。"
    assert of(text) == "（一）主动公开\n（二）依申请公开\n1.受理"


@pytest.mark.parametrize(
    "text",
    [
        "全年工作有序开展。",
        "（一）全年主动公开信息123条。其中网站公开100条。",
        "（一）加强领导，明确责任。局长任组长。",
        "（一）2022年工作情况\n全年公开信息。",
        "一、问题：人手不足\n两人兼职。",
        "",
    ],
)
def test_whatever_reads_like_a_sentence_is_left_out(text: str) -> None:
    assert of(text) == ""


def test_sections_without_headings_are_left_out() -> None:
    assert headings(balanced().replace(sections={"sec1": TEXT, "sec5": TEXT})) == {}


def test_the_outline_has_level_line_and_length_and_names_the_number_that_is_due() -> None:
    text = "开头。\n（一）甲\n文字 两。\n\n（三）乙。同一行。\n1.丙\n文字\n（四）丁"
    found = [(entry.level, entry.text, entry.line, entry.length, entry.expected) for entry in outline(text)]
    assert found == [
        (2, "（一）甲", 1, 4, 0),
        (2, "（三）乙。", 4, 4, 2),
        (3, "1.丙", 5, 2, 0),
        (2, "（四）丁", 7, 0, 0),
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "没有标题。", "1.一项\n2.两项\n3.三项。完。"])
def test_a_text_without_headings_has_no_outline(text: str) -> None:
    assert outline(text) == []
