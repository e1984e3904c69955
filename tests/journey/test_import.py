"""导入确认 by keyboard: a PDF of another maker with three doubts, confirmed one by one, becomes the report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from govreport.agencies.models import Agency, User
from govreport.documents.imports import services
from govreport.reports.figures import document_of
from govreport.reports.models import ImportedFile, Report, Version
from tests.builders import balanced
from tests.documents.imports.files import FIRST, KINDS, ROW, SECOND, YEAR, three_doubts
from tests.fixtures.browser import Watch
from tests.journey.conftest import Open
from tests.journey.people import ready


@pytest.fixture
def imported(agency: Agency, drafter: User) -> ImportedFile:
    return services.keep_file(agency=agency, name="2022年年报.pdf", data=three_doubts("pdf"), by=drafter)


def opened(desk: Open, imported: ImportedFile) -> Page:
    page = desk(f"/desk/imports/{imported.pk}/")
    page.wait_for_selector("#import[data-ready]")
    return page


def eventually(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds that the page itself does not show."""
    for _ in range(50):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never held")


def test_a_foreign_pdf_is_confirmed_by_keyboard_and_stands_in_the_desk(desk: Open, tmp_path: Path) -> None:
    file = tmp_path / "2022年年报.pdf"
    file.write_bytes(three_doubts("pdf"))
    page = desk("/desk/start/")
    page.get_by_role("radio", name="从文件开始：").check()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="下一步").click()
    page.wait_for_selector("#import[data-ready]")
    count = page.locator("#import-count")
    expect(count).to_contain_text("0 / 3")
    expect(page.locator("#import-confirm")).to_be_disabled()

    page.keyboard.press("F8")
    row = page.locator(f"[id='doubt-{ROW}']")
    expect(row.get_by_role("button", name="确认")).to_be_focused()
    page.keyboard.press("Enter")
    expect(count).to_contain_text("1 / 3")
    expect(row).to_contain_text("已确认")

    expect(page.locator(f"[id='doubt-{FIRST}-text']")).to_be_focused()
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(count).to_contain_text("2 / 3")
    expect(page.locator(f"[id='doubt-{FIRST}']")).to_contain_text("已更正")
    expect(page.locator(f"[id='sure-{FIRST}']")).to_contain_text("已更正")
    expect(page.locator(f"[id='cell-{FIRST}'] input")).to_have_value("2")

    expect(page.locator(f"[id='doubt-{SECOND}-text']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(count).to_contain_text("3 / 3")
    expect(page.locator("#import-confirm")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/reports/*/")

    version = Version.objects.get()
    assert document_of(version).figures == balanced(year=YEAR).figures
    page.locator("[href$='/sec3/']").first.click()
    ready(page)
    expect(page.locator(f"[id='cell-{FIRST}']")).to_have_value("2")
    expect(page.locator(f"[id='cell-{SECOND}']")).to_have_value("0")


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_every_kind_is_uploaded_confirmed_at_once_and_kept(desk: Open, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"2022年年报.{kind}"
    file.write_bytes(three_doubts(kind))
    page = desk("/desk/start/")
    page.get_by_role("radio", name="从文件开始：").check()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="下一步").click()
    page.get_by_text("全部照读入确认…").click()
    page.get_by_role("button", name="确定，全部照读入确认").click()
    expect(page.get_by_text("还有 1 处数字分开印")).to_be_visible()
    page.locator(f"[id='doubt-{FIRST}']").get_by_role("button", name="是 2", exact=True).click()
    page.get_by_role("button", name="确认导入").click()
    page.wait_for_url("**/desk/reports/*/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载原文件").click()
    assert Path(download.value.path()).read_bytes() == three_doubts(kind)
    assert download.value.suggested_filename == file.name


def test_the_arrows_walk_and_escape_sets_back(desk: Open, imported: ImportedFile) -> None:
    page = opened(desk, imported)
    first, second = (page.locator(f"[id='doubt-{name}-text']") for name in (FIRST, SECOND))
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    page.keyboard.type("77")
    page.keyboard.press("Escape")
    expect(first).to_have_value("2 0")


def test_digits_apart_are_not_confirmed_by_enter_but_chosen_by_key(
    desk: Open, imported: ImportedFile, watch: Watch
) -> None:
    watch.expect("422|Failed to load resource")
    page = opened(desk, imported)
    doubt = page.locator(f"[id='doubt-{FIRST}']")
    page.locator(f"[id='doubt-{FIRST}-text']").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("“2 0”中的数字分开印，不能照读入确认")
    expect(doubt).to_contain_text("存疑")
    doubt.get_by_role("button", name="照印保留“2 0”").focus()
    page.keyboard.press("Enter")
    expect(doubt).to_contain_text("已确认")
    expect(page.get_by_role("alert")).to_be_hidden()
    doubt.get_by_role("button", name="是 20", exact=True).press("Enter")
    expect(doubt).to_contain_text("已更正")
    expect(page.locator(f"[id='cell-{FIRST}'] input")).to_have_value("20")


def test_a_text_is_put_right_by_keyboard_beside_its_place_and_set_back(desk: Open, imported: ImportedFile) -> None:
    page = opened(desk, imported)
    box = page.locator("[data-text='text.sec1']")
    field = box.locator("textarea")
    read = field.input_value()
    field.focus()
    place = services.confirming(imported).result.places["sec1"]
    expect(page.locator("#source-number")).to_have_text(str(place.page))
    assert float(page.locator("#source-mark").get_attribute("height") or 0) > 0
    page.keyboard.press("Control+A")
    page.keyboard.type("照原件改过的文字。")
    page.keyboard.press("Control+Enter")
    expect(box.get_by_text("已更正")).to_be_visible()
    page.reload()
    page.wait_for_selector("#import[data-ready]")
    expect(field).to_have_value("照原件改过的文字。")
    box.get_by_text("读入的文字", exact=True).click()
    expect(box.get_by_role("region")).to_contain_text(read[:20])
    box.get_by_role("button", name="还原成读入的文字").press("Enter")
    expect(field).to_have_value(read)
    expect(box.get_by_text("已更正")).to_be_hidden()
    assert not imported.decisions.exists()


def test_a_text_that_is_being_typed_is_kept_when_the_page_is_left(desk: Open, imported: ImportedFile) -> None:
    page = opened(desk, imported)
    page.locator("[data-text='text.sec5'] textarea").fill("还没有离开这一格。")
    page.goto(page.url.split("/desk/")[0] + "/desk/")
    eventually(page, lambda: imported.decisions.filter(name="text.sec5", text="还没有离开这一格。").exists())


def test_the_box_goes_where_the_figure_stands(desk: Open, imported: ImportedFile) -> None:
    page = opened(desk, imported)
    result = services.confirming(imported).result
    places = result.places
    last = next(name for name in result.document.figures if places[name].page == 2)
    page.locator(f"[id='cell-{last}'] input").focus()
    expect(page.locator("#source-number")).to_have_text("2")
    box = places[last].box
    assert box
    assert float(page.locator("#source-mark").get_attribute("x") or 0) == pytest.approx(box[0], abs=0.3)
    expect(page.locator("#source-page image")).to_have_attribute("href", f"/desk/imports/{imported.pk}/pages/2.png")
    page.locator("[data-look='t2.coercion']").first.click()
    expect(page.locator("#source-number")).to_have_text("1")


def test_a_cell_in_no_doubt_is_corrected_where_it_stands(desk: Open, imported: ImportedFile) -> None:
    page = opened(desk, imported)
    cell = page.locator("[id='cell-t2.rules.issued'] input")
    cell.fill("7")
    cell.press("Enter")
    expect(page.locator("[id='sure-t2.rules.issued']")).to_contain_text("已更正")
    expect(page.locator("#import-count")).to_contain_text("0 / 3")
    page.reload()
    expect(cell).to_have_value("7")


def test_what_was_typed_counts_when_the_field_or_the_page_is_left(desk: Open, imported: ImportedFile) -> None:
    page = opened(desk, imported)
    page.locator(f"[id='doubt-{FIRST}-text']").fill("2")
    page.locator(f"[id='doubt-{SECOND}-text']").fill("4")
    expect(page.locator(f"[id='doubt-{FIRST}']")).to_contain_text("已更正")
    page.goto(page.url.split("/desk/")[0] + "/desk/start/")
    eventually(page, lambda: imported.decisions.filter(name=SECOND, text="4").exists())
    page.goto(page.url.split("/desk/")[0] + "/desk/")
    expect(page.get_by_text("2 / 3 处存疑已确认")).to_be_visible()
    page.get_by_role("link", name="2022年年报.pdf").click()
    expect(page.locator(f"[id='doubt-{SECOND}-text']")).to_have_value("4")


def test_without_the_server_the_typed_text_stays_and_a_sentence_says_so(
    desk: Open, imported: ImportedFile, watch: Watch
) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED|Failed to load resource")
    page = opened(desk, imported)
    page.locator(f"[id='doubt-{FIRST}-text']").fill("2")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("没有保存")
    expect(page.locator(f"[id='doubt-{FIRST}-text']")).to_have_value("2")
    page.context.set_offline(False)
    page.locator(f"[id='doubt-{FIRST}-text']").press("Enter")
    expect(page.locator("#import-count")).to_contain_text("1 / 3")


def test_a_part_is_left_out_by_its_tick(desk: Open, imported: ImportedFile) -> None:
    page = opened(desk, imported)
    with page.expect_response("**/parts/"):
        page.locator("#part-sec1").get_by_label("导入这一部分").uncheck()
    page.reload()
    expect(page.locator("#part-sec1").get_by_label("导入这一部分")).not_to_be_checked()


def test_giving_up_asks_once_and_leaves_nothing(desk: Open, imported: ImportedFile) -> None:
    page = opened(desk, imported)
    page.get_by_text("放弃导入…").click()
    page.get_by_role("button", name="确定放弃").click()
    expect(page.get_by_text("已放弃导入“2022年年报.pdf”")).to_be_visible()
    assert Report.objects.count() == 0
