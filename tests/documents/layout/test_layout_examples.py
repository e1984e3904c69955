"""版式举例: each example of the rule book is printed, and the layout check says of it what the book says."""

import pytest

from govreport.checks.layout import RULES
from govreport.documents.examples.layout import LayoutExample, layout_examples
from govreport.documents.layout import layout_findings
from tests.documents.layout.broken import printed

ALL = [example for rule in RULES for example in layout_examples(rule.id)]


@pytest.mark.parametrize("example", ALL, ids=lambda example: f"{example.rule} {example.name_en}")
def test_the_check_says_what_the_book_says(example: LayoutExample) -> None:
    found = layout_findings(printed(example.css, example.printed), example.stored)
    said = [(finding.message, finding.message_en) for finding in found if finding.rule == example.rule]
    assert bool(said) is example.fires
    if example.fires:
        assert said[0] == (example.says, example.says_en)


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_layout_rule_has_an_example_for_and_one_against(rule: str) -> None:
    assert {example.fires for example in layout_examples(rule)} == {True, False}


def test_other_rules_have_examples_of_other_kinds() -> None:
    assert layout_examples("T3-03") == ()
