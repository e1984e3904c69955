"""看不见的和划去的文字: what nobody sees in a file is told with its place, and never part of a figure in silence."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pikepdf
import pytest
from django.utils import translation
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from govreport.documents.read import ReadResult, read
from govreport.documents.render.tables import cell_text
from govreport.documents.services import render_xlsx
from tests.builders import balanced
from tests.documents.read.foreign import in_docx, in_pdf, in_xlsx
from tests.documents.read.test_marks import CELL, FIGURE, page, report, told, word

BOTH = Decimal(f"{FIGURE}987")
OTHER = "t3.new_received.total"


@pytest.fixture(autouse=True)
def _chinese() -> object:
    with translation.override("zh-hans"):
        yield


# --- 网页 ----------------------------------------------------------------------------------------------------

ON_A_PAGE = {
    "not displayed": '{}<span style="display:none">987</span>',
    "hidden": "{}<span hidden>987</span>",
    "not visible": '{}<span style="visibility: hidden">987</span>',
    "clear": '{}<span style="opacity:0">987</span>',
    "of no size": '{}<span style="font-size:0">987</span>',
    "one point": '{}<span style="font-size:1pt">987</span>',
    "white on white": '{}<span style="color:#FFF">987</span>',
    "by class": "<style>.no{{display:none}}</style>{}<i class=no>987</i>",
    "by id": "<style>td span#no{{color:red}} #no {{ Display : None !important }}</style>{}<b id=no>987</b>",
}


@pytest.mark.parametrize("name", ON_A_PAGE)
def test_hidden_text_of_a_page_is_left_and_told(name: str) -> None:
    result = read(page(ON_A_PAGE[name]))
    assert result.document.figures[CELL] == FIGURE
    assert "隐藏的文字（“987”）" in told(result, "file")


@pytest.mark.parametrize(
    "beside",
    [
        "{}<span style='background:#036'><span style='color:#fff'>987</span></span>",
        "<style>@media print{{.x{{display:none}}}}</style>{}<i class=x>987</i>",
        '{}<span style="font-size:0"><i style="font-size:12px">987</i></span>',
        '{}<span style="font-size:12pt;opacity:0.9">987</span>',
    ],
)
def test_what_can_be_seen_on_a_page_is_read(beside: str) -> None:
    result = read(page(beside))
    assert result.document.figures[CELL] == BOTH
    assert "隐藏" not in told(result, "file")


def test_hidden_cells_and_rows_of_a_page_are_told() -> None:
    data = page("{}").decode()
    hidden = data.replace(f">{FIGURE}<", f' style="display:none">{FIGURE}<', 1)
    assert "隐藏的文字" in told(read(hidden.encode()), "file")
    row = data.replace("<tr>", "<tr hidden>", 3)
    assert "隐藏的文字" in told(read(row.encode()), "file")


def test_a_large_part_that_a_page_shows_later_is_read_with_a_doubt() -> None:
    data = page("{}").decode().replace("<body>", '<body><div style="opacity:0">').replace("</body>", "</div></body>")
    result = read(data.encode())
    assert result.document.figures[CELL] == FIGURE
    assert "是隐藏的，仍按它读取" in told(result, "file")


def test_hidden_menus_around_the_report_are_not_told() -> None:
    data = (
        page("{}")
        .decode()
        .replace("<body>", "<body><div hidden>首页 导航</div><div>")
        .replace("</body>", "</div></body>")
    )
    assert "隐藏" not in told(read(data.encode()), "file")


@pytest.mark.parametrize("mark", ["text-decoration-line:line-through", "text-decoration: line-through red"])
def test_what_a_style_strikes_out_is_told(mark: str) -> None:
    for beside in (f'{{}}<i style="{mark}">987</i>', f"<style>.cut{{{{{mark}}}}}</style>{{}}<i class=cut>987</i>"):
        result = read(page(beside))
        assert result.document.figures[CELL] == FIGURE
        assert "划去的文字（“987”）未收入" in told(result, "file")


# --- Word ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["<w:vanish/>", '<w:sz w:val="2"/>', '<w:color w:val="FFFFFF"/>'])
def test_hidden_text_in_word_is_left_and_told(mark: str) -> None:
    result = read(word(mark, "987"))
    assert result.document.figures[CELL] == FIGURE
    assert "隐藏的文字（“987”）" in told(result, "file")


@pytest.mark.parametrize(
    "mark",
    [
        '<w:vanish w:val="0"/>',
        '<w:sz w:val="10"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:fill="003366"/>',
        '<w:color w:val="FFFFFE"/>',
    ],
)
def test_what_can_be_seen_in_word_is_read(mark: str) -> None:
    result = read(word(mark, "987"))
    assert result.document.figures[CELL] == BOTH
    assert "隐藏" not in told(result, "file")


def changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """An office file with one of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for item in source.namelist():
            part = source.read(item)
            archive.writestr(item, change(part.decode()).encode() if item == name else part)
    return target.getvalue()


@pytest.mark.parametrize(("mark", "words"), [("vanish", "隐藏的文字（“987”）"), ("strike", "划去的文字（“987”）")])
def test_styles_that_hide_or_strike_out_count_as_the_marks_themselves(mark: str, words: str) -> None:
    style = (
        f'<w:style w:type="character" w:styleId="Below"><w:rPr><w:{mark}/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Own"><w:basedOn w:val="Below"/></w:style></w:styles>'
    )
    data = changed(
        word('<w:rStyle w:val="Own"/>', "987"), "word/styles.xml", lambda text: text.replace("</w:styles>", style)
    )
    result = read(data)
    assert result.document.figures[CELL] == FIGURE
    assert words in told(result, "file")


def test_a_hidden_row_in_word_is_told() -> None:
    def hide(text: str) -> str:
        start = text.rindex("<w:tr>", 0, text.index("一、本年新收"))
        return f"{text[:start]}<w:tr><w:trPr><w:hidden/></w:trPr>{text[start + len('<w:tr>') :]}"

    result = read(changed(in_docx(report()), "word/document.xml", hide))
    assert result.document.figures[CELL] is None or CELL in result.inferred
    assert "隐藏的文字（“一、本年新收" in told(result, "file")


# --- Excel ---------------------------------------------------------------------------------------------------


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


# --- PDF -----------------------------------------------------------------------------------------------------


def printed(paint: str, *, away: float = 0.0, cover: bool = False, below: bool = False) -> ReadResult:
    """The report read from a PDF on which 987 is painted behind the figure of one cell."""
    data = in_pdf(report())
    place = read(data).places[CELL]
    assert place.box is not None
    assert place.size is not None
    assert place.page is not None
    x, y = (place.box[0] + place.box[2]) / 2 + 6 + away, place.size[1] - (place.box[1] + place.box[3]) / 2 - 2
    box = f"{x - 1:.1f} {y - 2:.1f} 16 9 re f"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sheet = pdf.pages[place.page - 1]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        sheet.Resources.Font["/Own"] = pdf.make_indirect(font)
        text = f"{f'0 0 .4 rg {box} ' if below else ''}BT {paint.format('/Own')} {x:.1f} {y:.1f} Td (987) Tj ET"
        paper = f" 1 1 1 rg {box}" if cover else ""
        sheet.contents_add(pdf.make_stream(b"q"), prepend=True)
        sheet.contents_add(pdf.make_stream(f"Q q {text}{paper} Q".encode()))
        target = io.BytesIO()
        pdf.save(target)
    return read(target.getvalue())


SEEN = "0 g {} 7 Tf"


def test_what_is_painted_beside_a_figure_is_part_of_it() -> None:
    result = printed(SEEN)
    assert result.document.figures[CELL] != FIGURE
    assert "看不见" not in told(result, "file")


@pytest.mark.parametrize(
    ("paint", "place"),
    [
        ("1 1 1 rg {} 7 Tf", {}),
        ("0 0 0 0 k {} 7 Tf", {}),
        ("0 g {} 1 Tf", {}),
        ("0 g {} 7 Tf 3 Tr", {}),
        ("0 g {} 7 Tf 7 Tr", {}),
        (SEEN, {"away": 900.0}),
        (SEEN, {"cover": True}),
    ],
    ids=["white", "white ink", "one point", "invisible", "clip only", "off the page", "covered"],
)
def test_what_nobody_sees_on_a_page_of_a_pdf_is_left_and_told(paint: str, place: dict[str, float]) -> None:
    result = printed(paint, **place)  # type: ignore[arg-type]
    assert result.document.figures[CELL] == FIGURE
    assert "页有看不见的文字（“987”）" in told(result, "file")


def test_white_on_a_dark_ground_of_a_pdf_is_seen() -> None:
    result = printed("1 1 1 rg {} 7 Tf", below=True)
    assert result.document.figures[CELL] != FIGURE
    assert "看不见" not in told(result, "file")
