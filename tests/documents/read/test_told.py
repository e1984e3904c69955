"""存疑的句子: told in the language of whoever reads them, whoever uploaded; old ones as they were written down."""

import inspect
import json

import pytest
from django.utils import translation

from govreport.documents.read import bounded, figure_words, pdf_words, sheet_words, words
from govreport.documents.read.bounded import from_plain, to_plain
from govreport.documents.read.result import Doubt
from govreport.documents.read.told import Sentence, again, kept
from tests.documents.read.test_marks import CELL, page

MAKERS = [
    make
    for module in (words, pdf_words, sheet_words, figure_words)
    for name, make in inspect.getmembers(module, inspect.isfunction)
    if make.__module__ == module.__name__ and name != "excerpt" and not name.startswith("_")
]


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: f"{make.__module__.rpartition('.')[2]}.{make.__name__}")
def test_every_sentence_is_kept_with_its_values_and_told_in_both_languages(make: object) -> None:
    assert callable(make)
    parameters = inspect.signature(make).parameters.values()
    values = [
        7 if "int" in str(item.annotation) else f"（{item.name}）" for item in parameters if item.name != "length"
    ]
    with translation.override("zh-hans"):
        chinese = make(*values)
    assert isinstance(chinese, Sentence)
    stored = json.loads(json.dumps(kept(chinese)))
    with translation.override("en"):
        english = again(*stored)
        assert english == make(*values) != chinese
        # Whoever reads it next may read Chinese again.
        stored = json.loads(json.dumps(kept(english)))
    with translation.override("zh-hans"):
        assert again(*stored) == chinese


def test_a_reading_is_told_in_the_language_of_whoever_opens_it() -> None:
    with translation.override("en"):
        plain = json.loads(json.dumps(to_plain(bounded.read_bounded(page("{}<del>987</del>").replace(b"<!D", b"<!d")))))
    with translation.override("zh-hans"):
        told = [doubt.message for doubt in from_plain(plain).doubts if doubt.place == "file"]
    assert told == ["划去的文字（“987”）未收入。请对照原件核对。"]


def test_a_sentence_of_an_earlier_version_stands_as_it_was_written() -> None:
    with translation.override("zh-hans"):
        plain = to_plain(bounded.read_bounded(page("{}")))
    for entry in (
        ["t3", "旧的句子。"],
        ["t3", "旧的句子。", "words.no_more", ["1"]],
        ["t3", "旧的句子。", "words.shifted", ["1", "2"]],
    ):
        assert from_plain(plain | {"doubts": [entry]}).doubts == (Doubt("t3", "旧的句子。"),)
    assert CELL in from_plain(plain).places


def test_long_quotations_are_kept_short() -> None:
    with translation.override("zh-hans"):
        message = words.outside_table("字" * 5000)
        stored = json.loads(json.dumps(kept(message)))
        assert again(*stored) == message
    assert len(json.dumps(stored, ensure_ascii=False)) < 500
