"""剪贴板 in the browser: rectangles in the shapes that WPS, Excel, LibreOffice and web pages really put there."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Rows = list[list[str]]

# Excel and WPS: cells by tab, rows by CR LF, one line break more at the end, quotes only where they are needed.
PLAIN: list[tuple[str, Rows]] = [
    ("5\r\n", [["5"]]),
    ("5", [["5"]]),
    ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
    ("1\t2\n3\t4", [["1", "2"], ["3", "4"]]),
    ("1\r2\r", [["1"], ["2"]]),
    ("1\t\t3\r\n\t\t\r\n4\t\t6\r\n", [["1", "", "3"], ["", "", ""], ["4", "", "6"]]),
    ("1\r\n\r\n", [["1"], [""]]),
    ("1\t2\t\r\n3\r\n", [["1", "2", ""], ["3", "", ""]]),
    ('"自然\n人"\t2\r\n', [["自然\n人", "2"]]),
    ('"他说""好"""\t2\r\n', [['他说"好"', "2"]]),
    ('"a\tb"\t2', [["a\tb", "2"]]),
    ('"好"的\t2', [['"好"的', "2"]]),
    ('"没有结尾\t2', [['"没有结尾', "2"]]),
    ("１２\t1,234\t　3 \r\n", [["１２", "1,234", "　3 "]]),
    ("", [[""]]),
]

EXCEL = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta name=ProgId content=Excel.Sheet><style><!--table {mso-displayed-decimal-separator:"\\.";} td {color:black;}
--></style></head><body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=216 style='border-collapse:
 collapse;width:162pt'><!--StartFragment--><col width=72 span=3 style='width:54pt'>
<tr height=20 style='height:15.0pt'><td colspan=2 height=20 class=xl65 width=144 style='height:15.0pt'>申请人情况</td>
<td class=xl65 style='mso-number-format:"\\@"'>总计</td></tr>
<tr style='display:none'><td>9</td><td>9</td><td>9</td></tr>
<tr height=20><td height=20 align=right x:num>1</td><td></td><td align=right>1<br>件</td></tr>
<!--EndFragment--></table></body></html>"""
WEB = """<meta charset='utf-8'><table style="color: rgb(0, 0, 0);"><tbody><tr><td rowspan="2">一、
   新收</td><td>&nbsp;1&nbsp;</td></tr><tr><td><p><span>2</span></p></td></tr></tbody></table>"""
HTML: list[tuple[str, Rows | None]] = [
    (EXCEL, [["申请人情况", "", "总计"], ["1", "", "1\n件"]]),
    (WEB, [["一、 新收", "1"], ["", "2"]]),
    ("<table><tr><td rowspan=0>1</td><td colspan=0>2</td></tr><tr><td>3</td></tr></table>", [["1", "2"], ["3", ""]]),
    ("<table><tr><td rowspan=99999 colspan=9>1</td></tr></table>", [["1"] + [""] * 8]),
    ("<table><tr><td>1</td></tr></table><table><tr><td>2</td></tr></table>", None),
    ("<p>没有表格</p>", None),
    ("<table><tr><td>1<script>document.title = 'x'</script><img src=/x onerror=alert(1)></td></tr></table>", None),
]


@pytest.mark.parametrize(("text", "rows"), PLAIN, ids=lambda part: repr(part)[:30])
def test_plain_text_is_read_as_spreadsheets_write_it(core: Page, text: str, rows: Rows) -> None:
    assert core.evaluate("text => core.parseTsv(text)", text) == rows


@pytest.mark.parametrize(("html", "rows"), HTML[:-1], ids=range(len(HTML) - 1))
def test_html_is_laid_out_with_its_spans(core: Page, html: str, rows: Rows | None) -> None:
    assert core.evaluate("html => core.parseHtml(html)", html) == rows


def test_nothing_in_pasted_html_is_run_or_fetched(core: Page) -> None:
    title = core.title()
    assert core.evaluate("html => core.parseHtml(html)[0][0].startsWith('1')", HTML[-1][0]) is True
    assert core.title() == title


def test_plain_text_comes_first_and_html_where_spans_have_eaten_cells(core: Page) -> None:
    read = "([plain, html]) => core.readClipboard(plain, html)"
    assert core.evaluate(read, ["一、新收\t1\n2", WEB]) == [["一、 新收", "1"], ["", "2"]]
    same = "<table><tr><td>1234</td></tr></table>"
    assert core.evaluate(read, ["1,234\r\n", same]) == [["1,234"]]
    assert core.evaluate(read, ["1\t2", "<b>1</b>"]) == [["1", "2"]]


def test_what_is_too_much_for_a_report_is_cut(core: Page) -> None:
    assert core.evaluate("() => core.parseTsv('1\\r\\n'.repeat(50000)).length") == 2000
    assert core.evaluate("() => core.parseTsv('1\\t'.repeat(50000))[0].length") == 200


def test_a_block_copied_out_reads_back_as_it_was(core: Page) -> None:
    rows = [["1", "", "a\tb"], ['他说"好"', "x\ny", "<b>&"]]
    assert core.evaluate("rows => core.parseTsv(core.toTsv(rows))", rows) == rows
    assert core.evaluate("rows => core.parseHtml(core.toHtml(rows))", rows) == [
        ["1", "", "a b"],
        ['他说"好"', "x\ny", "<b>&"],
    ]
    assert core.evaluate("core.toTsv([['1', '2'], ['', '4']])") == "1\t2\r\n\t4"
