"""校核准确性: the page says what is counted now, and no rule is wrong about anything of which the answer is known."""

import pytest

from tests.checks.make_accuracy import PAGE, Case, accuracy_page, cases, rules_part


@pytest.fixture(scope="module")
def judged() -> list[Case]:
    """Every judgement, made once."""
    return list(cases())


def test_the_page_is_up_to_date() -> None:
    assert rules_part(PAGE.read_text(encoding="utf-8")) == accuracy_page()


def test_every_corpus_is_judged(judged: list[Case]) -> None:
    assert {case.corpus for case in judged} == {"examples", "clean", "sentences", "reports", "published"}


def test_nothing_is_missed_and_nothing_falsely_reported(judged: list[Case]) -> None:
    assert [case for case in judged if case.expected is not case.found] == []
