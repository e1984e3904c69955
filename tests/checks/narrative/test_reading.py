"""正文读数: numbers in every usual writing, and what looks like a number but is none."""

from decimal import Decimal

import pytest

from govreport.checks.examples import clean
from govreport.checks.narrative.facts import amounts, facts
from govreport.standards.document import Document


def text(words: str, *, year: int = 2023) -> Document:
    return clean("e2021", year=year).replace(sections={"sec1": words})


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12件", 12),
        ("１２件", 12),
        ("12 件", 12),
        ("1 2 件", 12),
        ("1,234件", 1234),
        ("1 234件", 1234),
        ("1.2万件", 12000),
        ("十二件", 12),
        ("一百零五件", 105),
        ("两千三百件", 2300),
        ("二〇起", None),
        ("一件", 1),
        ("12宗", 12),
        ("12起", 12),
        ("12份", 12),
    ],
)
def test_a_number_is_read_in_every_usual_writing(written: str, value: int | None) -> None:
    found = [fact.value for fact in facts(text(f"全年共收到政府信息公开申请{written}。"))]
    assert found == ([] if value is None else [Decimal(value)])


@pytest.mark.parametrize(
    "words",
    [
        "根据国办公开办函〔2021〕30号件要求办理政府信息公开申请。",
        "依据第三十条、第20条办理政府信息公开申请。",
        "查阅https://www.example.gov.cn/t20230412_12件的政府信息公开申请。",
        "《政府信息公开申请12件》已公开。",
        "电话0999-6210358受理政府信息公开申请。",
        "推进政府信息公开申请“一件事一次办”。",
        "同一申请人一起提出政府信息公开申请。",
        "2023年12月31日前收到的政府信息公开申请。",
    ],
)
def test_what_only_looks_like_a_number_is_passed_over(words: str) -> None:
    assert facts(text(words)) == ()


@pytest.mark.parametrize(
    ("words", "comparable"),
    [
        ("共收到政府信息公开申请12件。", True),
        ("共收到政府信息公开申请12余件。", False),
        ("共收到政府信息公开申请约12件。", False),
        ("共收到政府信息公开申请12件左右。", False),
        ("共收到政府信息公开申请超过12件。", False),
        ("其中收到政府信息公开申请12件。", False),
        ("2022年收到政府信息公开申请12件。", False),
        ("上年收到政府信息公开申请12件。", False),
        ("全县收到政府信息公开申请12件。", False),
        ("按照全县部署，我局共收到政府信息公开申请12件。", True),
        ("县公安局收到政府信息公开申请12件。", False),
        ("县林业和草原局收到政府信息公开申请12件。", True),
        ("计划办理政府信息公开申请12件。", False),
        ("上半年收到政府信息公开申请12件。", False),
        ("截至11月底收到政府信息公开申请12件。", False),
        ("截至12月31日收到政府信息公开申请12件。", True),
    ],
)
def test_only_the_reports_own_exact_totals_are_compared(words: str, comparable: bool) -> None:
    assert [fact.comparable for fact in facts(text(words))] == [comparable]


def test_one_sentence_can_state_four_different_things() -> None:
    found = facts(text("政府信息公开申请受理3259件，答复3278件（含上年度结转77件，另有58件顺延）。"))
    assert [(fact.measures, fact.value) for fact in found] == [
        (("accepted",), 3259),
        (("replied",), 3278),
        (("carried_in",), 77),
        (("carried_out",), 58),
    ]


def test_a_report_on_a_territory_speaks_of_the_whole_of_it() -> None:
    report = text("全县共收到政府信息公开申请12件，县本级收到3件。").replace(scope="territory")
    assert [(fact.value, fact.own) for fact in facts(report)] == [(12, True), (3, False)]


def test_a_fact_tells_its_passage_and_place_in_the_text_as_written() -> None:
    words = "（一）工作情况\n2023 年,我局 共收到 政府信息公开申请 １２ 件,均已办结。"
    (fact,) = facts(text(words))
    assert words[fact.start : fact.end] == "１２ 件"
    assert fact.passage == "我局 共收到 政府信息公开申请 １２ 件"


def test_a_heading_and_a_page_break_do_not_end_the_matter() -> None:
    found = facts(text("（二）依申请公开情况\n全年共受理12件，\n办结12件。\n（三）平台建设\n办结8件。"))
    assert [(fact.measures, fact.value) for fact in found] == [(("accepted",), 12), (("processed",), 12)]


def test_percentages_in_characters_are_read() -> None:
    assert [item.value for item in amounts(text("占百分之三十三点五，其余占百分之66.5。"))] == [
        Decimal("33.5"),
        Decimal("66.5"),
    ]


def test_a_text_read_once_is_not_read_again() -> None:
    report = text("共收到政府信息公开申请12件。")
    assert facts(report)[0] is facts(report.replace(title="另一标题"))[0]
