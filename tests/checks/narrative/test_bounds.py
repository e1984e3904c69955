"""正文上限: hostile and endless texts cost work in proportion to their length, and never a fault."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport.checks import narrative
from govreport.checks.examples import clean
from govreport.checks.narrative.reading import read, tokens
from govreport.checks.narrative.records import Context
from govreport.checks.narrative.walk import walk
from govreport.standards.document import SECTION_LIMIT, Document

CONTEXT = Context(2023, "云溪县林业和草原局", territory=False, government=False)
# Each repeated without end: numbers, brackets, words that lead nowhere, spaces, marks, characters nobody sees.
PIECES = [
    "收到政府信息公开申请12件，",
    "1",
    "12件",
    "1,234,",
    "1 ",
    "（",
    "（12件",
    "《",
    "其中",
    "共计",
    "十百千万",
    "占50%，5件",
    "行政复议、",
    "未发生",
    "、和",
    "www.",
    "a@",
    "2023年，",
    "收到",
    "申请",
    " \u200b",
    "\x00\x01\x02",
    "；",
    "网站发布信息",
    "分别为1件、",
    "截至6月",
    "县局",
    "行政复议1件，其中维持1件，",
    "申请：\n1.新收1件；\n",
]


def report(text: str, code: str = "e2021") -> Document:
    document = clean(code)
    return document.replace(sections={"sec1": text})


def work(action: Callable[[], Any]) -> int:
    """How many calls of functions, ours and the interpreter's, an action takes."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(None)
    return calls


def check(document: Document) -> None:
    for rule in narrative.CHECKS:
        list(rule(document, None))


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_is_at_most_twice_the_work(piece: str) -> None:
    short, long = piece * 300, piece * 600
    walk("sec1", short, CONTEXT)
    single = work(lambda: walk("sec1", short, CONTEXT))
    double = work(lambda: walk("sec1", long, CONTEXT))
    assert double <= 2.2 * single + 200


@pytest.mark.parametrize("piece", PIECES)
def test_all_rules_together_take_work_in_proportion_too(piece: str) -> None:
    check(report(piece))
    single = work(lambda: check(report(piece * 300)))
    double = work(lambda: check(report(piece * 600)))
    assert double <= 2.3 * single + 2000


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("code", ["e2014", "e2021"])
def test_a_text_a_tenth_of_the_greatest_length_is_read_to_the_end(piece: str, code: str) -> None:
    check(report((piece * SECTION_LIMIT)[: SECTION_LIMIT // 10], code))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_a_fault(text: str) -> None:
    check(report(text))


@given(st.lists(st.sampled_from([*PIECES, "。", "\n", "12件", "行政诉讼3件", "全部办结"]), max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_order_of_words_is_read_without_a_fault_and_places_are_true(text: str) -> None:
    check(report(text))
    folded = read(text)
    for token in tokens(folded):
        assert 0 <= token.start < token.end <= len(folded.folded)
    for fact in walk("sec1", text, CONTEXT).facts:
        assert fact.passage in text
        assert 0 <= fact.start < fact.end <= len(text)
