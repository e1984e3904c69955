"""归档历史年报: three old reports from a folder to the public page, through the hands of two people."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from govreport.agencies.models import User
from govreport.archive.models import Item, ItemState
from tests.archive.conftest import Upload, requested, upload  # noqa: F401
from tests.archive.copies import files
from tests.fixtures.browser import Watch
from tests.journey.barriers import barriers_at_all_widths, barriers_enlarged
from tests.journey.conftest import Open
from tests.journey.people import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path: Path) -> list[Path]:
    """Where the agency kept them."""
    found = []
    for name, data in files():
        (tmp_path / name).write_bytes(data)
        found.append(tmp_path / name)
    return found


def test_old_reports_become_public_as_they_were_printed(
    live_server: LiveServer,
    page: Page,
    new_context: Callable[..., BrowserContext],
    drafter: User,
    signatory: User,
    folder: list[Path],
) -> None:
    sign_in(page, live_server.url, drafter.username)
    page.get_by_role("link", name="归档历史年报").click()
    page.get_by_role("link", name="上传历史年报").first.click()
    page.get_by_label("历年年报文件").set_input_files(folder)
    page.get_by_label("归档后，公众可以下载原件").check()
    page.get_by_role("button", name="上传并读取").click()
    rows = page.get_by_role("row")
    expect(rows.filter(has_text="2018年报.docx")).to_contain_text("e2014", timeout=60_000)
    expect(rows.filter(has_text="2020年报.html")).to_contain_text("e2019")
    expect(rows.filter(has_text="2023年报.pdf")).to_contain_text("e2021")
    for name in ("2018年报.docx", "2020年报.html", "2023年报.pdf"):
        rows.filter(has_text=name).get_by_role("link", name="看读取结果").click()
        page.wait_for_selector("#import[data-ready]")
        if page.get_by_text("全部照读入确认…").is_visible():
            page.get_by_text("全部照读入确认…").click()
            page.get_by_role("button", name="确定，全部照读入确认").click()
            page.wait_for_selector("#import[data-ready]")
        page.locator("#import-confirm").click()
    page.get_by_role("button", name="提交选中的年报").click()
    expect(page.get_by_text("已提交 3 份")).to_be_visible()

    other = new_context().new_page()
    sign_in(other, live_server.url, signatory.username)
    other.get_by_role("link", name="归档历史年报").click()
    other.get_by_role("button", name="确认归档选中的年报").click()
    expect(other.get_by_text("3 / 3")).to_be_visible(timeout=60_000)
    expect(other.get_by_role("region", name="确认归档的办理情况")).to_contain_text("完成")

    public = new_context().new_page()
    public.goto(f"{live_server.url}/agencies/yunxi-lincao/")
    expect(public.get_by_text("历史归档")).to_have_count(3)
    public.get_by_role("link", name="2020年政府信息公开工作年度报告").first.click()
    expect(public.get_by_role("cell", name="4299 万元")).to_be_visible()
    beside = public.get_by_role("region", name="数据校核与说明")
    expect(beside).to_contain_text("T3-02")
    with public.expect_download() as download:
        public.get_by_role("link", name="下载原件").click()
    assert Path(download.value.path()).read_bytes() == folder[1].read_bytes()


def test_a_page_that_waits_for_a_job_is_loaded_anew_unless_somebody_works_on_it(
    live_server: LiveServer,
    page: Page,
    drafter: User,
    upload: Upload,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("govreport.web.archive.batch.WAIT", 1)
    own = upload(files()[:2])
    Item.objects.filter(pk=own.items.latest("pk").pk).update(state=ItemState.WAITING)
    sign_in(page, live_server.url, drafter.username)
    page.goto(f"{live_server.url}/desk/archive/{own.pk}/")
    page.wait_for_event("load")
    page.get_by_label("年度").first.fill("2017")
    page.wait_for_timeout(2_500)
    expect(page.get_by_label("年度").first).to_have_value("2017")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_of_the_archive_has_a_barrier(
    desk: Open,
    signatory: User,
    upload: Upload,  # noqa: F811
    requested: list[Item],  # noqa: F811
    language: str,
    watch: Watch,
) -> None:
    batch = upload(files()[:2])
    watch.expect("status of 422")
    found = []
    for path, user in (
        ("/desk/archive/", None),
        ("/desk/archive/new/", None),
        (f"/desk/archive/{batch.pk}/", None),
        (f"/desk/archive/items/{batch.items.all()[0].pk}/", None),
        ("/desk/archive/", signatory),
        (f"/desk/archive/items/{requested[1].pk}/", signatory),
    ):
        page = desk(path, language=language, **({"user": user} if user else {}))
        found += barriers_at_all_widths(page)
        if language == "zh-hans":
            found += barriers_enlarged(page)
    page = desk("/desk/archive/new/", language=language)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#error-summary")).to_be_focused()
    found += barriers_at_all_widths(page)
    assert not found, "\n".join(found)
