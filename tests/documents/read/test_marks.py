"""注释号、划去的字、两份报告: what stands beside a figure is no part of it, and one file is one report."""

import io
import re
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from govreport.documents.read import ReadResult, read
from govreport.standards.document import DocumentError
from tests.documents.read.corpus.count import Outcome, outcomes
from tests.documents.read.corpus.reports import Case
from tests.documents.read.corpus.sources import report_parts
from tests.documents.read.flatten import Manner, report_text
from tests.documents.read.foreign import WRITERS, Part, changed, html_body, in_docx, in_html, in_pdf, in_xlsx

CASE = Case("e2021", 4, balanced=True, blanks=0.0)
CELL = "t3.new_received.other_org"
FIGURE = CASE.figures()[CELL]
SPOT = re.compile(rf"(<tr>(?:(?!</tr>).)*一、本年新收(?:(?!</tr>).)*?>){FIGURE}<")


def report() -> list[Part]:
    return report_parts(CASE)


def page(beside: str) -> bytes:
    """The report as a page with something beside the figure of one cell."""
    found, count = SPOT.subn(rf"\g<1>{beside.format(FIGURE)}<", in_html(report()).decode())
    assert count == 1
    return found.encode()


def word(mark: str, text: str) -> bytes:
    """The report as a Word file; behind the figure of one cell stands a text with a mark."""
    run = f"<w:r><w:rPr>{mark}</w:rPr><w:t>{text}</w:t></w:r>"
    figure = f"<w:t>{FIGURE}</w:t></w:r>"

    def beside(body: str) -> str:
        row = body.index("一、本年新收")
        return body[:row] + body[row:].replace(figure, figure + run, 1)

    return changed(in_docx(report()), "word/document.xml", beside)


def sheet(text: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(in_xlsx(report())))
    rows = book.worksheets[0].iter_rows()
    row = next(row for row in rows if any("一、本年新收" in str(cell.value) for cell in row))
    cell = next(cell for cell in row if cell.value == FIGURE)
    cell.value = CellRichText(str(FIGURE), TextBlock(InlineFont(vertAlign="superscript"), text))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def printed(mark: str) -> bytes:
    body, count = SPOT.subn(rf"\g<1>{FIGURE}{mark}<", html_body(report()))
    assert count == 1
    return in_pdf([], f"</style>{body}<style>")


RAISED: dict[str, Callable[[], bytes]] = {
    "page": lambda: page("{}<sup>1</sup>"),
    "brackets on a page": lambda: page("{}<sup>[1]</sup>"),
    "circle": lambda: page("{}①"),
    "star": lambda: page("{}*"),
    "Word": lambda: word('<w:vertAlign w:val="superscript"/>', "1"),
    "Excel": lambda: sheet("1"),
    "PDF": lambda: printed("<sup>1</sup>"),
}


def told(result: ReadResult, place: str) -> str:
    return " ".join(doubt.message for doubt in result.doubts if doubt.place == place)


@pytest.mark.parametrize("name", RAISED)
def test_the_number_of_a_note_is_no_digit_of_the_figure(name: str) -> None:
    result = read(RAISED[name]())
    assert result.document.figures[CELL] == FIGURE
    assert f"按 {FIGURE} 读取" in told(result, CELL)


@pytest.mark.parametrize(
    "struck", ["<del>9</del>{}", "<s>9</s>{}", '<span style="text-decoration: line-through">9</span>{}']
)
def test_what_is_struck_out_on_a_page_is_told_and_left(struck: str) -> None:
    result = read(page(struck))
    assert result.document.figures[CELL] == FIGURE
    assert "划去的文字（“9”）未收入" in told(result, "file")


@pytest.mark.parametrize("mark", ["<w:strike/>", "<w:dstrike/>"])
def test_what_is_struck_out_in_word_is_told_and_left(mark: str) -> None:
    result = read(word(mark, "9"))
    assert result.document.figures[CELL] == FIGURE
    assert "划去的文字（“9”）未收入" in told(result, "file")


def test_what_is_struck_out_in_a_pdf_is_told_with_its_page() -> None:
    result = read(printed("<s>9</s>"))
    assert result.document.figures[CELL] == Decimal(f"{FIGURE}9")
    assert "有划去的文字（“9”）" in told(result, "file")


@pytest.mark.parametrize("mark", ["", "<u>9</u>"])
def test_a_pdf_without_struck_words_raises_no_such_doubt(mark: str) -> None:
    assert "划去" not in told(read(printed(mark)), "file")


def test_a_strike_that_is_switched_off_strikes_nothing_out() -> None:
    result = read(word('<w:strike w:val="false"/>', "9"))
    assert result.document.figures[CELL] == Decimal(f"{FIGURE}9")


def test_fields_of_a_form_are_read_as_what_stands_in_them() -> None:
    assert read(page('<input value="{}">')).document.figures[CELL] == FIGURE
    assert read(page('<input type="hidden" value="9">{}')).document.figures[CELL] == FIGURE


@pytest.mark.parametrize("kind", WRITERS)
def test_a_file_with_two_reports_is_declined(kind: str) -> None:
    other = report_parts(Case("e2021", 1, balanced=True, blanks=0.0))
    other[0] = str(other[0]).replace("2021", "2022")
    with pytest.raises(DocumentError, match="不止一份报告"):
        read(WRITERS[kind]([*report(), *other]))


def test_a_second_table_three_is_told() -> None:
    mine = report()
    tables = [part for part in report_parts(Case("e2021", 1, balanced=True, blanks=0.0)) if not isinstance(part, str)]
    place = [number for number, part in enumerate(mine) if not isinstance(part, str)][1]
    result = read(in_html([*mine[:place], tables[1], *mine[place:]]))
    assert "这张表有两张" in told(result, "t3")


def test_a_row_that_alone_is_blank_is_doubted() -> None:
    figures = CASE.figures()
    lost = dict(figures) | {address: None for address in figures if address.startswith("t3.unable_not_held.")}
    mine = report()
    place = [number for number, part in enumerate(mine) if not isinstance(part, str)][1]
    rows = mine[place]
    assert not isinstance(rows, str)
    found = next(row for row in rows if any("本机关不掌握" in cell.text for cell in row))
    found[-7:] = [type(cell)("", cell.rows, cell.columns, cell.value) for cell in found[-7:]]
    become = outcomes(CASE.own, figures, in_html(mine))
    assert Outcome.WRONG not in become.values()
    assert sum(lost[address] is None and outcome is not Outcome.RIGHT for address, outcome in become.items()) == 7


def test_where_most_rows_of_table_three_are_doubted_all_are() -> None:
    result = read(report_text(CASE.own, CASE.figures(), Manner(CASE.seed, cut_row=0.7, style="tabs")).encode())
    rows = {f"t3.{row.code}" for row in CASE.own.table("t3").rows}
    missing = {address for finding in result.findings if finding.rule == "S-21" for address in finding.addresses}
    assert rows - missing <= {doubt.place for doubt in result.doubts}
    assert any("大多数行读取有疑点" in doubt.message for doubt in result.doubts)
