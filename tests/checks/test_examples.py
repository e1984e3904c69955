"""规则举例: every example of every rule does what the rule book says."""

import pytest

from govreport import checks
from govreport.checks.examples import Example, clean, examples, ruled
from govreport.checks.examples.running import spoken

ALL = [example for rule in ruled() for example in examples(rule)]


@pytest.mark.parametrize("example", ALL, ids=lambda example: f"{example.rule} {example.name_en}")
def test_the_example_does_what_it_says(example: Example) -> None:
    found = spoken(example)
    assert bool(found) is example.fires
    if example.at:
        assert sorted(item.target for item in found) == sorted(example.at)


@pytest.mark.parametrize("rule", ruled())
def test_every_rule_has_an_example_on_which_it_speaks_and_one_on_which_it_does_not(rule: str) -> None:
    assert {example.fires for example in examples(rule)} == {True, False}


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_the_clean_report_has_no_finding(code: str) -> None:
    assert checks.findings(clean(code)) == []
