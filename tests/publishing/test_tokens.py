"""检索词: pairs of characters, spelled so that every database takes them for words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport.publishing.pinyin import spellings
from govreport.publishing.tokens import folded, phrase, tokens


def test_text_becomes_pairs_and_each_run_ends_with_its_last_character() -> None:
    assert tokens("政府信") == "u653fu5e9c u5e9cu4fe1 u4fe1"
    assert tokens("政府，信息") == "u653fu5e9c u5e9c u4fe1u606f u606f"


def test_letters_and_digits_are_words() -> None:
    assert tokens("ＰＤＦ２０２３年") == "wpdf w2023 u5e74"


@pytest.mark.parametrize("word", ["", " ", "%", "_", "'\"", "《》", "🙂", "…—"])
def test_what_has_no_letters_asks_for_nothing(word: str) -> None:
    assert phrase(word) is None


@given(st.text(max_size=200))
def test_tokens_are_plain_words_whatever_the_text(text: str) -> None:
    assert re.fullmatch(r"([uw][0-9a-z]+( [uw][0-9a-z]+)*)?", tokens(text))
    assert len(folded(text)) == len(text)


@given(st.text(max_size=80))
def test_what_is_asked_for_is_never_syntax(word: str) -> None:
    asked = phrase(word)
    if asked:
        assert re.fullmatch(r'"[0-9a-z ]+"( \*)?', asked.sqlite)
        assert re.fullmatch(r"[0-9a-z]+( <-> [0-9a-z]+)*(:\*)?", asked.postgresql)


def test_names_are_spelled_in_full_and_by_initials_from_every_character_on() -> None:
    found = spellings("岚江市自然资源局")
    assert {"lanjiangshiziranziyuanju", "ziranziyuanju", "zrzyj", "ljszrzyj"} <= set(found)
