"""Every figure in the PDF equals the stored one."""

from decimal import Decimal

import pytest

from govreport.documents.services import render_pdf
from govreport.standards import edition
from govreport.standards.document import Document
from govreport.standards.grid import grid
from tests.builders import balanced, wrong_totals
from tests.documents.render.page import Page, pages


def distinct(code: str) -> Document:
    """A report in which neighbouring cells differ, blanks included."""
    document = balanced(code)
    numeric = [address for address, cell in edition(code).figure_cells.items() if cell.numeric]
    values = {address: None if index % 11 == 5 else Decimal(index * 7) for index, address in enumerate(numeric)}
    return document.replace(figures=document.figures.replace(values))


def extracted(all_pages: list[Page], width: int) -> list[str]:
    """The texts of all cells of the tables with this many columns, row by row; heads that repeat come once."""
    rows: list[list[str | None]] = []
    for page in all_pages:
        for table in page.tables:
            if len(table[0]) == width:
                rows += table[1:] if rows and table[0] == rows[0] else table
    return ["".join(text.split()) for row in rows for text in row if text is not None]


def expected(document: Document, table: str) -> list[str]:
    layout = grid(document.edition, table)
    texts = []
    for row in (*layout.head, *layout.body):
        for cell in row:
            value = document.figures.get(cell.address) if cell.address else None
            shown = document.printed.get(cell.address or "", "" if value is None else f"{value:f}")
            texts.append("".join((shown if cell.address else cell.text).split()))
    return texts


@pytest.mark.parametrize("document", [distinct("e2014"), distinct("e2019"), distinct("e2021"), wrong_totals()])
def test_every_cell_stands_in_the_pdf_as_stored(document: Document) -> None:
    found = pages(render_pdf(document))
    for table in document.format.tables:
        width = grid(document.edition, table.code).width
        assert sorted(extracted(found, width)) == sorted(expected(document, table.code))


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("t2.admin_fees.amount_wan", "314159265.358979"),
        ("t2.rules.in_force", "123456789"),
        ("t3.new_received.natural_person", "1234567"),
        ("t3.disclosed_full.commercial", "123456"),
        ("t3.total_processed.total", "7654321"),
        ("t4.litigation_direct.total", "123456"),
    ],
)
def test_long_figures_stand_on_one_line(address: str, value: str) -> None:
    document = balanced()
    found = pages(render_pdf(document.replace(figures=document.figures.replace({address: Decimal(value)}))))
    assert sum(line.text.count(value) for page in found for line in page.lines) == 1
