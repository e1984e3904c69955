"""Official tables with their figures."""

from decimal import Decimal

import pytest

from govreport.documents.render.tables import TableCell, official_table
from govreport.standards import edition
from govreport.standards.document import Document
from tests.builders import balanced, wrong_totals


def cells(document: Document, code: str) -> dict[str, TableCell]:
    table = official_table(document, code)
    return {shown.cell.address: shown for row in (*table.head, *table.body) for shown in row if shown.cell.address}


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_every_cell_of_the_edition_is_shown_once(code: str) -> None:
    document = balanced(code)
    shown = [
        cell.cell.address
        for table in edition(code).tables
        for row in official_table(document, table.code).body
        for cell in row
        if cell.cell.address
    ]
    assert sorted(shown) == sorted(edition(code).figure_cells)


def test_zero_prints_as_zero_and_blank_as_nothing() -> None:
    document = balanced()
    document = document.replace(figures=document.figures.replace({"t4.review.upheld": None}))
    shown = cells(document, "t4")
    assert shown["t4.review.upheld"].text == ""
    assert shown["t4.review.corrected"].text == "0"


def test_amounts_print_exactly() -> None:
    document = balanced()
    figures = document.figures.replace({"t2.admin_fees.amount_wan": Decimal("136.1206")})
    assert cells(document.replace(figures=figures), "t2")["t2.admin_fees.amount_wan"].text == "136.1206"


def test_what_a_source_printed_is_printed() -> None:
    assert cells(wrong_totals(), "t2")["t2.procurement.amount"].text == "4299 万元"


def test_a_printed_text_that_nobody_can_see_does_not_hide_the_number() -> None:
    for unseen in ("", " ", "\u200b"):
        document = balanced().replace(printed={"t4.review.corrected": unseen})
        assert cells(document, "t4")["t4.review.corrected"].text == "0"


def test_wrong_totals_stay_wrong() -> None:
    assert cells(wrong_totals(), "t3")["t3.total_processed.total"].text == "0"


def test_long_figures_are_marked_to_be_set_smaller() -> None:
    document = balanced()
    figures = document.figures.replace({"t3.new_received.total": Decimal(123456)})
    shown = cells(document.replace(figures=figures), "t3")
    assert "cell-long" in shown["t3.new_received.total"].classes
    assert "cell-long" not in shown["t3.carried_in.total"].classes


def test_group_labels_break_after_their_number() -> None:
    table = official_table(balanced(), "t3")
    groups = [cell.lines for row in table.body for cell in row if "cell-group" in cell.classes]
    assert groups[0] == ("三、本年度办理结果",)
    assert groups[1] == ("（三）", "不予公开")
