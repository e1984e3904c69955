"""主线: a report of 2020 goes in as a file and comes out as the public PDF, through the hands of three people."""

import json
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import User
from govreport.publishing.models import Publication
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.standards.document import Document
from govreport.standards.edition import Table
from govreport.standards.numbers import format_number
from tests.journey.people import AGREE, ready, saved, sign_in
from tests.paths import SAMPLES

OWN = Path(__file__).parent.parent / "data" / "report_2020.txt"
PUBLISHED = sorted(SAMPLES.glob("003_*.txt"))
TOTALS = ("t3.total_processed.natural_person", "t3.total_processed.total")

NewContext = Callable[..., BrowserContext]


@pytest.mark.parametrize("source", [OWN, *PUBLISHED], ids=["ours", "published"][: 1 + len(PUBLISHED)])
def test_a_published_report_is_corrected_approved_and_read_by_the_public(
    live_server: LiveServer,
    new_context: NewContext,
    drafter: User,
    reviewer: User,
    signatory: User,
    source: Path,
    tmp_path: Path,
) -> None:
    start_from_file(clerk := new_context().new_page(), live_server.url, source)
    correct_the_totals(clerk)
    clerk.get_by_role("link", name="提交审核").click()
    give_reasons(clerk)
    clerk.get_by_role("button", name="提交审核").click()
    expect(clerk.get_by_text("等待另一位审核人办理")).to_be_visible()

    approve(new_context().new_page(), live_server.url)
    publish(new_context().new_page(), live_server.url)

    file = tmp_path / "report.pdf"
    download(new_context().new_page(), live_server.url, file)
    document = document_of(Version.objects.get())
    assert document.figures[TOTALS[0]] == document.figures[TOTALS[1]] == 2
    assert attached(file) == document.to_json()
    compare_every_cell(file, document)
    assert Publication.objects.count() == 1


def start_from_file(page: Page, address: str, source: Path) -> None:
    """The drafter hands in the file, checks what was read, and sees the four broken relations."""
    sign_in(page, address, "drafter")
    page.get_by_role("link", name="开始编制").click()
    page.locator("input[name=source][value=file]").check()
    page.locator("input[type=file]").set_input_files(source)
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/desk/imports/*/")
    expect(page.get_by_role("main")).to_contain_text("2020年")
    assert Version.objects.count() == 0  # nothing enters a report before it is confirmed
    confirm_all(page)
    expect(page.locator('[data-severity="error"] .finding')).to_have_count(4)
    expect(page.get_by_role("button", name="提交审核")).to_be_disabled()


def confirm_all(page: Page) -> None:
    """Whatever is doubtful is taken as it was read."""
    everything = page.get_by_text("全部照读入确认…")
    if everything.is_visible():
        everything.click()
        page.get_by_role("button", name="确定，全部照读入确认").click()
    page.get_by_role("button", name="确认导入").click()
    page.wait_for_url("**/desk/reports/*/")


def correct_the_totals(page: Page) -> None:
    """From the finding to the cell; what is wrong vanishes while 2 and 2 are typed, and stays away after a reload."""
    page.locator('.finding[data-target="t3.total_processed.total"] .finding-go').first.click()
    expect(page.locator(f"[id='cell-{TOTALS[1]}']")).to_be_focused()
    ready(page)
    errors = page.locator('#panel-groups [data-severity="error"] .finding')
    expect(errors).to_have_count(4)
    page.locator(f"[id='cell-{TOTALS[0]}']").fill("2")
    # The column is right now; the row of totals does not add up yet.
    expect(errors.filter(has_text="“自然人”一列")).to_have_count(0)
    page.locator(f"[id='cell-{TOTALS[1]}']").fill("2")
    expect(errors).to_have_count(0)
    expect(page.locator("#panel-clear")).to_be_visible()
    saved(page)
    page.reload()
    ready(page)
    expect(errors).to_have_count(0)
    assert [page.locator(f"[id='cell-{cell}']").input_value() for cell in TOTALS] == ["2", "2"]


def give_reasons(page: Page) -> None:
    """On the summary, without further ado: every warning gets its reason."""
    open_ones = page.locator(".finding-warning", has=page.get_by_text("待说明"))
    expect(page.get_by_role("button", name="提交审核")).to_be_visible()
    for left in range(open_ones.count(), 0, -1):
        expect(open_ones).to_have_count(left)
        finding = open_ones.first
        finding.locator(".reason-why > summary").click()
        finding.get_by_label("原因（审核人会看到）").fill("已与登记台账核对，照原表填写。")
        finding.get_by_role("button", name="记下原因").click()
    expect(open_ones).to_have_count(0)


def approve(page: Page, address: str) -> None:
    """The second person finds the report waiting and agrees."""
    sign_in(page, address, "reviewer")
    page.get_by_role("link", name="去审核").first.click()
    expect(page.locator('#part-sec3 [data-cell="t3.total_processed.total"]')).to_have_text("2")
    page.get_by_role("button", name=AGREE).click()
    expect(page.get_by_text("等待签发人发布")).to_be_visible()


def publish(page: Page, address: str) -> None:
    """The signatory publishes, after being told what follows."""
    sign_in(page, address, "signatory")
    page.get_by_role("link", name="去发布").first.click()
    page.locator("summary", has_text="发布").click()
    page.get_by_role("button", name="确定发布").click()
    expect(page.get_by_role("link", name="查看公布页")).to_be_visible()


def download(page: Page, address: str, file: Path) -> None:
    """Anybody reads the page and fetches the PDF, without an account."""
    page.goto(address)
    page.get_by_role("link", name="2020").first.click()
    page.get_by_role("link", name="云溪县林业和草原局").first.click()
    expect(page.locator('[data-cell="t3.total_processed.total"]')).to_have_text("2")
    link = page.get_by_role("link", name="PDF").first.get_attribute("href")
    answer = page.request.get(f"{address}{link}")
    assert answer.headers["content-type"] == "application/pdf"
    file.write_bytes(answer.body())


def attached(file: Path) -> object:
    """The report as data inside the PDF."""
    with pikepdf.open(file) as pdf:
        return json.loads(pdf.attachments["report.json"].get_file().read_bytes())


def compare_every_cell(file: Path, document: Document) -> None:
    """Every value cell of every table, as the PDF prints it, against the database."""
    with pdfplumber.open(file) as pdf:
        rows = [row for page in pdf.pages for table in page.extract_tables() for row in table]
    printed = [[(cell or "").replace("\n", "").strip() for cell in row] for row in rows]
    expected = [line for table in document.format.tables for line in value_rows(document, table)]
    for line in expected:
        assert any(ends_with(row, line) for row in printed), f"{line} stands nowhere in the PDF"
    assert sum(len(line) for line in expected) == 198
    # In the order of the form, no row is printed twice or left out.
    found = [row for row in printed if any(ends_with(row, line) for line in expected)]
    assert [values(row) for row in found] == expected


def value_rows(document: Document, table: Table) -> list[list[str]]:
    """The rows of figures of a table as they must be printed."""
    text = {
        cell: document.printed.get(cell) or ("" if value is None else format_number(value))
        for cell, value in document.figures.items()
    }
    if table.layout == "blocks":
        return [[text[cell] for cell in text if cell.startswith(f"{table.code}.")]]
    return [[text[cell] for cell in text if cell.startswith(f"{table.code}.{row.code}.")] for row in table.rows]


def values(row: list[str]) -> list[str]:
    """The figures at the end of a printed row."""
    cells = [cell for cell in row if cell]
    first = len(cells)
    while first and cells[first - 1][:1].isdigit() and "." not in cells[first - 1][:2]:
        first -= 1
    return cells[first:]


def ends_with(row: list[str], line: list[str]) -> bool:
    return values(row) == line
