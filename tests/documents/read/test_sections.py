"""Sections are cut by the words of their headings, and what is no part of the report is left out and told."""

import pytest

from govreport.documents.read import read
from govreport.documents.read.lines import lines_of
from govreport.documents.read.sections import cut
from govreport.standards import edition
from tests.documents.read.reports import replaced, text_of

TITLES = [section.title for section in edition("e2021").sections if section.number]


def codes(text: str) -> list[str]:
    return [part.section.code for part in cut(edition("e2021"), lines_of(text)).parts]


def test_all_headings_are_found_in_order() -> None:
    assert codes("\n".join(TITLES)) == ["sec1", "sec2", "sec3", "sec4", "sec5", "sec6"]


@pytest.mark.parametrize(
    "heading",
    [
        "五、存在主要问题及改进情况",
        "五、存在问题及改进情况",
        "五、政府信息公开工作存在的主要问题及改进情况",
        "## 五、存在的主要问题及改进情况",
        "**五、存在的主要问题及改进情况**",
        "存在的主要问题及改进情况",
        "三、存在的主要问题及改进情况",
        "五、存在的主要问題及改进情况",
    ],
)
def test_a_heading_is_known_by_its_words(heading: str) -> None:
    assert codes(f"{TITLES[0]}\n{heading}\n{TITLES[5]}") == ["sec1", "sec5", "sec6"]


@pytest.mark.parametrize(
    "line", ["（一）存在的主要问题", "存在的主要问题。", "其他情况", "五、存在的主要问题，一是认识不够；二是公开不够。"]
)
def test_other_lines_are_no_headings(line: str) -> None:
    assert codes(f"{TITLES[0]}\n{line}\n{TITLES[5]}") == ["sec1", "sec6"]


def test_a_table_of_contents_cuts_nothing() -> None:
    found = read(replaced(text_of(), TITLES[0], "\n".join([*TITLES, "", TITLES[0]])).encode()).document
    assert found.sections["preamble"] == "根据规定，现公布本报告。"
    assert found.sections["sec1"] == "本年度按照规定开展了工作，没有需要说明的其他情况。"


def test_closing_statement_and_imprint_are_told_apart_from_the_last_section() -> None:
    end = "\n本报告电子版可在网站查阅。\n\n某市某局办公室\n2024年1月20日印发\n"
    result = read((text_of() + end).encode())
    assert result.document.sections["closing"] == "本报告电子版可在网站查阅。"
    assert result.document.sections["sec6"] == "本年度按照规定开展了工作，没有需要说明的其他情况。"
    assert [doubt.place for doubt in result.doubts] == ["closing"]


def test_a_signature_belongs_to_the_closing() -> None:
    result = read((text_of() + "\n某市某局\n2024年1月20日\n").encode())
    assert result.document.sections["closing"] == "某市某局\n2024年1月20日"


def test_running_titles_are_no_text() -> None:
    text = text_of()
    title = "某某市某某局2021年政府信息公开工作年度报告"
    result = read(replaced(text, f"{TITLES[5]}\n", f"{TITLES[5]}\n{title}\n").encode())
    assert title not in result.document.sections["sec6"]


def test_notes_under_a_table_are_told_because_they_have_no_place() -> None:
    result = read(replaced(text_of(), TITLES[2], f"注：本表含下属单位办理的全部事项数据。\n{TITLES[2]}").encode())
    assert [doubt.place for doubt in result.doubts] == ["t2"]


def test_a_letter_before_the_title_is_left_out_and_told() -> None:
    result = read(("某市某某局关于报送年度报告的函\n\n某市办公室：\n\n" + text_of()).encode())
    assert result.document.sections["preamble"] == "根据规定，现公布本报告。"
    assert [doubt.place for doubt in result.doubts] == ["preamble"]


def test_a_report_without_title_agency_and_year_says_so() -> None:
    text = replaced(text_of(), "某某市某某局\n\n2021年政府信息公开工作年度报告\n", "")
    result = read(text.encode())
    assert (result.document.title, result.document.year, result.document.agency.name) == ("", None, "")
    assert [doubt.place for doubt in result.doubts] == ["title", "agency", "year"]
