"""年报（纯文本）: what it says, and what comes back from it."""

import pytest

from govreport.documents.read.own import parted
from govreport.documents.render.txt import MARK
from govreport.documents.services import read_report, render_txt
from tests.builders import balanced, wrong_totals


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_the_text_alone_holds_every_figure_in_its_place(code: str) -> None:
    document = balanced(code)
    visible = render_txt(document).decode().partition(MARK)[0]
    found = read_report("a.txt", visible.encode()).document
    assert dict(found.figures) == dict(document.figures)


def test_it_begins_with_the_title_and_shows_the_parts_in_order() -> None:
    lines = render_txt(balanced()).decode().splitlines()
    assert lines[0] == "云溪县林业和草原局2023年政府信息公开工作年度报告"
    assert lines.index("一、总体情况") < lines.index("三、收到和处理政府信息公开申请情况") < lines.index(MARK)


def test_faults_come_back_as_they_are() -> None:
    assert read_report("a.txt", render_txt(wrong_totals())).document.to_json() == wrong_totals().to_json()


def test_a_text_whose_lines_end_otherwise_is_still_ours() -> None:
    data = render_txt(balanced()).decode().replace("\n", "\r\n").encode("gb18030")
    assert read_report("a.txt", data).document.to_json() == balanced().to_json()


def test_a_text_that_somebody_changed_is_read_as_it_stands() -> None:
    text = render_txt(wrong_totals()).decode().replace("4299 万元", "4300 万元")
    assert parted(text)[1] is None
    assert read_report("a.txt", text.encode()).document.printed["t2.procurement.amount"] == "4300 万元"
