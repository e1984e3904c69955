"""The ways in which published reports differ (``standard.md`` §10), each as files of other makers show it."""

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import docx
import openpyxl
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml

from govreport.documents.read import ReadResult, read
from govreport.standards import edition
from govreport.standards.document import DocumentError
from tests.documents.read.flatten import AGENCY, PREAMBLE
from tests.documents.read.foreign import (
    WORD,
    WRITERS,
    Cell,
    Part,
    Rows,
    html_body,
    html_table,
    in_docx,
    in_html,
    in_pdf,
    in_xlsx,
    parts,
)
from tests.documents.read.test_flattened import figures_of, unexplained

OWN = edition("e2021")
FIGURES = figures_of(OWN, 11)
KINDS = pytest.mark.parametrize("kind", WRITERS)
TITLE = f"{AGENCY}2023年政府信息公开工作年度报告"


def report() -> list[Part]:
    return parts(OWN, FIGURES, year=2023)


def assert_read(result: ReadResult, *doubted: str) -> None:
    """Every figure is right, title, year and agency too; doubts only at the places given."""
    assert {address: result.document.figures[address] for address in FIGURES} == FIGURES
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


@KINDS
def test_an_ordinary_report_is_read_without_a_doubt(kind: str) -> None:
    result = read(WRITERS[kind](report()))
    assert_read(result)
    assert result.document.sections["preamble"] == PREAMBLE


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
def test_all_tables_in_one_are_parted_by_their_headings(kind: str) -> None:
    """5 and 22: one grid with columns for alignment, headings repeated inside the table."""
    whole: Rows = []
    for part in report()[3:]:
        if isinstance(part, str):
            whole.append([Cell(part, 1, 60)])
        else:
            width = max(sum(cell.columns for cell in row) for row in part)
            whole += [[replace(cell, columns=cell.columns * (60 // width)) for cell in row] for row in part]
    if kind == "xlsx":
        whole = [[replace(cell, columns=max(1, cell.columns // 4)) for cell in row] for row in whole]
    result = read(WRITERS[kind]([*report()[:3], whole]))
    assert unexplained(OWN, FIGURES, result) == []


@KINDS
def test_a_row_moved_to_the_left_is_read_or_doubted(kind: str) -> None:
    """7: after a page break the row has lost the cells of its group."""
    report_parts = report()
    rows = next(part for part in report_parts if not isinstance(part, str) and len(part) > 20)
    assert not isinstance(rows, str)
    third = next(place for place, row in enumerate(rows) if row[0].text.startswith("6.属于四类"))
    for row in rows[:third]:
        for place, cell in enumerate(row):
            if cell.rows > 1 and not cell.value:
                row[place] = replace(cell, rows=min(cell.rows, third - rows.index(row)))
    assert unexplained(OWN, FIGURES, read(WRITERS[kind](report_parts))) == []


@KINDS
@pytest.mark.parametrize("note", ["（略）", "", "本列数据的勾稽关系为：第一项加第二项之和"])
def test_the_note_cell_may_say_anything(kind: str, note: str) -> None:
    """9."""
    found = changed(lambda cell: replace(cell, text=note) if cell.text.startswith("（本列数据") else cell)
    result = read(WRITERS[kind](found))
    assert {address: result.document.figures[address] for address in FIGURES} == FIGURES


@KINDS
@pytest.mark.parametrize(
    ("old", "new"),
    [("结果维持", "结果 维持"), ("本年制发件数", "本年制"), ("行政复议", "行\n政\n复\n议"), ("科研机构", "科研\n机构")],
)
def test_heads_cut_spaced_or_stacked_move_nothing(kind: str, old: str, new: str) -> None:
    """10."""
    result = read(WRITERS[kind](relabelled(old, new)))
    assert {address: result.document.figures[address] for address in FIGURES} == FIGURES


@KINDS
@pytest.mark.parametrize(
    ("old", "new"),
    [("（", "("), ("1.", "1、"), ("1.", "1. "), ("不补正", "不补证"), ("行政规范性文件", "规范性文件")],
)
def test_labels_written_otherwise_are_known(kind: str, old: str, new: str) -> None:
    """11."""
    result = read(WRITERS[kind](relabelled(old, new)))
    assert {address: result.document.figures[address] for address in FIGURES} == FIGURES


@KINDS
def test_blanks_stay_blank(kind: str) -> None:
    """12: a table with labels only."""
    found = changed(lambda cell: replace(cell, text="") if cell.value else cell)
    result = read(WRITERS[kind](found))
    assert all(value is None for value in result.document.figures.values())
    assert result.document.edition == "e2021"


ADDRESS = "t3.unable_not_held.natural_person"


@KINDS
@pytest.mark.parametrize("text", ["/", "-", "—"])
def test_a_stroke_is_kept_as_printed(kind: str, text: str) -> None:
    """13."""
    result = read(WRITERS[kind](set_value(ADDRESS, text)))
    assert result.document.printed[ADDRESS] == text
    assert result.document.figures[ADDRESS] is None or ADDRESS in result.inferred


@KINDS
@pytest.mark.parametrize(("text", "value"), [("4299 万元", 4299), ("150人次", 150), ("+1036", 1036), ("1,234", 1234)])
def test_numbers_with_unit_or_sign_are_read_and_kept_as_printed(kind: str, text: str, value: int) -> None:
    """14 and 15."""
    result = read(WRITERS[kind](set_value(ADDRESS, text)))
    assert result.document.figures[ADDRESS] == value
    assert result.document.printed[ADDRESS].replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
def test_a_number_in_the_cell_of_its_label_is_found(kind: str) -> None:
    """14: 行政处罚 3."""
    report_parts = report()
    for part in report_parts:
        for row in [] if isinstance(part, str) else part:
            if row[0].text == "行政处罚":
                row[:] = [replace(row[0], text=f"行政处罚 {row[1].text}"), replace(row[1], text="")]
    result = read(WRITERS[kind](report_parts))
    assert unexplained(OWN, FIGURES, result) == []


@KINDS
def test_an_old_table_under_a_new_year_is_read_as_what_it_is(kind: str) -> None:
    """16."""
    own = edition("e2019")
    figures = figures_of(own, 5)
    result = read(WRITERS[kind](parts(own, figures, year=2022)))
    assert (result.document.edition, result.document.year) == ("e2019", 2022)
    assert {address: result.document.figures[address] for address in figures} == figures


@KINDS
def test_a_row_that_the_form_does_not_have_is_told(kind: str) -> None:
    """17."""
    report_parts = report()
    rows = next(part for part in report_parts if not isinstance(part, str) and len(part) > 20)
    assert not isinstance(rows, str)
    rows.append([Cell("五、其他说明事项", 1, 3), *[Cell("7", value=True)] * 7])
    result = read(WRITERS[kind](report_parts))
    assert {address: result.document.figures[address] for address in FIGURES} == FIGURES
    assert "S-19" in {finding.rule for finding in result.findings}


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_columns_left_out_are_never_filled_by_guess(kind: str) -> None:
    """25: only two of the seven columns of table three were kept."""
    report_parts = report()
    for part in report_parts:
        for row in [] if isinstance(part, str) or len(part) < 20 else part:
            values = [place for place, cell in enumerate(row) if cell.value]
            for place in reversed(values[1:-1]):
                del row[place]
    result = read(WRITERS[kind](report_parts))
    assert unexplained(OWN, FIGURES, result) == []


# --- 文件各自的样子 ------------------------------------------------------------------------------------------


def test_page_numbers_and_running_titles_of_a_pdf_are_left_out() -> None:
    """8."""
    margin = "@page{@bottom-center{content:'— ' counter(page) ' —'}@top-center{content:'某某市某某局年报'}}"
    long = [*report()[:3], *["公开工作按照规定开展，内容准确。" * 60] * 6, *report()[3:]]
    result = read(in_pdf(long, margin))
    assert "— 1 —" not in result.document.sections["sec1"]
    assert "某某市某某局年报" not in result.document.sections["sec1"]
    assert result.document.sections["sec1"].split("\n")[:6] == ["公开工作按照规定开展，内容准确。" * 60] * 6


def test_a_red_head_and_a_letter_before_the_title_are_left_out_and_told() -> None:
    """21."""
    letter: list[Part] = [
        f"{AGENCY}文件",
        "某政发〔2024〕3号",
        "关于报送年度报告的函",
    ]
    for kind in ("docx", "pdf"):
        result = read(WRITERS[kind]([*letter, *report()]))
        assert_read(result, "preamble")
        assert result.document.sections["preamble"] == PREAMBLE


def test_navigation_around_a_page_is_left_out_and_told() -> None:
    menu = "<ul><li><a href='/'>首页</a></li><li><a href='/1'>某某市某某局2021年政府信息公开工作年度报告</a></li></ul>"
    head = f"<h1>{TITLE}</h1><div>发布时间：2024-01-20 来源：办公室</div>"
    page = (
        f"<html><head><title>某网</title><script>var x='一、总体情况'</script><style>p{{}}</style></head><body>"
        f"<div>某某市人民政府网站{menu}</div><table><tr><td>{head}<div id=zoom>{html_body(report()[1:])}</div>"
        f"</td></tr></table><div>主办：某某市人民政府办公室</div></body></html>"
    )
    for encoding in ("utf-8", "gb18030"):
        result = read(page.encode(encoding))
        assert_read(result, "file")
        assert result.document.sections["preamble"] == PREAMBLE


def test_a_table_pasted_from_a_page_is_read_alone() -> None:
    tables = "".join(html_table(part) for part in report() if not isinstance(part, str))
    result = read(tables.encode(), year=2023, agency=AGENCY)
    assert {address: result.document.figures[address] for address in FIGURES} == FIGURES


def test_sheets_of_a_workbook_follow_each_other_and_hidden_ones_are_told() -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, part in enumerate(part for part in report() if not isinstance(part, str)):
        one = openpyxl.load_workbook(io.BytesIO(in_xlsx([TITLE, part] if not number else [part]))).active
        sheet = book.create_sheet(f"表{number + 2}")
        for row in one.iter_rows():
            for cell in row:
                if cell.value is not None:
                    sheet[cell.coordinate] = cell.value
        for area in one.merged_cells.ranges:
            sheet.merge_cells(str(area))
    hidden = book.create_sheet("旧表")
    hidden["A1"] = "规章"
    hidden.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    assert_read(read(target.getvalue()), "file", "preamble")


def word_of(change: Callable[[docx.document.Document], None]) -> bytes:
    word = docx.Document(io.BytesIO(in_docx(report())))
    change(word)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def test_automatic_numbers_of_word_are_written_out() -> None:
    def number(word: docx.document.Document) -> None:
        levels = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for depth, (kind, text) in enumerate([("chineseCounting", "%1、"), ("chineseCounting", "（%2）")])
        )
        root = word.part.numbering_part.element
        root.insert(0, parse_xml(f'<w:abstractNum {WORD} w:abstractNumId="90">{levels}</w:abstractNum>'))
        root.append(parse_xml(f'<w:num {WORD} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
        for paragraph in word.paragraphs:
            if paragraph.text[1:2] == "、":
                paragraph.runs[0].text = paragraph.text[2:]
                paragraph._p.get_or_add_pPr().append(_numbered(0))
            elif paragraph.text.startswith("本年度按照"):
                paragraph._p.get_or_add_pPr().append(_numbered(1))

    result = read(word_of(number))
    assert_read(result)
    assert result.document.sections["sec1"].startswith("（一）本年度按照")
    assert result.document.sections["sec5"].startswith("（一）本年度按照")
    assert [finding.rule for finding in result.findings] == []


def _numbered(depth: int) -> object:
    return parse_xml(f'<w:numPr {WORD}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>')


def test_struck_out_and_hidden_words_are_not_there_and_a_text_box_is_told() -> None:
    box = f"<w:r {WORD}><w:pict><w:txbxContent><w:p><w:r><w:t>附注文字</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    gone = f"<w:del {WORD}><w:r><w:delText>删去</w:delText></w:r></w:del>"
    hidden = f"<w:r {WORD}><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"

    def mark(word: docx.document.Document) -> None:
        paragraph = next(item for item in word.paragraphs if item.text == PREAMBLE)
        for piece in (box, gone, hidden):
            paragraph._p.append(parse_xml(piece))

    result = read(word_of(mark))
    assert_read(result, "file")
    assert result.document.sections["preamble"] == PREAMBLE


def test_a_line_end_in_a_title_of_word_does_not_part_it() -> None:
    def broken(word: docx.document.Document) -> None:
        first = word.paragraphs[0]
        first.runs[0].text = AGENCY
        first.runs[0].add_break(WD_BREAK.LINE)
        first.add_run(TITLE.removeprefix(AGENCY))

    assert_read(read(word_of(broken)))


def test_a_table_of_tabs_in_word_is_a_table() -> None:
    """4."""
    word = docx.Document()
    for part in report():
        for row in [[Cell(part)]] if isinstance(part, str) else part:
            cells = [cell.text for cell in row]
            word.add_paragraph("\t".join(cells))
    target = io.BytesIO()
    word.save(target)
    result = read(target.getvalue())
    assert unexplained(OWN, FIGURES, result) == []


def test_a_frame_around_the_whole_report_is_looked_through() -> None:
    framed = f"<table><tr><td>{html_body(report())}</td></tr></table>"
    assert_read(read(framed.encode()))


def test_a_page_read_in_the_wrong_encoding_is_declined() -> None:
    """24."""
    with pytest.raises(DocumentError, match="没有找到"):
        read(in_html(report()).decode().encode("gb18030").decode("latin-1").encode())


def test_scripts_styles_and_hidden_parts_are_no_text() -> None:
    """20 and 23."""
    noise = "<div style='display: none'>广告</div><script>1</script><ruby>公<rt>gong</rt></ruby><b></b>"
    page = in_html(report()).decode().replace(f"<p>{PREAMBLE}</p>", f"<p>{PREAMBLE}{noise}</p>")
    result = read(page.encode())
    assert_read(result)
    assert result.document.sections["preamble"].replace("\n", "") == f"{PREAMBLE}公"
