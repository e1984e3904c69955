"""The report that the variations are tried on, and what must come of it."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from govreport.documents.read import ReadResult
from govreport.standards import edition
from tests.documents.read.flatten import AGENCY
from tests.documents.read.foreign import WRITERS, Cell, Part, Rows, parts
from tests.documents.read.test_flattened import figures_of

OWN = edition("e2021")
FIGURES = figures_of(OWN, 11)
KINDS = pytest.mark.parametrize("kind", WRITERS)
TITLE = f"{AGENCY}2023年政府信息公开工作年度报告"


def report() -> list[Part]:
    return parts(OWN, FIGURES, year=2023)


def assert_figures(result: ReadResult) -> None:
    """Every figure is right; nothing is said of doubts."""
    found = {address: None if address in result.inferred else result.document.figures[address] for address in FIGURES}
    assert found == FIGURES


def assert_read(result: ReadResult, *doubted: str) -> None:
    """Every figure is right, title, year and agency too; doubts only at the places given."""
    assert_figures(result)
    assert (result.document.title, result.document.year, result.document.agency.name) == (TITLE, 2023, AGENCY)
    assert {doubt.place for doubt in result.doubts} == set(doubted)


def changed(change: Callable[[Cell], Cell]) -> list[Part]:
    """The report with every cell changed."""
    return [part if isinstance(part, str) else [[change(cell) for cell in row] for row in part] for part in report()]


def relabelled(old: str, new: str) -> list[Part]:
    return changed(lambda cell: replace(cell, text=cell.text.replace(old, new)))


def set_value(address: str, text: str) -> list[Part]:
    """The report with one figure printed in another way."""
    marked = parts(OWN, {**FIGURES, address: Decimal("987654321")}, year=2023)
    swap = {"987654321": text}
    return [
        part
        if isinstance(part, str)
        else [[replace(cell, text=swap.get(cell.text, cell.text)) for cell in row] for row in part]
        for part in marked
    ]


def table_of(report_parts: list[Part], number: int) -> Rows:
    """Table two, three or four of a report."""
    tables = [part for part in report_parts if not isinstance(part, str)]
    return tables[number - 2]
