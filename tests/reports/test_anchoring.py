"""定位保持: numbers are found again in a changed text, or given up; never found where they do not stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.reports.anchoring import (
    carried,
    place_of,
    replaced,
    same_but_numbers,
    stands_alone,
    unchanged,
)

PIECES = st.sampled_from(["收到申请", "12", "件", "，", "。", "\n", "办结", "1", "3.5", " ", "𠮷", "一、", ",", "-"])
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def after(old: str, new: str, number: str = "12") -> str | None:
    """The first ``number`` of the old text with what stands around it in the new one; None when it is given up."""
    start = old.index(number)
    (span,) = carried(old, new, [(start, start + len(number))])
    return None if span is None else f"{new[: span[0]]}[{new[slice(*span)]}]{new[span[1] :]}"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("收到12件。", "收到12件。", "收到[12]件。"),
        ("收到12件。", "全年收到12件次。", "全年收到[12]件次。"),
        ("收到12件。", "一、概述\n收到12件。\n完。", "一、概述\n收到[12]件。\n完。"),
        ("收到12件，办结12件。", "办结12件，收到12件。", None),
        ("甲。\n收到12件。\n乙。", "收到12件。\n甲。\n乙。", "收到[12]件。\n甲。\n乙。"),
        ("收到12件。\n甲。\n乙。", "甲。\n乙。\n收到12件。", "甲。\n乙。\n收到[12]件。"),
        ("收到12件。", "收到13件。", None),
        ("收到12件。", "收到2件。", None),
        ("收到12件。", "收到112件。", None),
        ("收到12件。", "收到12.5件。", None),
        ("收到12件。", "收到1,212件。", None),
        ("收到12件。", "收到件。", None),
        ("收到12件。", "", None),
        ("12", "12件", "[12]件"),
        ("12", "共12", "共[12]"),
        ("收到12件", "全年办理的申请有12宗", None),
    ],
)
def test_a_number_is_found_again_where_it_was_not_touched(old: str, new: str, found: str | None) -> None:
    assert after(old, new) == found


def test_two_equal_numbers_are_not_taken_for_one_another() -> None:
    old = "新收12件，办结12件。"
    assert carried(old, "办结12件。", [(2, 4), (8, 10)]) == [None, (2, 4)]
    assert carried(old, "新收12件。", [(2, 4), (8, 10)]) == [(2, 4), None]


@given(TEXTS, TEXTS)
def test_what_is_called_unchanged_is_the_same_in_both_texts_and_in_order(old: str, new: str) -> None:
    last = (0, 0)
    for start, place, length in unchanged(old, new):
        assert length > 0
        assert old[start : start + length] == new[place : place + length]
        assert start >= last[0]
        assert place >= last[1]
        last = (start + length, place + length)


@given(TEXTS)
def test_a_text_is_unchanged_in_itself(text: str) -> None:
    assert unchanged(text, text) == ([(0, 0, len(text))] if text else [])


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_typing_before_and_after_keeps_a_number(before: str, typed: str, behind: str, more: str) -> None:
    old, start = f"{before}数12件{behind}", len(before) + 1
    new = f"{before}{typed}数12件{behind}{more}"
    (span,) = carried(old, f"{before}{typed}数12件{behind}", [(start, start + 2)])
    assert span is not None
    assert new[slice(*span)] == "12"


@given(
    st.lists(st.tuples(TEXTS, st.integers(0, 999)), max_size=8), st.lists(st.integers(0, 99999), min_size=8, max_size=8)
)
def test_a_text_that_followed_is_known_again(parts: list[tuple[str, int]], others: list[int]) -> None:
    # Words around every number, as links have them: a link never touches another digit.
    text, spans = "", []
    for words, number in parts:
        text += f"{words}有"
        spans.append((len(text), len(text) + len(str(number))))
        text += f"{number}件"
    now, places = replaced(text, spans, [str(item) for item in others[: len(spans)]])
    assert [now[slice(*place)] for place in places] == [str(item) for item in others[: len(spans)]]
    assert same_but_numbers(text, now, places) == spans
    assert same_but_numbers(text + "又", now, places) is None
    assert same_but_numbers("又" + text, now, places) is None


def test_a_position_is_found_again() -> None:
    assert place_of("收到件。", "全年收到件。", 2) == 4
    assert place_of("收到件。", "收到件。", 2) == 2
    assert place_of("收到件。", "收到件。完。", 0) == 0
    assert place_of("一段。\n二段。", "新段。\n一段。\n二段。", 3) == 7
    assert place_of("甲乙", "丙丁", 1) is None


@pytest.mark.parametrize(
    ("text", "alone"),
    [("共[12]件", True), ("[12]", True), ("3[12]", False), ("[12]3", False), ("3.[12]", False), ("[12].5", False),
     ("[12],000", False), ("[12]，13", True), ("[12].", True), ("３[12]", False), ("10-[12]件", True),
     ("为-[12]", False)],
)  # fmt: skip
def test_a_number_stands_alone(text: str, alone: bool) -> None:
    start = text.index("[")
    assert stands_alone(text.replace("[", "").replace("]", ""), (start, start + 2)) is alone


def test_texts_of_any_allowed_length_are_compared() -> None:
    lines = [f"第{number}段收到申请{number}件，办结{number * 2}件。" for number in range(8000)]
    old = "\n".join(lines)[:200_000]
    new = old.replace("第500段", "第五百段，").replace("办结1600件", "共办结1600件次")
    assert (after(old, new, "1600件") or "")[-1:] == new[-1:]
    same = "一\n" * 100_000
    assert (
        sum(length for *_place, length in unchanged(same, "二\n" + "一\n" * 60_000 + "三\n" + "一\n" * 39_000)) > 60_000
    )
