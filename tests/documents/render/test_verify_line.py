"""核验码: the line under a published report."""

from datetime import UTC, datetime

import pytest
from django.conf import LazySettings

from govreport.documents.copies import read_copy
from govreport.documents.layout import layout_findings
from govreport.documents.services import render_html, render_json, render_pdf
from govreport.standards.document import Document
from govreport.standards.seal import canonical_json, seal, short_code
from tests.builders import balanced
from tests.documents.render.page import Page, pages

MOMENT = datetime(2024, 1, 25, tzinfo=UTC)
SITE = "https://nianbao.lanshan.example"


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


@pytest.mark.parametrize("lines", range(20, 24))
def test_the_line_never_stands_on_a_page_alone(lines: int) -> None:
    document = balanced("e2014").replace(sections={"closing": "公开" * 14 * lines})
    for page in pages(published(document)):
        assert others(page), "a page with nothing but the code"


def others(page: Page) -> list[str]:
    texts = [line.text for line in page.lines if "核验" not in line.text and "—" not in line.text]
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
