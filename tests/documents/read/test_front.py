"""The title names agency and year, on one line or three, with or without a letter before it."""

import pytest

from govreport.documents.read.front import find_title, named_in
from govreport.documents.read.lines import lines_of


@pytest.mark.parametrize(
    "text",
    [
        "某市某局2023年政府信息公开工作年度报告",
        "某市某局 2023 年政府信息公开工作年度报告",
        "某市某局\n\n2023 年政府信息公开工作年度报告",
        "某市某局2023年\n政府信息公开工作年度报告",
        "某市某局\n2023年\n政府信息公开工作年度报告",
        "# **某市某局2023年政府信息公开工作年度报告**",
    ],
)
def test_a_title_is_put_together_from_its_lines(text: str) -> None:
    title = find_title(lines_of(text))
    assert title is not None
    assert (title.text, title.agency, title.year) == ("某市某局2023年政府信息公开工作年度报告", "某市某局", 2023)


@pytest.mark.parametrize("year", ["2023年度", "二〇二三年", "二○二三年度"])
def test_other_ways_to_write_the_year_are_understood(year: str) -> None:
    title = find_title(lines_of(f"某局{year}政府信息公开年报"))
    assert title is not None
    assert (title.agency, title.year) == ("某局", 2023)


def test_a_covering_letter_is_not_the_title() -> None:
    name = "2018年政府信息公开工作年度报告"
    letter = f"某局关于报送{name}的函\n\n现将《某局{name}》报送。\n（此件公开发布）\n"
    title = find_title(lines_of(f"{letter}某局\n2018年政府信息公开工作年度报告\n"))
    assert title is not None
    assert (title.text, title.first) == ("某局2018年政府信息公开工作年度报告", 4)


@pytest.mark.parametrize(
    "text", ["", "关于做好2023年政府信息公开工作的通知", "本局2023年，发布了政府信息公开工作年度报告"]
)
def test_other_lines_are_no_title(text: str) -> None:
    assert find_title(lines_of(text)) is None


def test_without_a_title_the_preamble_names_agency_and_year() -> None:
    assert named_in("现发布《某局 2023 年政府信息公开工作年度报告》。") == ("某局", 2023)
    assert named_in("统计期限为 2023 年 1 月 1 日至 12 月 31 日。") == ("", 2023)
    assert named_in("现予公布。") == ("", None)
