"""意见的位置: paragraphs are found again after the text was changed."""

import pytest

from govreport.standards import edition
from govreport.workflow.anchors import lines_of, name_of, paragraph_now

OLD = "一是公开工作有序开展。\n二是培训两次，参加四十人。\n三是网站运行正常。"


def now(new: str, quote: str = "二是培训两次，参加四十人。") -> str | None:
    line = paragraph_now(quote, OLD.index(quote), OLD, new)
    return line.text if line else None


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (OLD, "二是培训两次，参加四十人。"),
        (f"新的一段。\n{OLD}", "二是培训两次，参加四十人。"),
        (OLD.replace("两次", "三次"), "二是培训三次，参加四十人。"),
        (OLD.replace("\n二是", "二是"), "一是公开工作有序开展。二是培训两次，参加四十人。"),
        ("一是公开工作有序开展。\n三是网站运行正常。", None),
        ("", None),
    ],
)
def test_a_paragraph_is_found_where_most_of_it_stands(new: str, found: str | None) -> None:
    assert now(new) == found


def test_blank_lines_are_no_paragraphs() -> None:
    assert [(line.number, line.start) for line in lines_of("甲\n\n \n乙")] == [(1, 0), (2, 5)]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("t2.rules.issued", "表二“规章”的“本年制发件数”"),
        ("t3.carried_in", "三、收到和处理政府信息公开申请情况，“二、上年结转政府信息公开申请数量”"),
        ("t3", "三、收到和处理政府信息公开申请情况"),
        ("sec5", "五、存在的主要问题及改进情况"),
        ("title", "标题"),
        ("report", "整份报告"),
    ],
)
def test_places_have_the_names_of_the_form(address: str, name: str) -> None:
    assert name_of(address, edition("e2021")) == name
