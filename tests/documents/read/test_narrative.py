"""Paragraphs that pages and line lengths broke are joined again; headings and lists stay apart."""

import pytest

from govreport.documents.read.lines import lines_of
from govreport.documents.read.narrative import paragraphs


def joined(text: str) -> list[str]:
    return paragraphs(lines_of(text))


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n— 4 —\n\n", "\n- 12 -\n", "\n第 3 页 共 7 页\n"])
def test_a_sentence_broken_by_a_page_is_one_paragraph(gap: str) -> None:
    assert joined(f"积极拓宽渠道，加强日常信息维护管{gap}理，提升水平。") == [
        "积极拓宽渠道，加强日常信息维护管理，提升水平。"
    ]


@pytest.mark.parametrize("end", ["。", "！", "？", "；", "：", "。”", "（详见附表。）"])
def test_a_finished_sentence_ends_its_paragraph(end: str) -> None:
    assert joined(f"全年依法公开{end}\n另外开展了培训。") == [f"全年依法公开{end}", "另外开展了培训。"]


@pytest.mark.parametrize("start", ["（二）", "(2)", "二、", "2.", "2、", "②", "第二章 "])
def test_a_number_begins_a_paragraph_even_after_a_lost_stop(start: str) -> None:
    assert joined(f"（一）助力法治政府建设\n{start}依申请公开。") == ["（一）助力法治政府建设", f"{start}依申请公开。"]


def test_a_heading_alone_is_not_joined_with_its_text() -> None:
    text = "（一）主动公开情况\n\n全年发布信息46条。\n\n政策解读\n\n全年解读3次。"
    assert joined(text) == ["（一）主动公开情况", "全年发布信息46条。", "政策解读", "全年解读3次。"]


def test_a_number_with_a_point_is_no_list_item() -> None:
    assert joined("认真核查，整改率提高到\n5.1%，效果良好。") == ["认真核查，整改率提高到5.1%，效果良好。"]


def test_numbers_are_never_merged_across_lines() -> None:
    assert joined("全年受理 12\n34 件已办结。") == ["全年受理 12 34 件已办结。"]


def test_marks_of_markdown_are_removed_and_words_kept() -> None:
    text = "## （一）**总体**\n- (二)依法<b>公开</b>信息。\n* (三)见 <https://example.cn/a>。\n![](x.png)\n---\n"
    assert joined(text) == ["（一）总体", "(二)依法公开信息。", "(三)见 https://example.cn/a。"]


def test_a_small_number_sign_is_no_tag() -> None:
    assert joined("误差<3 天且>1 天。") == ["误差<3 天且>1 天。"]


def test_dates_and_counters_of_pasted_pages_do_not_run_on() -> None:
    text = "关于某制度的解读\n2018/07/06\n浏览次数：140\n根据某通知精神，特制定本制度。"
    assert joined(text) == ["关于某制度的解读", "2018/07/06", "浏览次数：140", "根据某通知精神，特制定本制度。"]
