"""文表核对语料: every sentence of the corpus gets exactly the findings it deserves."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from govreport.checks import narrative
from govreport.checks.examples import clean, with_totals
from govreport.standards.document import Document
from govreport.standards.finding import Severity

CORPUS = tomllib.loads((Path(__file__).parent / "corpus.toml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = CORPUS["case"]
STYLE = {"N-19", "N-20"}


def report(text: str) -> Document:
    """The report of the corpus with one sentence as its overview and nothing else."""
    about = CORPUS["report"]
    document = clean("e2021", year=about["year"], name=about["name"])
    return document.replace(sections={"sec1": text}, figures=with_totals(document.format, about["inputs"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_a_sentence_gets_the_findings_it_deserves(case: dict[str, Any]) -> None:
    document = report(case["text"])
    found = {finding for check in narrative.CHECKS for finding in check(document, None) if finding.rule not in STYLE}
    severe = {finding.rule for finding in found if finding.severity is not Severity.HINT}
    hints = {finding.rule for finding in found if finding.severity is Severity.HINT}
    assert (sorted(severe), sorted(hints)) == (sorted(case.get("fires", [])), sorted(case.get("hints", [])))


def test_no_sentence_stands_in_the_corpus_twice_and_about_half_must_be_met_with_silence() -> None:
    texts = [case["text"] for case in CASES]
    silent = sum("fires" not in case and "hints" not in case for case in CASES)
    assert len(texts) == len(set(texts)) >= 150
    assert 0.4 < silent / len(texts) < 0.6


def test_every_rule_of_the_tables_is_met_in_the_corpus() -> None:
    met = {rule for case in CASES for rule in (*case.get("fires", []), *case.get("hints", []))}
    assert {f"N-{n:02}" for n in range(1, 18)} <= met
