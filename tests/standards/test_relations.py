"""勾稽关系的展开: every relation at every row or column it holds for, with sentences that can be filled."""

import re
from dataclasses import replace

import pytest

from govreport.standards import all_editions, edition
from govreport.standards.evaluate import Outcome, State, finding
from govreport.standards.finding import Severity
from govreport.standards.linear import FormulaError
from govreport.standards.relations import Relation, _expand, relations

EVERY = [(own.code, relation) for own in all_editions() for relation in relations(own.code)]


@pytest.mark.parametrize(("code", "relation"), EVERY, ids=lambda item: getattr(item, "rule", item))
def test_both_sentences_fill_completely_and_say_both_numbers(code: str, relation: Relation) -> None:
    values = dict.fromkeys(relation.slots.values(), 7_000_000)
    outcome = Outcome(relation, State.BROKEN, 123_000_000, 456_000_000)
    found = finding(outcome, values)
    for text in (found.message, found.message_en):
        assert not re.search(r"[{}]", text)
        assert re.search(r"123|456|\b7\b|7 ", text)
    assert found.message.endswith("。")
    assert found.message_en.endswith(".")
    assert found.basis


@pytest.mark.parametrize(("code", "relation"), EVERY, ids=lambda item: getattr(item, "rule", item))
def test_a_finding_points_at_cells_of_its_own_report(code: str, relation: Relation) -> None:
    assert relation.addresses
    assert set(relation.addresses) <= set(edition(code).cells)
    assert set(relation.related) <= set(edition(code).cells)
    assert relation.severity in Severity


def test_the_row_total_is_the_sum_of_six_applicants() -> None:
    relation = next(item for item in relations("e2021") if item.rule == "T3-01")
    assert relation.derived == relation.addresses[0] == "t3.new_received.total"
    columns = ("natural_person", "commercial", "research", "public_welfare", "legal_service", "other_org")
    assert relation.comparison.left.addresses == tuple(f"t3.new_received.{column}" for column in columns)
    assert "“一、本年新收政府信息公开申请数量”一行" in relation.message
    assert "(I. Received this year)" in relation.message_en


def test_the_sum_of_results_runs_over_all_results_and_nothing_else() -> None:
    for code, count in (("e2019", 19), ("e2021", 21)):
        relation = next(item for item in relations(code) if item.rule == "T3-02")
        rows = [address.split(".")[1] for address in relation.comparison.left.addresses]
        assert len(rows) == count
        assert not {"new_received", "carried_in", "carried_out", "total_processed"} & set(rows)


def test_a_block_of_table_four_is_named_with_its_group() -> None:
    places = [item.message for item in relations("e2021") if item.rule == "T4-01"]
    assert [message.split("”")[0] for message in places] == [
        "“行政复议",
        "“行政诉讼（未经复议直接起诉）",
        "“行政诉讼（复议后起诉）",
    ]


def test_last_years_cells_take_part_but_are_not_pointed_at() -> None:
    relation = next(item for item in relations("e2021") if item.rule == "Y-02")
    assert "prev.t2.normative_docs.in_force" in relation.comparison.right.addresses
    assert not any(address.startswith("prev.") for address in (*relation.related, *relation.addresses))


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("received = total", "“received” is no cell"),
        ("prev.received = total", "“prev.received” is no cell"),
        ("sum(total .. natural_person) = total", "is no span of t3"),
        ("sum(natural_person .. nobody) = total", "is no span of t3"),
        ("t9.a.b = total", "“t9.a.b” is no cell"),
    ],
)
def test_a_name_that_is_no_cell_is_refused_with_edition_and_rule(formula: str, reason: str) -> None:
    own = edition("e2021")
    text = next(item for item in own.relation_texts if item.id == "T3-01")
    with pytest.raises(FormulaError) as refused:
        _expand(own, replace(text, formula=formula))
    assert "e2021 T3-01" in str(refused.value)
    assert reason in str(refused.value)
