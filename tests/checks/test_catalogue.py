"""规则目录: every rule of the standard is in it, described in both languages, with examples for and against."""

import re

import pytest

from govreport.checks import catalogue as module
from govreport.checks.catalogue import Entry, catalogue, entry, python_rules, sentences
from govreport.checks.examples import examples, ruled
from govreport.checks.examples.running import spoken
from govreport.checks.rule import ALL
from govreport.documents.examples import source_examples
from govreport.standards import all_editions
from govreport.standards.cell_rules import cell_rules

# The ids of the standard's catalogue that are checked on one report. Roll-up (R) and the state of a publication
# (PUB-04, PUB-05) are kept by other parts of the system and are no rules of a report.
IDS = [
    "S-01",
    "S-02",
    "S-03",
    "S-04",
    "S-05",
    "S-06",
    "S-07",
    "S-08",
    "S-09",
    "S-10",
    "S-11",
    "S-12",
    "S-13",
    "S-14",
    "S-15",
    "S-16",
    "S-17",
    "S-18",
    "S-19",
    "S-20",
    "S-21",
    "S-22",
    "S-23",
    "C-01",
    "C-02",
    "C-03",
    "C-04",
    "C-05",
    "C-06",
    "C-07",
    "C-08",
    "C-09",
    "C-10",
    "C-11",
    "T2-01",
    "T2-02",
    "T2-03",
    "T2-04",
    "T2-05",
    "T2-06",
    "T2-07",
    "T2-10",
    "T2-11",
    "T2-12",
    "T3-01",
    "T3-02",
    "T3-03",
    "T3-04",
    "T3-06",
    "T3-07",
    "T3-08",
    "T3-11",
    "T4-01",
    "T4-02",
    "T4-03",
    "T4-04",
    "T4-05",
    "T4-06",
    "X-01",
    "X-02",
    "X-03",
    "X-04",
    "N-01",
    "N-02",
    "N-03",
    "N-04",
    "N-05",
    "N-06",
    "N-07",
    "N-08",
    "N-09",
    "N-10",
    "N-11",
    "N-12",
    "N-13",
    "N-14",
    "N-15",
    "N-16",
    "N-17",
    "N-19",
    "N-20",
    "N-22",
    "P-01",
    "P-02",
    "P-03",
    "P-04",
    "P-05",
    "P-06",
    "Y-01",
    "Y-02",
    "Y-03",
    "Y-04",
    "Y-05",
    "Y-06",
    "Y-07",
    "Y-08",
    "A-01",
    "A-02",
    "A-03",
    "A-04",
    "A-05",
    "A-07",
    "A-08",
    "A-09",
    "A-11",
    "A-12",
    "PUB-01",
    "PUB-02",
    "PUB-03",
    "L-01",
    "L-02",
    "L-03",
    "L-04",
    "L-05",
    "L-06",
    "L-07",
    "L-08",
]
# Rules that reports and texts can break; those of the finished PDF have their cases in tests/documents/layout.
ILLUSTRATED = [item for item in catalogue() if not item.from_pdf]


@pytest.mark.parametrize("rule", IDS)
def test_every_rule_of_the_standard_is_there(rule: str) -> None:
    assert entry(rule) is not None


def test_there_are_no_other_rules() -> None:
    assert {item.id for item in catalogue()} <= set(IDS)


def test_an_unknown_id_is_no_rule() -> None:
    assert entry("Z-99") is None


@pytest.mark.parametrize("item", catalogue(), ids=lambda item: item.id)
def test_a_rule_says_what_it_is_in_both_languages(item: Entry) -> None:
    rule = item.rule
    assert rule.sentence.endswith("。")
    assert rule.sentence_en.endswith((".", "…"))
    assert rule.basis
    assert re.search("[A-Za-z]", rule.basis_en)
    assert not re.search("[A-Z]+[0-9]*-[0-9]", rule.sentence + rule.sentence_en)
    assert item.severities[0] == rule.severity
    assert rule.editions
    assert set(rule.editions) <= set(ALL)


@pytest.mark.parametrize("item", ILLUSTRATED, ids=lambda item: item.id)
def test_a_rule_has_examples_for_and_against(item: Entry) -> None:
    found = [example.fires for example in (source_examples if item.from_source else examples)(item.id)]
    assert set(found) == {True, False}


@pytest.mark.parametrize("item", ILLUSTRATED, ids=lambda item: item.id)
def test_the_findings_of_the_examples_have_the_severities_the_rule_names(item: Entry) -> None:
    found = [finding for example in examples(item.id) for finding in spoken(example)]
    found += [finding for example in source_examples(item.id) for finding in example.spoken()]
    assert item.rule.severity in {finding.severity for finding in found}
    assert all(finding.basis for finding in found)


def test_every_example_belongs_to_a_rule() -> None:
    assert set(ruled()) <= {item.id for item in catalogue()}


def test_every_relation_and_cell_rule_has_its_sentences_and_no_other_has() -> None:
    relations = {text.id for own in all_editions() for text in own.relation_texts}
    assert set(sentences()) == relations | set(cell_rules())


def test_a_rule_defined_twice_is_declined(monkeypatch: pytest.MonkeyPatch) -> None:
    one = next(python_rules())
    twin = type(one)(**{name: getattr(one, name) for name in one.__slots__} | {"sentence": "另一句。"})
    monkeypatch.setattr(module, "python_rules", lambda: iter((one, twin)))
    catalogue.cache_clear()
    with pytest.raises(ValueError, match=one.id):
        catalogue()
    catalogue.cache_clear()
