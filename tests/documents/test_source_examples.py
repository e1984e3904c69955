"""原件举例: every example of a rule that only a source can break does what the rule book says."""

import pytest

from govreport.documents.examples import SourceExample, source_examples, source_ruled

ALL = [example for rule in source_ruled() for example in source_examples(rule)]


@pytest.mark.parametrize("example", ALL, ids=lambda example: f"{example.rule} {example.name_en}")
def test_the_example_does_what_it_says(example: SourceExample) -> None:
    assert bool(example.spoken()) is example.fires


@pytest.mark.parametrize("rule", source_ruled())
def test_every_source_rule_speaks_on_one_file_and_not_on_another(rule: str) -> None:
    assert {example.fires for example in source_examples(rule)} == {True, False}
