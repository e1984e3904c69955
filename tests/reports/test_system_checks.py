"""启动检查: the models hold every edition, and an edition they cannot hold is refused by name."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.checks import run_checks

from govreport.reports.system_checks import disagreements
from govreport.standards import all_editions, edition
from govreport.standards.edition import Cell, CellType, Edition, Table


def changed_table(own: Edition, code: str, **changes: Any) -> Edition:
    tables = tuple(replace(table, **changes) if table.code == code else table for table in own.tables)
    return replace(own, tables=tables)


def changed_cell(own: Edition, address: str, **changes: Any) -> Edition:
    return replace(own, cells={**own.cells, address: replace(own.cells[address], **changes)})


def with_cell(own: Edition, cell: Cell) -> Edition:
    return replace(own, cells={**own.cells, cell.address: cell})


def found(own: Edition) -> set[str | None]:
    return {error.id for error in disagreements(own)}


def table(code: str) -> Table:
    return edition("e2021").table(code)


@pytest.mark.parametrize("own", all_editions(), ids=lambda own: own.code)
def test_the_models_hold_every_edition(own: Edition) -> None:
    assert disagreements(own) == []


def test_the_check_runs_at_start() -> None:
    assert [message for message in run_checks() if str(message.id).startswith("govreport.")] == []


def test_a_column_without_a_field_is_found() -> None:
    own = edition("e2021")
    cell = replace(own.cells["t3.new_received.total"], address="t3.new_received.robots", column="robots")
    errors = disagreements(with_cell(own, cell))
    assert [(error.id, error.msg) for error in errors] == [
        ("govreport.E001", "e2021: t3.new_received.robots has no field of type count"),
        ("govreport.E004", "e2021: t3.new_received.robots is marked as derived or defined by a relation, but not both"),
    ]


@pytest.mark.parametrize(
    ("address", "type_"),
    [
        ("t3.new_received.commercial", CellType.AMOUNT),
        ("t3.new_received.commercial", CellType.SIGNED),
        ("t2.admin_fees.amount_wan", CellType.COUNT),
    ],
)
def test_a_field_of_another_type_is_found(address: str, type_: CellType) -> None:
    assert found(changed_cell(edition("e2021"), address, type=type_)) == {"govreport.E001"}


def test_an_unknown_row_is_found() -> None:
    rows = (*table("t3").rows, replace(table("t3").rows[0], code="other_new"))
    assert found(changed_table(edition("e2021"), "t3", rows=rows)) == {"govreport.E002"}


def test_a_row_code_too_long_for_its_field_is_found() -> None:
    rows = (*table("t3").rows, replace(table("t3").rows[0], code="x" * 41))
    assert found(changed_table(edition("e2021"), "t3", rows=rows)) == {"govreport.E002", "govreport.E003"}


def test_a_table_without_a_model_is_found() -> None:
    own = edition("e2021")
    assert found(replace(own, tables=(*own.tables, replace(table("t4"), code="t5")))) == {"govreport.E002"}


@pytest.mark.parametrize("address", ["t3.total_processed.total", "t3.new_received.commercial"])
def test_a_derived_mark_and_its_relation_go_together(address: str) -> None:
    own = edition("e2021")
    assert found(changed_cell(own, address, derived=not own.cells[address].derived)) == {"govreport.E004"}


def test_an_unknown_text_section_is_found() -> None:
    own = edition("e2021")
    sections = (*own.sections, replace(own.sections[1], code="sec7"))
    assert found(replace(own, sections=sections)) == {"govreport.E005"}


def test_other_fee_items_are_found() -> None:
    own = edition("e2021")
    assert found(replace(own, fee=own.fee[:3])) == {"govreport.E006"}


def test_a_row_of_table_two_keeps_to_its_columns() -> None:
    own = edition("e2021")
    cell = replace(own.cells["t2.penalty.decisions"], address="t2.penalty.issued", column="issued")
    assert found(with_cell(own, cell)) == {"govreport.E007"}
