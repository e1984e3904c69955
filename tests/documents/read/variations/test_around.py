"""8, 20, 21, 23, 24: what stands around the report and between its words: menus, letters, page numbers, markup."""

import io
from dataclasses import replace

import openpyxl
import pytest

from govreport.documents.read import read
from govreport.standards.document import DocumentError
from tests.documents.read.flat import FLAT, in_markdown
from tests.documents.read.flatten import AGENCY, CONTENT, PREAMBLE
from tests.documents.read.foreign import WRITERS, Cell, Part, html_body, html_table, in_html, in_xlsx
from tests.documents.read.test_flattened import unexplained
from tests.documents.read.variations import shows
from tests.documents.read.variations.cases import (
    FIGURES,
    KINDS,
    OWN,
    TITLE,
    assert_figures,
    assert_read,
    changed,
    report,
    table_of,
)

ALL = {**WRITERS, **FLAT}


@KINDS
def test_an_ordinary_report_is_read_without_a_doubt(kind: str) -> None:
    result = read(WRITERS[kind](report()))
    assert_read(result)
    assert result.document.sections["preamble"] == PREAMBLE


@shows(21)
def test_a_red_head_and_a_letter_before_the_title_are_left_out_and_told() -> None:
    letter: list[Part] = [
        f"{AGENCY}文件",
        "某政发〔2024〕3号",
        "关于报送年度报告的函",
    ]
    for kind in ("docx", "pdf"):
        result = read(WRITERS[kind]([*letter, *report()]))
        assert_read(result, "preamble")
        assert result.document.sections["preamble"] == PREAMBLE


@shows(21)
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


def test_a_frame_around_the_whole_report_is_looked_through() -> None:
    framed = f"<table><tr><td>{html_body(report())}</td></tr></table>"
    assert_read(read(framed.encode()))


@shows(24)
def test_a_page_read_in_the_wrong_encoding_is_put_right_where_nothing_was_lost() -> None:
    for wrong in (in_html(report()).decode().encode("gb18030").decode("latin-1"), in_html(report()).decode("latin-1")):
        assert_read(read(wrong.encode()), "file")


@shows(20, 23)
def test_scripts_styles_and_hidden_parts_are_no_text() -> None:
    noise = "<div style='display: none'>广告</div><script>1</script><ruby>公<rt>gong</rt></ruby><b></b>"
    page = in_html(report()).decode().replace(f"<p>{PREAMBLE}</p>", f"<p>{PREAMBLE}{noise}</p>")
    result = read(page.encode())
    assert_read(result, "file")
    assert result.document.sections["preamble"].replace("\n", "") == f"{PREAMBLE}公"


@shows(8)
@pytest.mark.parametrize("kind", ["html", "docx", "tabs", "markdown", "spaces"])
def test_page_numbers_and_running_titles_between_paragraphs_and_rows_are_left_out(kind: str) -> None:
    found: list[Part] = []
    for part in report():
        if isinstance(part, str) or len(part) < 20:
            found += [part, "— 4 —", TITLE] if found else [part]
        else:
            found += [part[:10], "- 5 -", TITLE, part[10:]]
    result = read(ALL[kind](found))
    if kind in ("tabs", "markdown", "spaces"):
        assert_figures(result)
    assert result.document.sections["sec1"] == CONTENT


@shows(8)
def test_a_page_number_in_a_row_of_its_own_is_no_row() -> None:
    report_parts = report()
    rows = table_of(report_parts, 3)
    rows.insert(15, [Cell("— 4 —", 1, 10)])
    for kind in ("html", "docx", "xlsx", "tabs", "markdown", "clipboard"):
        assert_figures(read(ALL[kind](report_parts)))


TRADITIONAL = str.maketrans(
    "动开况报规现废数额单万费业团总计结转维纠审复议诉讼经后许罚强决处办请无类发项关体构众实组织续问题",
    "動開況報規現廢數額單萬費業團總計結轉維糾審復議訴訟經後許罰強決處辦請無類發項關體構眾實組織續問題",
)


@shows(20)
@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "tabs", "markdown", "lines"])
def test_a_report_in_traditional_characters_is_read(kind: str) -> None:
    found = changed(lambda cell: replace(cell, text=cell.text.translate(TRADITIONAL)))
    found = [part.translate(TRADITIONAL) if isinstance(part, str) else part for part in found]
    assert_figures(read(ALL[kind](found)))


@shows(20)
@pytest.mark.parametrize("kind", ["html", "docx", "tabs", "markdown", "lines"])
def test_readings_in_brackets_and_advertisements_of_a_mirror_move_no_figure(kind: str) -> None:
    noisy = changed(lambda cell: replace(cell, text=cell.text.replace("公开", "公（gōng）开")))
    advertisement = "更多精彩内容请下载某某阅读，网址 www.example.com"
    found = [item for part in noisy for item in ([part, advertisement] if not isinstance(part, str) else [part])]
    assert_figures(read(ALL[kind](found)))


@shows(21)
@pytest.mark.parametrize("kind", ["html", "docx", "tabs"])
def test_an_imprint_and_an_annex_after_the_report_are_left_out_and_told(kind: str) -> None:
    after = ["某某市某某局", "2024年1月20日", "抄送：市政府办公室。", "某某市某某局办公室 2024年1月20日印发"]
    result = read(ALL[kind]([*report(), *after]))
    assert_figures(result)
    assert "印发" not in "".join(result.document.sections.values())
    assert "closing" in {doubt.place for doubt in result.doubts}


@shows(23)
@pytest.mark.parametrize("mark", ["<b>{}</b>", "**{}**", "<i>{}</i>", "<p>{}</p>"])
@pytest.mark.parametrize("kind", ["tabs", "markdown", "docx", "xlsx"])
def test_residue_of_markup_is_no_part_of_labels_and_figures(kind: str, mark: str) -> None:
    found = changed(lambda cell: replace(cell, text=mark.format(cell.text)) if cell.text else cell)
    assert_figures(read(ALL[kind](found)))


@shows(23)
def test_marks_of_headings_are_no_part_of_them() -> None:
    text = in_markdown(report()).decode()
    for title in ("一、", "二、", "三、", "四、", "五、", "六、"):
        text = text.replace(f"\n{title}", f"\n## **{title}", 1)
    text = "\n".join(f"{line}**" if line.startswith("## ") else line for line in text.split("\n"))
    result = read(f"# {text}".encode())
    assert_read(result)


@shows(24)
@pytest.mark.parametrize("kind", ["tabs", "markdown", "lines", "html"])
def test_a_text_of_which_only_the_digits_survive_is_declined(kind: str) -> None:
    data = ALL[kind](report())
    garbled = "".join("?" if character > "\x7f" else character for character in data.decode())
    with pytest.raises(DocumentError):
        read(garbled.encode())


@shows(24)
@pytest.mark.parametrize("kind", ["tabs", "html"])
def test_a_text_that_lost_something_in_a_wrong_encoding_is_declined(kind: str) -> None:
    wrong = ALL[kind](report()).decode("gb18030", errors="replace").encode()
    with pytest.raises(DocumentError, match="乱码"):
        read(wrong)


@shows(24)
@pytest.mark.parametrize("kind", ["tabs", "clipboard"])
def test_labels_of_which_some_characters_were_lost_are_read_or_doubted(kind: str) -> None:
    text = ALL[kind](report()).decode()
    for place, word in enumerate(("数量", "提供", "处罚", "内部", "举报")):
        text = text.replace(word, "??" if place % 2 else "?")
    assert unexplained(OWN, FIGURES, read(text.encode())) == []
