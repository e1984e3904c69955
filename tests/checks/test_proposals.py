"""修改建议: what is proposed clears what it says, and is offered as a change of cells like any other."""

import pytest

from govreport import checks
from govreport.checks.examples import Example, examples
from govreport.checks.proposals import proposals
from govreport.standards.finding import Severity

FIRING = [example for rule in ("T3-11", "T4-03") for example in examples(rule) if example.fires]
SILENT = [example for rule in ("T3-11", "T4-03") for example in examples(rule) if not example.fires]


@pytest.mark.parametrize("example", FIRING, ids=lambda example: f"{example.rule} {example.name_en}")
def test_a_shift_clears_the_findings_it_names(example: Example) -> None:
    shift = proposals(example.document)[0]
    assert shift.kind == "shift"
    assert example.rule in shift.clears
    after = example.document.replace(figures=example.document.figures.replace(shift.changes))
    left = [finding for finding in checks.findings(after) if finding.severity is not Severity.HINT]
    assert not {finding.rule for finding in left} & set(shift.clears)


@pytest.mark.parametrize("example", SILENT, ids=lambda example: f"{example.rule} {example.name_en}")
def test_nothing_is_moved_where_nothing_is_misplaced(example: Example) -> None:
    assert [repair for repair in proposals(example.document) if repair.kind == "shift"] == []
