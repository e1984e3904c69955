"""年报体检: from the front page to a printed result, with the mouse, with the keyboard, and without script."""

from collections.abc import Callable

import pdfplumber
import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import User
from tests.fixtures.browser import Watch
from tests.journey.barriers import barriers_at_all_widths
from tests.journey.conftest import Open
from tests.paths import ROOT, SAMPLES

OWN = ROOT / "tests" / "data" / "report_2020.txt"
NO_REPORT = ROOT / "static" / "icons" / "favicon.svg"


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    """No test is one too many for the others."""
    cache.clear()


def submit(page: Page) -> None:
    """Send the form and wait for the answer."""
    with page.expect_navigation():
        page.get_by_role("button", name="开始体检").click()


@pytest.mark.django_db
def test_anyone_checks_a_report_and_prints_what_was_found(live_server: LiveServer, page: Page) -> None:
    page.goto(live_server.url)
    page.get_by_role("link", name="年报体检：上传一份年报，看看数据对不对").click()
    page.get_by_label("年报文件", exact=True).set_input_files(OWN)
    submit(page)
    assert page.locator("h1").inner_text() == "体检结果"
    assert page.locator(".check-result").inner_text().startswith("须更正 5 项")
    first = page.locator(".check-finding").first
    first.get_by_role("link", name="看表中位置").click()
    mark = page.locator(".cell-mark:target")
    assert mark.is_visible()
    assert mark.inner_text().split() == ["须更正", "1"]
    with page.expect_download() as got:
        page.get_by_role("button", name="打印结果（PDF）").click()
    assert got.value.suggested_filename == "校核结果-云溪县林业和草原局2020年政府信息公开工作年度报告.pdf"
    with pdfplumber.open(got.value.path()) as pdf:
        assert "年报体检结果" in pdf.pages[0].extract_text()


@pytest.mark.django_db
def test_a_copied_report_is_checked_with_the_keyboard_alone(live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}/check/")
    page.get_by_label("年报文件", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.insert_text(OWN.read_text(encoding="utf-8"))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "读出 198 格，共 198 格" in page.locator(".facts").inner_text()


@pytest.mark.django_db
def test_a_mistake_is_told_where_the_eyes_are(live_server: LiveServer, page: Page, watch: Watch) -> None:
    watch.expect("status of 422")
    page.goto(f"{live_server.url}/check/")
    submit(page)
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.get_by_role("link", name="请选择要体检的年报文件，或者粘贴报告文字。").click()
    assert page.evaluate("document.activeElement.id") == "id_uploads"


@pytest.mark.django_db
def test_chosen_files_are_named_before_they_are_sent(live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}/check/")
    large = {"name": "大.pdf", "mimeType": "application/pdf", "buffer": b"%PDF" + bytes(11 * 1024 * 1024)}
    page.get_by_label("年报文件", exact=True).set_input_files([large])
    assert page.locator("#check-chosen").inner_text().split("\n") == ["大.pdf", "11.0 MB · 超过 10 MB，不能读取"]


@pytest.mark.django_db
def test_a_closed_report_opens_when_its_row_is_followed(live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}/check/")
    other = {"name": "二.txt", "mimeType": "text/plain", "buffer": OWN.read_bytes().replace(b"2020", b"2021")}
    own = {"name": "一.txt", "mimeType": "text/plain", "buffer": OWN.read_bytes()}
    page.get_by_label("年报文件", exact=True).set_input_files([own, other])
    submit(page)
    closed = page.locator("#r2")
    assert not closed.evaluate("report => report.open")
    page.locator('.check-overview a[href="#r2"]').click()
    assert closed.evaluate("report => report.open")


@pytest.mark.django_db
def test_it_works_without_script(live_server: LiveServer, new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/check/")
    page.get_by_label("年报文件", exact=True).set_input_files(OWN)
    page.get_by_role("button", name="开始体检").click()
    page.wait_for_url("**/check/")
    assert page.locator(".check-result").inner_text().startswith("须更正 5 项")
    with page.expect_download() as got:
        page.get_by_role("button", name="Excel").click()
    assert got.value.suggested_filename.endswith(".xlsx")


@pytest.mark.django_db
def test_a_supervisor_goes_from_the_upload_to_the_letters(desk: Open, supervisor: User) -> None:
    page = desk("/desk/", user=supervisor)
    page.get_by_role("link", name="年报体检：上传各机关报来的年报文件，批量校核").click()
    page.get_by_label("年报文件", exact=True).set_input_files([OWN])
    submit(page)
    page.get_by_role("button", name="生成整改通知").click()
    assert page.locator("h1").inner_text() == "整改通知：上传的年报"
    with page.expect_download() as got:
        page.get_by_role("button", name="生成整改通知").click()
    assert got.value.suggested_filename.startswith("整改通知-")


@pytest.mark.parametrize("look", ["zh-hans", "en", "elder"])
@pytest.mark.django_db
def test_no_page_of_the_check_has_a_barrier(live_server: LiveServer, page: Page, watch: Watch, look: str) -> None:
    watch.expect("status of 422")
    cookies = {"django_language": "en" if look == "en" else "zh-hans", "elder": "1" if look == "elder" else "0"}
    page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    found = []
    for files in ([], [OWN], [OWN, NO_REPORT]):
        page.goto(f"{live_server.url}/check/")
        page.locator("#id_uploads").set_input_files(files)
        with page.expect_navigation():
            page.locator("#check-form button[type=submit]").click()
        found += barriers_at_all_widths(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_of_the_letters_has_no_barrier(desk: Open, supervisor: User, language: str) -> None:
    page = desk("/check/", user=supervisor, language=language)
    page.locator("#id_uploads").set_input_files([OWN])
    with page.expect_navigation():
        page.locator("#check-form button[type=submit]").click()
    with page.expect_navigation():
        page.locator('button[formaction="/desk/oversight/files/"]').click()
    found = barriers_at_all_widths(page)
    assert not found, "\n".join(found)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample texts do not lie beside this checkout")
@pytest.mark.django_db
def test_a_published_report_shows_which_cells_were_inferred(live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}/check/")
    page.get_by_label("年报文件", exact=True).set_input_files(next(SAMPLES.glob("002_*.txt")))
    submit(page)
    assert page.locator(".cell-mark-inferred").count() == 3
    assert page.get_by_role("heading", name="推算的单元格").is_visible()
