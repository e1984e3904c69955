"""文字清理: what no text can hold goes, everything else stays."""

from govreport.standards.characters import clean, quoted


def test_nul_and_unpaired_surrogates_are_taken_out() -> None:
    assert clean("甲\x00乙\ud800丙\udfff丁") == "甲乙丙丁"


def test_everything_that_a_text_can_hold_stays() -> None:
    text = "甲\t乙\n丙\u202e丁\u200b😀𠮷"
    assert clean(text) == text


def test_a_quoted_value_is_one_short_line() -> None:
    assert quoted("甲\n乙\ud800") == "甲 乙"
    assert quoted("长" * 61) == "长" * 60 + "…"
    assert quoted(["county"]) == "['county']"
