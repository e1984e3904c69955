"""The lines of a title."""

import pytest

from govreport.documents.render.title import LINE_WIDTH, title_lines, width

REPORT = "2023年政府信息公开工作年度报告"


def test_a_short_title_stays_on_one_line() -> None:
    assert title_lines("云溪县2023年公开年度报告", "云溪县") == ("云溪县2023年公开年度报告",)


def test_a_long_title_has_the_agency_above_and_the_report_below() -> None:
    assert title_lines(f"云溪县林业和草原局{REPORT}", "云溪县林业和草原局") == ("云溪县林业和草原局", REPORT)


def test_a_title_with_another_name_of_the_agency_breaks_before_the_year() -> None:
    assert title_lines(f"自治州林业和草原局 {REPORT}", "云溪自治州林业和草原局") == ("自治州林业和草原局", REPORT)


def test_a_very_long_name_is_broken_after_a_whole_word() -> None:
    name = "岚山省云溪土家族苗族自治州高新技术产业开发区管理委员会办公室"
    lines = title_lines(name + REPORT, name)
    assert "".join(lines) == name + REPORT
    assert len(lines) == 3
    assert lines[0].endswith(("自治州", "区"))
    assert lines[-1] == REPORT


@pytest.mark.parametrize("length", range(1, 120))
def test_no_line_is_wider_than_the_page_and_nothing_is_lost(length: int) -> None:
    title = ("县" + "林业草原水利" * 30)[:length] + "2023年报告"
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(width(line) <= LINE_WIDTH for line in lines)
