"""勾稽关系: the shared reports of ``vectors/relations.json``, on the Python side."""

from typing import Any

import pytest

from tests.standards.make_vectors import pack, unpack
from tests.standards.parity import outcome
from tests.standards.vectors import FOLDER, load

CASES = [(code, case) for code, cases in load("relations").items() for case in cases]


@pytest.mark.parametrize(("code", "case"), CASES, ids=lambda item: item if isinstance(item, str) else "")
def test_a_stored_report_gives_what_it_always_gave(code: str, case: dict[str, Any]) -> None:
    report = unpack(code, case)
    assert pack(code, report, outcome(code, report)) == case


def test_the_stored_reports_know_every_state_and_the_odd_figures() -> None:
    states = {state for _, case in CASES for state in case["states"]}
    figures = [text for _, case in CASES for text in case["figures"]]
    assert states == {"h", "b", "u", "n"}
    assert None in figures
    assert any(text and len(text.split(".")[0]) == 11 for text in figures)
    assert any(text and len(text.partition(".")[2]) == 6 for text in figures)
    assert any(text and text.startswith("-") for text in figures)
    assert any(case["declared"] for _, case in CASES)
    assert any(case["settled"] for _, case in CASES)


def test_the_stored_reports_stay_small() -> None:
    assert (FOLDER / "relations.json").stat().st_size < 400_000
