"""The report as it is printed: parts, order, annex."""

import pytest

from govreport.documents.render.model import paper
from govreport.documents.render.text import Paragraph
from tests.builders import TEXT, balanced


@pytest.mark.parametrize("code", ["e2019", "e2021"])
def test_the_parts_stand_in_the_order_of_the_edition(code: str) -> None:
    codes = [part.code for part in paper(balanced(code)).parts]
    assert codes == ["preamble", "sec1", "sec2", "sec3", "sec4", "sec5", "sec6", "closing"]


def test_each_table_stands_in_its_section() -> None:
    tables = {part.code: part.table.layout.table for part in paper(balanced()).parts if part.table}
    assert tables == {"sec2": "t2", "sec3": "t3", "sec4": "t4"}


def test_a_section_without_text_keeps_its_heading_and_an_empty_preamble_vanishes() -> None:
    parts = paper(balanced().replace(sections={})).parts
    assert [part.code for part in parts] == ["sec1", "sec2", "sec3", "sec4", "sec5", "sec6"]
    assert parts[0].title == "一、总体情况"
    assert parts[0].paragraphs == ()


def test_the_2014_table_is_an_annex_announced_under_the_text() -> None:
    printed = paper(balanced("e2014"))
    assert [part.code for part in printed.parts] == ["preamble", "sec1", "closing", "annex"]
    assert printed.parts[-1].annex
    assert printed.annex_note == "云溪县林业和草原局2018年度政府信息公开情况统计表"


def test_an_annex_that_the_author_announced_is_not_announced_again() -> None:
    document = balanced("e2014")
    document = document.replace(sections={**document.sections, "closing": "附件：统计表"})
    assert paper(document).annex_note == ""


def test_the_fee_sentence_follows_the_text_of_section_six() -> None:
    six = next(part for part in paper(balanced()).parts if part.code == "sec6")
    assert six.paragraphs[0] == Paragraph(text=TEXT)
    assert "未收取信息处理费" in six.paragraphs[1].text


def test_the_fee_sentence_takes_the_place_of_nothing_to_report() -> None:
    six = next(part for part in paper(balanced().replace(sections={"sec6": "无。"})).parts if part.code == "sec6")
    assert [paragraph.text[:2] for paragraph in six.paragraphs] == ["依据"]


def test_a_report_without_a_title_gets_the_prescribed_one() -> None:
    assert paper(balanced().replace(title="")).title == "云溪县林业和草原局2023年政府信息公开工作年度报告"
    assert paper(balanced().replace(title=" ", year=None)).title == "云溪县林业和草原局政府信息公开工作年度报告"
