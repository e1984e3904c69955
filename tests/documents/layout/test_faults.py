"""版式规则: for each rule a PDF that breaks it, and the sentence that says where."""

import io
import re
from decimal import Decimal

import pikepdf
import pytest
from pypdfium2 import PdfiumError

from govreport.documents.layout import layout_errors, layout_findings
from govreport.documents.layout.sheet import read_sheets
from govreport.documents.services import render_pdf
from govreport.standards.finding import Severity
from tests.builders import balanced
from tests.documents.layout.broken import found, long_text

LONG_TABLE = ".official{break-inside:auto} .official tr{break-inside:auto} .official-matrix{line-height:40pt}"


def sentences(css: str, rule: str, **given: object) -> list[str]:
    return [finding.message for finding in found(css, rule=rule, **given)]  # type: ignore[arg-type]


def test_another_paper_is_no_a4() -> None:
    first = sentences("@page{size:letter}", "L-01")[0]
    assert first == "第 1 页的纸张是 215.9×279.4 毫米，应为 A4（210×297 毫米）。"


@pytest.mark.parametrize(
    ("margin", "words"),
    [
        ("37mm 25.9mm 35mm 36mm", "版心应从 28 毫米处开始"),
        ("37mm 25.9mm 35mm 22mm", "超出版心（28 毫米）"),
        ("60mm 25.9mm 35mm 28mm", "版心应从 37 毫米处开始"),
        ("25mm 25.9mm 35mm 28mm", "版心应从 37 毫米处开始"),
    ],
)
def test_a_text_block_elsewhere_is_told_with_its_measure(margin: str, words: str) -> None:
    assert any(words in sentence for sentence in sentences(f"@page{{margin:{margin}}}", "L-01"))


def test_a_margin_within_the_tolerance_is_no_fault() -> None:
    assert sentences("@page{margin:37.5mm 25.5mm 34.5mm 28.4mm}", "L-01") == []


def test_text_outside_the_block_is_quoted() -> None:
    told = sentences("h2.level-1{margin-left:120mm;white-space:nowrap}", "L-02")
    assert any(re.fullmatch("第 1 页的“[^”]+”超出版心。", sentence) for sentence in told)


def test_a_table_outside_the_block_is_told() -> None:
    told = sentences(".official-bands{width:190mm}", "L-02")
    assert any("第 3 页" in sentence and "超出版心" in sentence for sentence in told)


def test_text_that_is_cut_is_quoted() -> None:
    told = sentences("p{height:15mm;overflow:hidden}", "L-02")
    assert any("被截断" in sentence for sentence in told)


def test_a_figure_across_a_line_is_quoted() -> None:
    document = balanced()
    wide = document.replace(figures=document.figures.replace({"t3.new_received.natural_person": Decimal(123456789012)}))
    css = ".official td{white-space:nowrap;overflow-wrap:normal}.official .cell-long{font-size:10pt}"
    assert any("越过表格的线" in sentence for sentence in sentences(css, "L-02", document=wide))


@pytest.mark.parametrize("text", ["\ua000\ua001", "\U0003000a"])
def test_a_character_that_no_font_has_is_told(text: str) -> None:
    document = balanced()
    strange = document.replace(sections={**document.sections, "sec5": f"地名{text}。"})
    told = [finding.message for finding in layout_findings(render_pdf(strange), strange) if finding.rule == "L-02"]
    assert told == [f"第 5 页起有 {len(text)} 个字没有字形，印成了“□”。请改用其他写法。"]


def test_a_box_that_the_author_drew_is_meant() -> None:
    document = balanced()
    ticked = document.replace(sections={**document.sections, "sec5": "本机关属于：□县级 □乡级。"})
    assert layout_findings(render_pdf(ticked), ticked) == []


def test_text_that_is_left_out_is_quoted() -> None:
    document = balanced()
    more = document.replace(sections={**document.sections, "sec5": document.sections["sec5"] + "另有一事未印。"})
    told = [finding.message for finding in layout_findings(render_pdf(document), more)]
    assert told
    assert "正文中的“另有一事未印”没有印出" in told[0]


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ('h2.level-1{font-family:"GBR Kai"}', "一级标题“一、总体情况”是楷体，应为黑体"),
        ("h2.level-1{font-size:18pt}", "一级标题“一、总体情况”是 18 磅，应为 16 磅"),
        ("html{font-size:15pt} p{font-size:15pt}", "是 15 磅，应为 16 磅"),
        ('p{font-family:"GBR Song"}', "是宋体，应为仿宋"),
        (".title{font-size:26pt}", "是 26 磅，应为 22 磅"),
        ('h3.level-2,.lead-in{font-family:"GBR Fang"}', "是仿宋，应为楷体"),
    ],
)
def test_a_font_or_size_of_another_level_is_told(css: str, words: str) -> None:
    told = sentences(css, "L-03")
    assert any(words in sentence for sentence in told)


NUMBER = "@page :right{@bottom-right{%s}}"


@pytest.mark.parametrize(
    ("css", "words"),
    [
        (NUMBER % "content:none", "第 1 页的页码没有印出。"),
        (NUMBER % 'content:"- " counter(page) " -"', "第 1 页的页码印为“-1-”，应为“— 1 —”。"),
        (NUMBER % 'content:"— " counter(pages) " —"', "应为“— 1 —”。"),
        (NUMBER % "font-size:12pt", "第 1 页的页码是 12 磅，应为 14 磅（四号）。"),
        (NUMBER % "margin-right:60mm", "第 1 页的页码不在右侧空一字处。"),
        (NUMBER % "padding-top:1mm", "第 1 页的页码离版心不足 7 毫米。"),
    ],
)
def test_a_wrong_page_number_is_told(css: str, words: str) -> None:
    told = sentences(css, "L-04")
    assert any(sentence.endswith(words) for sentence in told)


def test_a_head_that_is_not_repeated_is_told() -> None:
    told = sentences(f"{LONG_TABLE} .official thead{{display:table-row-group}}", "L-05")
    assert any("没有重复表头" in sentence for sentence in told)


SPLIT = ".official tr{break-inside:auto} .official-list{line-height:60pt}"


def test_a_row_on_two_pages_is_told() -> None:
    assert sentences(SPLIT, "L-05", document=balanced("e2014")) == [
        "表格“政府信息公开情况统计表”的一行拆在第 4 页和第 5 页。"
    ]


def test_a_split_row_is_still_compared_cell_by_cell() -> None:
    assert sentences(SPLIT, "L-08", document=balanced("e2014")) == []


def test_a_heading_alone_at_the_foot_is_told() -> None:
    css = "h2.level-1{break-after:page}"
    assert "第 1 页末尾只有标题“一、总体情况”，其内容在下一页。" in sentences(css, "L-06", document=long_text())


def test_small_letters_in_a_table_are_told() -> None:
    told = sentences(".official-blocks{font-size:8pt}", "L-07")
    assert len(told) == 1
    assert "8 磅，应不小于 9 磅" in told[0]


def test_a_figure_that_differs_is_told_with_both() -> None:
    document = balanced()
    other = document.replace(figures=document.figures.replace({"t3.new_received.natural_person": Decimal(7)}))
    (finding,) = layout_findings(render_pdf(document), other)
    stored = document.figures["t3.new_received.natural_person"]
    assert (finding.rule, finding.addresses) == ("L-08", ("t3.new_received.natural_person",))
    assert (finding.left, finding.right) == (f"{stored:f}", "7")
    assert finding.message.endswith(f"在 PDF 中为“{stored:f}”，系统中为“7”。")
    assert finding.message_en.endswith(f"is “{stored:f}” in the PDF and “7” in the system.")


@pytest.mark.parametrize(("value", "words"), [(None, "系统中为空白"), (Decimal(0), "系统中为“0”")])
def test_a_blank_is_not_nought(value: Decimal | None, words: str) -> None:
    document = balanced()
    address = "t4.review.upheld"
    shown = None if value is not None else Decimal(0)
    printed_document = document.replace(figures=document.figures.replace({address: shown}))
    stored = document.replace(figures=document.figures.replace({address: value}))
    (finding,) = layout_findings(render_pdf(printed_document), stored)
    assert words in finding.message


def test_a_table_that_is_not_there_cannot_be_compared() -> None:
    told = sentences(".official-blocks{display:none}", "L-08")
    assert any("无法逐格核对" in sentence for sentence in told)


def test_a_label_that_differs_is_told() -> None:
    told = sentences(".official-blocks .cell-head{font-size:0}", "L-08")
    assert any("表头或行名" in sentence for sentence in told)


def test_only_page_block_loss_and_figures_stop_publication() -> None:
    faults = found("@page{size:letter} h2.level-1{font-size:18pt} .official-blocks{font-size:8pt}")
    assert {finding.rule for finding in layout_errors(faults)} <= {"L-01", "L-02", "L-08"}
    assert {"L-03", "L-07"} <= {finding.rule for finding in faults if finding.severity is Severity.WARNING}


def test_findings_come_worst_first_with_basis_and_page() -> None:
    faults = found("@page{size:letter} .official-blocks{font-size:8pt}")
    levels = [finding.severity for finding in faults]
    assert levels == sorted(levels, key=list(Severity).index)
    assert all(finding.basis and finding.addresses for finding in faults)


def test_what_is_no_pdf_is_not_taken_for_one() -> None:
    with pytest.raises(PdfiumError):
        read_sheets(b"report")


def test_invisible_letters_count_as_missing() -> None:
    """Text that is in the file but not on the page is found by search and seen by nobody."""
    with pikepdf.open(io.BytesIO(render_pdf(balanced()))) as file:
        for page in file.pages:
            page.contents_coalesce()
            page.Contents = file.make_stream(page.Contents.read_bytes().replace(b"BT", b"BT 3 Tr"))
        out = io.BytesIO()
        file.save(out)
    rules = {finding.rule for finding in layout_findings(out.getvalue(), balanced())}
    assert {"L-02", "L-08"} <= rules
