"""docs/workflow.md and the decision record name every step, state and journal action."""

from pathlib import Path

import pytest

from govreport.journal.actions import ACTIONS
from govreport.reports.models import State
from govreport.workflow.transitions import TRANSITIONS

DOCS = Path(__file__).resolve().parents[2] / "docs"
TEXT = (DOCS / "workflow.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", TRANSITIONS)
def test_every_step_is_documented_as_the_table_has_it(verb: str) -> None:
    step = TRANSITIONS[verb]
    sources = ", ".join(str(state.label) for state in step.sources)
    assert f"| `{verb}` | {step.label} | {sources} | {step.target.label} |" in TEXT
    assert f"| `{verb}` {step.label} |" in (DOCS / "adr" / "0005-one-table-of-transitions.md").read_text("utf-8")


@pytest.mark.parametrize("action", ACTIONS)
def test_every_journal_action_is_documented(action: str) -> None:
    assert f"| `{action}` | {ACTIONS[action]} |" in TEXT


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_named(state: State) -> None:
    assert str(state.label) in TEXT
