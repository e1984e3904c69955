"""The report as a page and as a fragment."""

import json
import re

import lxml.html
import pytest
from lxml.html import HtmlElement

from govreport.documents.services import render_html, render_html_fragment, render_json
from govreport.standards import edition
from govreport.standards.document import from_json
from tests.builders import balanced, wrong_totals

CODES = ["e2014", "e2019", "e2021"]
BAIT = '</script><script>alert(1)</script><img src=x onerror="alert(1)">&amp;<!--'


def page(code: str) -> HtmlElement:
    return lxml.html.document_fromstring(render_html(balanced(code)), parser=lxml.html.HTMLParser(encoding="utf-8"))


def words(element: HtmlElement) -> str:
    return "".join(element.text_content().split())


@pytest.mark.parametrize("code", CODES)
def test_every_cell_stands_in_its_place(code: str) -> None:
    document = balanced(code)
    shown = {cell.get("data-cell"): words(cell) for cell in page(code).xpath("//td[@data-cell]")}
    assert set(shown) == set(edition(code).figure_cells)
    for address, text in shown.items():
        value = document.figures.get(address)
        assert text == document.printed.get(address, "" if value is None else str(value))


@pytest.mark.parametrize("code", CODES)
def test_every_value_names_headings_that_exist(code: str) -> None:
    root = page(code)
    names = set(root.xpath("//th/@id"))
    assert len(root.xpath("//*[@id]")) == len(set(root.xpath("//@id")))
    for cell in root.xpath("//td[@data-cell]"):
        assert cell.get("headers")
        assert set(cell.get("headers").split()) <= names


@pytest.mark.parametrize("code", CODES)
def test_tables_have_captions_and_headings_with_scope(code: str) -> None:
    root = page(code)
    assert [words(caption) for caption in root.xpath("//caption")] == [table.title for table in edition(code).tables]
    assert set(root.xpath("//th/@scope")) <= {"row", "col", "rowgroup", "colgroup"}
    assert not root.xpath("//th[not(@scope)]")


@pytest.mark.parametrize("code", ["e2019", "e2021"])
def test_the_headings_are_those_of_the_edition_in_order(code: str) -> None:
    titles = [section.title for section in edition(code).sections if section.title]
    assert [words(heading) for heading in page(code).xpath("//h2")] == titles


def test_the_page_runs_nothing_and_asks_for_nothing() -> None:
    root = page("e2021")
    assert [(script.get("type"), script.get("id")) for script in root.xpath("//script")] == [
        ("application/json", "govreport")
    ]
    assert not root.xpath("//@src | //link | //@style | //iframe | //@onclick")
    assert "url(" not in root.xpath("string(//style)")
    assert "@import" not in root.xpath("string(//style)")


@pytest.mark.parametrize("code", CODES)
def test_the_page_carries_its_data(code: str) -> None:
    data = json.loads(page(code).xpath("string(//script[@id='govreport'])"))
    assert from_json(data) == balanced(code)


def test_markup_in_a_report_stays_text() -> None:
    document = wrong_totals().replace(title=BAIT, sections={"sec1": BAIT}, printed={"t2.rules.made": BAIT})
    root = lxml.html.document_fromstring(render_html(document))
    assert len(root.xpath("//script")) == 1
    assert not root.xpath("//img")
    assert from_json(json.loads(root.xpath("string(//script)"))).sections["sec1"] == BAIT


def test_the_fragment_has_no_style_of_its_own() -> None:
    fragment = render_html_fragment(balanced())
    assert fragment.startswith('<article class="document"')
    assert not re.search(r"<(script|style|link|h1)|style=", fragment)


def test_data_files_are_indented_and_in_the_order_of_the_edition() -> None:
    data = render_json(balanced())
    assert data.startswith(b'{\n  "schema": "govreport.report/1",\n')
    assert data.endswith(b"}\n")
    assert list(json.loads(data)["figures"]) == list(edition("e2021").figure_cells)


def test_an_unpaired_surrogate_does_not_stop_any_writer() -> None:
    document = balanced().replace(sections={"sec1": "甲\ud800乙"})
    assert json.loads(render_json(document))["sections"]["sec1"] == "甲\ud800乙"
    root = lxml.html.document_fromstring(render_html(document).decode())
    assert json.loads(root.xpath("string(//script)"))["sections"]["sec1"] == "甲\ud800乙"
    assert "甲□乙" in root.text_content()
