"""整篇报告: whole narratives that agree with their tables need no word; one wrong number is found by its rule."""

import pytest

from govreport import checks
from govreport.standards.finding import Severity
from tests.checks.narrative.reports import Whole, mutants, reports, rule_of

RIGHT = list(reports())
WRONG = list(mutants())


def test_there_are_enough_of_both() -> None:
    assert len(RIGHT) >= 60
    assert len(WRONG) >= 400
    assert len({whole.document.agency.name for whole in RIGHT}) >= 20
    assert len({whole.name for whole in RIGHT}) == len(RIGHT)


@pytest.mark.parametrize("whole", RIGHT, ids=lambda whole: whole.name)
def test_a_report_that_agrees_with_its_tables_has_nothing_to_correct_or_to_explain(whole: Whole) -> None:
    assert [item for item in checks.findings(whole.document) if item.severity is not Severity.HINT] == []


@pytest.mark.parametrize("name", sorted({whole.name.partition(" ")[0] for whole in WRONG}))
def test_one_wrong_number_is_found_by_the_rule_it_breaks(name: str) -> None:
    own = [whole for whole in WRONG if whole.name.startswith(name)]
    missed = [
        whole.name
        for whole in own
        if whole.wrong and rule_of(whole.wrong) not in {item.rule for item in checks.findings(whole.document)}
    ]
    assert missed == []
