"""结构 in the browser: the same headings as the printed report has, by the same patterns."""

from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from govreport.documents.headings import outline, patterns
from govreport.standards.headings import numeral

pytestmark = pytest.mark.browser

TEXTS = [
    "",
    "全年工作有序开展。",
    "（一）主动公开\n全年公开信息123条。\n（二）依申请公开。收到申请2件。\n1.新收\n内容。\n1.1倍\n（1）分类\n内容",
    "一、基本情况\n\n  内容。  \n三、问题\n内容",
    "（一）甲\n（二）乙\n（三）丙\n结尾。",
    "1.第一项\n2.第二项\n3.第三项",
    "（十）甲\n文字\n（十一）乙\n文字\n（二十）丙\n文字",
    "（ 一 ）主动公开\n文字",
    "（一）全年主动公开信息，并且：\n内容。",
    "１.全角\n文字\n２．全角\n文字",
    "（一）" + "长" * 40 + "\n文字",
    "𠮷𠮷\n（一）𠮷" + "字" * 36 + "\n文字",
    "(一)半角\n文字\n(1)半角\n文字",
]
LINES = st.lists(
    st.tuples(
        st.sampled_from(
            ["", "一、", "二、", "（一）", "（二）", "(三)", "1.", "2．", "（1）", "（2）", "十一、", "3.5"]
        ),
        st.sampled_from(["", "主动公开", "主动公开。", "收到申请2件。办结。", "问题：", "是什么？有", " 甲 ", "𠮷"]),
    ).map("".join),
    max_size=12,
).map("\n".join)


def drawn(core: Page, text: str) -> object:
    return core.evaluate("([patterns, text]) => core.outline(patterns, text)", [patterns(), text])


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_page_finds_the_headings_that_are_printed(core: Page, text: str) -> None:
    assert drawn(core, text) == [asdict(entry) for entry in outline(text)]


def test_random_texts_have_the_same_outline_in_both(core: Page) -> None:
    texts: list[str] = []

    @settings(max_examples=400, database=None)
    @given(LINES)
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    found = core.evaluate(
        "([patterns, texts]) => texts.map((text) => core.outline(patterns, text))", [patterns(), texts]
    )
    for text, entries in zip(texts, found, strict=True):
        assert entries == [asdict(entry) for entry in outline(text)], text


def test_numbers_are_written_as_their_level_has_them(core: Page) -> None:
    written = core.evaluate("() => [1, 2, 3, 4].map((level) => core.ordinal(level, 12))")
    assert written == ["十二、", "（十二）", "12.", "（12）"]
    numerals = core.evaluate("() => Array.from({length: 99}, (_, index) => core.ordinal(1, index + 1))")
    assert numerals == [f"{numeral(number)}、" for number in range(1, 100)]
