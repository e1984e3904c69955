"""文字粘贴 in the browser: what Word, WPS and web pages really put on the clipboard becomes plain paragraphs."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# As the programs write them: text/html of the clipboard.
CLIPS = Path(__file__).parent / "clips"
WORD = (CLIPS / "word.html").read_text(encoding="utf-8")
WPS = (CLIPS / "wps.html").read_text(encoding="utf-8")
WEB = (CLIPS / "web.html").read_text(encoding="utf-8")

HTML = [
    (
        WORD,
        "一、总体情况\n（一）主动公开。全年公开信息123条，其中网站公开100条。\n"
        "项目 A\n1.受理申请\n软连字符 和零宽\n换行。",
        1,
        1,
    ),
    (WPS, "（一）主动公开。全年公开政府信息123条。\n二、存在的问题\n第三段。", 0, 0),
    (WEB, "公开情况\n第一段，链接。\n1.受理\n说明\n2.答复\n三、三\n七、七\n八、八\n圆点\n甲\n乙", 0, 1),
    ("<span>行内</span>", "行内", 0, 0),
    ("<pre>一\n二</pre>", "一\n二", 0, 0),
    ("<table><tr><td>1</td></tr></table>", "", 1, 0),
]


@pytest.mark.parametrize(
    ("html", "text", "tables", "pictures"), HTML, ids=["word", "wps", "web", "span", "pre", "table"]
)
def test_html_becomes_paragraphs(core: Page, html: str, text: str, tables: int, pictures: int) -> None:
    assert core.evaluate("html => core.fromHtml(html)", html) == {
        "text": text,
        "tables": tables,
        "pictures": pictures,
    }


def test_nothing_in_pasted_html_is_run_or_fetched(core: Page) -> None:
    title = core.title()
    core.evaluate("html => core.fromHtml(html)", WEB)
    assert core.title() == title


@pytest.mark.parametrize(
    ("plain", "text"),
    [
        ("甲\r\n\r\n乙\r丙\v丁", "甲\n乙\n丙\n丁"),
        ("• 一\n\uf0b7 二\n●三\n■ 四", "一\n二\n三\n四"),
        ("软\u00ad连\u200b字\ufeff符\u00a0与　全角", "软连字符 与　全角"),
        ("甲\t乙\t\t丙", "甲 乙 丙"),
        ("　　缩进", "缩进"),
        ("", ""),
        ("\u2028甲\u2029乙\u0085丙\f丁", "甲\n乙\n丙\n丁"),
        ("𠮷𠮷 3-5 2025·12", "𠮷𠮷 3-5 2025·12"),
    ],
)
def test_plain_text_is_cleaned(core: Page, plain: str, text: str) -> None:
    assert core.evaluate("text => core.fromPlain(text).text", plain) == text


def test_html_comes_first_and_plain_text_where_html_says_nothing(core: Page) -> None:
    read = "([plain, html]) => core.readText(plain, html).text"
    assert core.evaluate(read, ["甲乙", "<p>甲</p><p>乙</p>"]) == "甲\n乙"
    assert core.evaluate(read, ["甲", "<meta charset='utf-8'>"]) == "甲"
