"""核验码: the line under a published report."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.conf import LazySettings

from govreport.documents.copies import read_copy
from govreport.documents.layout import layout_findings
from govreport.documents.render import pdf
from govreport.documents.services import render_html, render_json, render_pdf
from govreport.standards.document import Document
from govreport.standards.seal import canonical_json, seal, short_code
from tests.builders import balanced
from tests.documents.render.page import Page, pages

MOMENT = datetime(2024, 1, 25, tzinfo=UTC)
SITE = "https://nianbao.lanshan.example"
LONG_SITE = "https://zhengfuxinxigongkai-nianbao-bianzhi.yunxi-lanshan.example/gongkai/nianbao"
# The lower edge of the text block and one of its lines (mm).
BOTTOM, LINE = 37 + 225, 225 / 22


def published(document: Document) -> bytes:
    return render_pdf(document, published_at=MOMENT)


def code_of(document: Document) -> str:
    return short_code(seal(canonical_json(document)))


def last_lines(data: bytes) -> list[str]:
    return [line.text for line in pages(data)[-1].lines[-3:]]


@pytest.fixture(autouse=True)
def site(settings: LazySettings) -> None:
    settings.SITE_URL = SITE


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_a_published_report_ends_with_its_code_and_the_address(code: str) -> None:
    line = f"核验码：{code_of(balanced(code))}　核验地址：{SITE}/verify/"
    data = published(balanced(code))
    assert line in last_lines(data)
    assert sum(line in item.text for page in pages(data) for item in page.lines) == 1


def test_without_an_address_of_the_site_the_line_has_the_code_alone(settings: LazySettings) -> None:
    settings.SITE_URL = ""
    assert f"核验码：{code_of(balanced())}" in last_lines(published(balanced()))


@pytest.mark.parametrize("data", [render_pdf(balanced(), draft=True), render_pdf(balanced())], ids=["draft", "file"])
def test_drafts_and_files_that_nobody_published_have_none(data: bytes) -> None:
    assert not [line for page in pages(data) for line in page.lines if "核验" in line.text]


def test_the_same_publication_gives_the_same_bytes() -> None:
    assert published(balanced()) == published(balanced())


def test_one_figure_more_gives_another_code() -> None:
    changed = balanced().replace(figures=balanced().figures.replace({"t2.rules.issued": None}))
    assert code_of(changed) != code_of(balanced())


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_the_line_never_stands_on_a_page_alone(code: str, settings: LazySettings) -> None:
    """Whole reports that end where their last page does, with an address that takes two lines."""
    settings.SITE_URL = LONG_SITE
    for lines in full_pages(code):
        found = pages(published(longer(balanced(code), lines)))
        assert [line.text for line in found[-1].lines if "核验码" in line.text], lines
        assert all(others(page) for page in found), f"a page with nothing but the code: {lines}"


def full_pages(code: str) -> list[int]:
    """The lengths that fill the last page to its last four lines, and beyond."""
    last = pages(render_pdf(longer(balanced(code), 1)))[-1]
    end = max(line.baseline for line in last.lines[:-1])
    free = int((BOTTOM - end) / (14 * 25.4 / 72 if code == "e2014" else LINE))
    return list(range(max(1, free - 3), free + 3))


def longer(document: Document, lines: int) -> Document:
    """A report whose last part is so many lines longer."""
    if document.edition == "e2014":
        return document.replace(printed=dict.fromkeys(document.printed, "公开" * 15 * lines))
    return document.replace(sections={**document.sections, "closing": "公开" * 14 * lines})


# What a report can end with, so many lines high; each line is one of the text block.
ENDS: dict[str, Callable[[int], str]] = {
    "a paragraph": lambda lines: f"<section>{paragraph(lines)}</section>",
    "paragraphs": lambda lines: "".join(f"<section>{paragraph(1)}</section>" for _ in range(lines)),
    "a heading and a line": lambda lines: (
        f"<section>{paragraph(lines - 2)}</section><section><h2 class='level-1'>六、其他</h2><p>无。</p></section>"
    ),
    "a closing line": lambda lines: (
        f"<section>{paragraph(lines - 2)}</section><section id='closing'><p>无。</p></section>"
    ),
    "a table": lambda lines: f"<section>{paragraph(lines - 5)}</section><section>{table(3)}</section>",
    "a list": lambda lines: f"<section class='annex'>{table(lines, 'official-list')}</section>",
}


def paragraph(lines: int) -> str:
    return f"<p>{'公开' * 14 * lines}</p>"


def table(rows: int, kind: str = "official-bands") -> str:
    cells = "<tr><td><br>公开</td></tr>" * rows
    head = "<h2 class='level-1'>四、表</h2>"
    return f"{head}<div><table class='official {kind}'><tbody>{cells}</tbody></table></div>"


@pytest.mark.parametrize("address", [SITE, LONG_SITE], ids=["one line", "two lines"])
@pytest.mark.parametrize("end", ENDS)
def test_whatever_stands_before_it_goes_with_the_line(end: str, address: str) -> None:
    for lines in range(16, 25):
        code = f"<p class='code'>核验码：3fa4-91bc-07de　核验地址：{address}/verify/</p>"
        html = f"<html><head><title>甲</title></head><body>{ENDS[end](lines)}{code}</body></html>"
        data = pdf.print_pages(lambda cuts, text=html: (text, ()), sheets=["print.css"], moment=MOMENT)
        for page in pages(data):
            own = [line for line in page.lines[:-1] if "公开" in line.text or "无。" in line.text]
            assert own, f"{lines} lines: a page with nothing but the code"
        assert "核验码" in "".join(line.text for line in pages(data)[-1].lines)


def others(page: Page) -> list[str]:
    texts = [line.text for line in page.lines if line.sizes != {10.5} and "—" not in line.text]
    return texts + [str(table) for table in page.tables]


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_the_layout_check_has_nothing_to_say_of_it(code: str) -> None:
    assert layout_findings(published(balanced(code)), balanced(code)) == []


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_a_copy_is_read_as_data_and_as_pages(code: str) -> None:
    for data in (published(balanced(code)), render_html(balanced(code))):
        copy = read_copy("copy", data)
        assert copy.document.figures == balanced(code).figures
        assert copy.pages is not None
        assert copy.pages.figures == balanced(code).figures
        assert not copy.unread


def test_a_data_file_has_no_pages() -> None:
    assert read_copy("copy.json", render_json(balanced())).pages is None
