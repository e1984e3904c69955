"""S-01, S-09, S-12: sections, tables and title of a report."""

from decimal import Decimal

import pytest

from govreport import checks
from govreport.standards.document import Document
from govreport.standards.finding import Finding
from tests.builders import balanced

OWN = ("S-01", "S-09", "S-12", "C-01", "T4-02")


def found_in(document: Document) -> list[Finding]:
    """The findings of the rules of this file."""
    return [finding for finding in checks.findings(document) if finding.rule in OWN]


def rules(document: Document) -> list[tuple[str, str]]:
    return [(finding.rule, finding.target) for finding in found_in(document)]


def without(document: Document, *sections: str) -> Document:
    return document.replace(sections={**document.sections, **dict.fromkeys(sections, " \n ")})


def test_each_required_section_needs_words() -> None:
    document = without(balanced("e2019"), "sec1", "sec5", "sec6", "preamble", "closing")
    assert rules(document) == [("S-01", "sec1"), ("S-01", "sec5"), ("S-01", "sec6")]


def test_the_missing_section_is_named_by_its_title() -> None:
    (finding,) = found_in(without(balanced(), "sec5"))
    assert finding.message == ("缺少“五、存在的主要问题及改进情况”部分的内容。请填写；没有有关情况的，请写明。")


def test_a_filled_fee_statement_is_content_of_section_six() -> None:
    document = without(balanced(), "sec6")
    assert rules(document) == []
    blank = document.replace(fee=dict.fromkeys(document.fee))
    assert rules(blank) == [("S-01", "sec6")]


def test_a_section_that_was_never_there_counts_as_empty() -> None:
    assert rules(balanced("e2014").replace(sections={})) == [("S-01", "sec1")]


def test_the_tables_are_those_of_the_year() -> None:
    (finding,) = found_in(balanced("e2019", year=2023))
    assert (finding.rule, finding.target) == ("S-09", "sec2")
    assert finding.message == (
        "2023年度应使用国办公开办函〔2021〕30号规定的表格，检测到国办公开办函〔2019〕60号的表格。"
        "请改用规定的表格，或核对报告年度。"
    )


def test_a_year_before_the_uniform_tables_is_said() -> None:
    document = balanced("e2014").replace(year=2012, title="")
    (finding,) = found_in(document)
    assert (finding.rule, finding.target) == ("S-09", "annex")
    assert "2012年度没有全国统一的表格" in finding.message


def test_an_unknown_year_is_not_compared() -> None:
    assert rules(balanced("e2019").replace(year=None)) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("云溪县林业和草原局2022年政府信息公开工作年度报告", "2022"),
        ("云溪县林业和草原局２０２２ 年政府信息公开工作年度报告", "2022"),
        ("2021年至2022年年度报告", "2021"),
        ("2022年度政府信息公开工作年度报告", "2022"),
    ],
)
def test_another_year_in_the_title_is_found(title: str, found: str) -> None:
    (finding,) = found_in(balanced().replace(title=title))
    assert (finding.rule, finding.target, finding.left, finding.right) == ("S-12", "title", found, "2023")


@pytest.mark.parametrize(
    "title", ["", "政府信息公开工作年度报告", "2023年度报告（2022年12月修订）", "编号20221的报告", "2023 年报告"]
)
def test_a_title_with_the_right_year_or_none_is_left_alone(title: str) -> None:
    assert rules(balanced().replace(title=title)) == []


def test_a_wholly_blank_block_of_table_four_is_told_beside_its_cells() -> None:
    document = balanced()
    cells = [cell for cell in document.figures if cell.startswith("t4.review.")]
    blank = document.replace(figures=document.figures.replace(dict.fromkeys(cells)))
    assert rules(blank) == [*(("C-01", cell) for cell in cells), ("T4-02", "t4.review.upheld")]


def test_a_block_with_one_figure_or_a_stroke_is_not_wholly_blank() -> None:
    document = balanced()
    cells = dict.fromkeys(cell for cell in document.figures if cell.startswith("t4.review."))
    one = document.replace(figures=document.figures.replace({**cells, "t4.review.other": Decimal(1)}))
    stroke = document.replace(figures=document.figures.replace(cells), printed={"t4.review.other": "/"})
    assert "T4-02" not in {rule for rule, _ in rules(one)}
    assert "T4-02" not in {rule for rule, _ in rules(stroke)}
