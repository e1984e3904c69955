"""从网页复制: a published report, copied whole from the browser as text or HTML, is read as it was published."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from govreport.checks import findings
from govreport.documents.read import ReadResult, read
from govreport.publishing.series import published_document
from tests.builders import YEARS
from tests.web.portal.conftest import Publish, plain_pdf, release  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SELECT_ALL = "() => { const all = getSelection(); all.selectAllChildren(document.body);"
AS_TEXT = SELECT_ALL + " return all.toString(); }"
AS_HTML = (
    SELECT_ALL + " const box = document.createElement('div');"
    " box.append(all.getRangeAt(0).cloneContents()); return box.innerHTML; }"
)
TABLES = "() => Array.from(document.querySelectorAll('article table'), (table) => table.outerHTML).join('')"

TABLES_AS_TEXT = (
    "() => Array.from(document.querySelectorAll('article table'), (table) => {"
    " const chosen = getSelection(); chosen.selectAllChildren(table); return chosen.toString(); }).join('\\n')"
)


def copied(live_server: LiveServer, page: Page, code: str, script: str) -> str:
    page.goto(f"{live_server.url}/reports/{YEARS[code]}/yunxi-lincao/")
    return str(page.evaluate(script))


def rules(result: ReadResult) -> set[str]:
    return {finding.rule for finding in (*result.findings, *findings(result.document))}


@pytest.mark.parametrize("script", [AS_TEXT, AS_HTML], ids=["text", "html"])
@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_a_published_page_copied_whole_is_read_as_published(
    live_server: LiveServer,
    page: Page,
    release: Publish,  # noqa: F811
    code: str,
    script: str,
) -> None:
    document = published_document(release(code))
    result = read(copied(live_server, page, code, script).encode())
    assert {name: value for name, value in result.document.figures.items() if document.figures[name] != value} == {}
    assert (result.document.title, result.document.year) == (document.title, document.year)
    assert result.document.agency.name == document.agency.name
    assert rules(result) == {finding.rule for finding in findings(document)}
    # In the report of 2014 the closing statement follows its body without a mark.
    assert result.document.sections["sec1"].startswith(document.sections["sec1"])
    assert result.document.sections["preamble"] == document.sections["preamble"]


@pytest.mark.parametrize("code", ["e2019", "e2021"])
def test_the_tables_of_a_page_are_read_alone(
    live_server: LiveServer,
    page: Page,
    release: Publish,  # noqa: F811
    code: str,
) -> None:
    document = published_document(release(code))
    result = read(copied(live_server, page, code, TABLES).encode())
    assert {name: value for name, value in result.document.figures.items() if document.figures[name] != value} == {}


@pytest.mark.parametrize("code", ["e2019", "e2021"])
def test_the_tables_of_a_page_copied_as_text_are_read_alone(
    live_server: LiveServer,
    page: Page,
    release: Publish,  # noqa: F811
    code: str,
) -> None:
    document = published_document(release(code))
    result = read(copied(live_server, page, code, TABLES_AS_TEXT).encode())
    assert {name: value for name, value in result.document.figures.items() if document.figures[name] != value} == {}


def test_a_published_page_pasted_into_the_check_has_no_fault(
    live_server: LiveServer,
    page: Page,
    release: Publish,  # noqa: F811
) -> None:
    release()
    cache.clear()
    page.goto(f"{live_server.url}/reports/2023/yunxi-lincao/")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.goto(f"{live_server.url}/check/")
    page.get_by_label("或者粘贴报告文字、表格").focus()
    page.keyboard.press("Control+v")
    with page.expect_navigation():
        page.get_by_role("button", name="开始体检").click()
    assert page.locator("h1").inner_text() == "体检结果"
    assert page.locator(".check-name").inner_text() == "云溪县林业和草原局2023年政府信息公开工作年度报告"
    assert page.locator(".check-finding.check-error").count() == 0
    assert page.locator(".check-finding.check-warning").count() == 0
