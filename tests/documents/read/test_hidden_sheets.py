"""工作簿中看不见的和划去的文字: what a sheet does not show is told with its place, and never read in silence."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from govreport.documents.read import ReadResult, read
from govreport.documents.render.tables import cell_text
from govreport.documents.services import render_xlsx
from tests.builders import balanced
from tests.documents.read.foreign import changed, in_xlsx
from tests.documents.read.test_marks import CELL, FIGURE, report, told


def sheet(change: Callable[[openpyxl.worksheet.worksheet.Worksheet, openpyxl.cell.Cell], None]) -> ReadResult:
    """The report read from a workbook changed at the cell of one figure."""
    book = openpyxl.load_workbook(io.BytesIO(in_xlsx(report())))
    rows = book.worksheets[0].iter_rows()
    row = next(row for row in rows if any("一、本年新收" in str(cell.value) for cell in row))
    change(book.worksheets[0], next(cell for cell in row if cell.value == FIGURE))
    target = io.BytesIO()
    book.save(target)
    return read(target.getvalue())


def is_told(result: ReadResult) -> bool:
    """Whether a cell that was left out is blank or worked out, and named."""
    figure = result.document.figures[CELL]
    about = {doubt.place for doubt in result.doubts} | set(result.inferred)
    about |= {address for finding in result.findings for address in finding.addresses}
    return (figure is None or CELL in result.inferred) and bool(about & {CELL, "t3.new_received", "file"})


def test_a_struck_cell_of_a_sheet_is_left_and_told_with_its_place() -> None:
    def strike(_sheet: object, cell: openpyxl.cell.Cell) -> None:
        cell.font = Font(strike=True)
        strike.place = cell.coordinate  # type: ignore[attr-defined]

    result = sheet(strike)
    assert is_told(result)
    assert f"{strike.place} 中划去的文字（“{FIGURE}”）未收入" in told(result, "file")  # type: ignore[attr-defined]


def test_struck_words_of_a_cell_are_left_and_told() -> None:
    def strike(_sheet: object, cell: openpyxl.cell.Cell) -> None:
        cell.value = CellRichText(TextBlock(InlineFont(strike=True), "987"), str(FIGURE))

    result = sheet(strike)
    assert result.document.figures[CELL] == FIGURE
    assert "划去的文字（“987”）未收入" in told(result, "file")


def hide_row(own: openpyxl.worksheet.worksheet.Worksheet, cell: openpyxl.cell.Cell) -> None:
    own.row_dimensions[cell.row].hidden = True


def hide_column(own: openpyxl.worksheet.worksheet.Worksheet, cell: openpyxl.cell.Cell) -> None:
    own.column_dimensions[cell.column_letter].hidden = True


def white(_own: object, cell: openpyxl.cell.Cell) -> None:
    cell.font = Font(color="FFFFFFFF")


def no_format(_own: object, cell: openpyxl.cell.Cell) -> None:
    cell.number_format = ";;;"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (hide_row, "行是隐藏的"),
        (hide_column, "列是隐藏的"),
        (white, "看不见"),
        (no_format, "看不见"),
    ],
)
def test_what_a_sheet_does_not_show_is_left_and_told(
    change: Callable[[openpyxl.worksheet.worksheet.Worksheet, openpyxl.cell.Cell], None], words: str
) -> None:
    result = sheet(change)
    assert is_told(result)
    assert words in told(result, "file")
    assert "工作表“Sheet”" in told(result, "file")


def test_a_row_without_height_is_hidden() -> None:
    book = in_xlsx(report())
    rows = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0].iter_rows()
    number = next(row[0].row for row in rows if any("一、本年新收" in str(cell.value) for cell in row))

    def flatten(text: str) -> str:
        assert f'<row r="{number}"' in text
        return text.replace(f'<row r="{number}"', f'<row r="{number}" ht="0" customHeight="1"')

    result = read(changed(book, "xl/worksheets/sheet1.xml", flatten))
    assert is_told(result)
    assert "行是隐藏的" in told(result, "file")


def test_white_on_a_dark_ground_is_seen() -> None:
    def dark(_own: object, cell: openpyxl.cell.Cell) -> None:
        cell.font = Font(color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor="FF003366")

    result = sheet(dark)
    assert result.document.figures[CELL] == FIGURE
    assert "看不见" not in told(result, "file")


@pytest.mark.parametrize(("hidden", "words"), [(False, "已划去"), (True, "是隐藏的")])
def test_of_a_workbook_of_ours_struck_and_hidden_figures_are_doubted(hidden: bool, words: str) -> None:
    document = balanced()
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(document)))
    name = next(name for name in book.defined_names if name.endswith(CELL))
    own, place = next(iter(book.defined_names[name].destinations))
    if hidden:
        book[own].row_dimensions[book[own][place].row].hidden = True
    else:
        book[own][place].font = Font(strike=True)
    target = io.BytesIO()
    book.save(target)
    result = read(target.getvalue())
    assert result.document.figures[CELL] == document.figures[CELL]
    assert words in told(result, CELL)
    assert cell_text(document, CELL) in told(result, CELL)
    assert {doubt.place for doubt in result.doubts} <= {CELL, *(f"t3.new_received.{column}" for column in COLUMNS)}


COLUMNS = tuple(address.rpartition(".")[2] for address in balanced().figures if address.startswith("t3.new_received."))
