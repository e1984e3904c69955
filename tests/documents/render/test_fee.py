"""The sentence on processing fees."""

from decimal import Decimal

import pytest

from govreport.documents.render.fee import fee_statement
from tests.builders import balanced

START = "依据《政府信息公开信息处理费管理办法》，2023年本机关"


@pytest.mark.parametrize(
    ("fee", "sentence"),
    [
        ((0, 0, 0, 0), START + "未发出收费通知，未收取信息处理费。"),
        ((1, 380, 1, 380), START + "发出收费通知1件，总金额380元；收取信息处理费1件，总金额380元。"),
        ((2, "400.50", 0, 0), START + "发出收费通知2件，总金额400.5元；未收取信息处理费。"),
        ((None, None, 0, 0), START + "未收取信息处理费。"),
        ((None, None, None, 20), START + "收取信息处理费总金额20元。"),
        ((None, None, None, None), ""),
    ],
)
def test_the_sentence_says_what_the_items_say(fee: tuple[object, ...], sentence: str) -> None:
    codes = ("notice_count", "notice_amount_yuan", "collected_count", "collected_yuan")
    items = {code: None if value is None else Decimal(str(value)) for code, value in zip(codes, fee, strict=True)}
    assert fee_statement(balanced().replace(fee=items)) == sentence


def test_the_authors_own_statement_comes_alone() -> None:
    assert fee_statement(balanced().replace(sections={"sec6": "本年度未收取信息处理费。"})) == ""


def test_naming_the_measures_is_no_statement() -> None:
    document = balanced().replace(sections={"sec6": "学习《政府信息公开信息处理费管理办法》。"})
    assert fee_statement(document).startswith(START)


def test_without_a_year_the_sentence_speaks_of_this_year() -> None:
    assert "，本年度本机关未发出" in fee_statement(balanced().replace(year=None))


def test_editions_before_the_measures_have_no_sentence() -> None:
    assert fee_statement(balanced("e2019")) == ""
