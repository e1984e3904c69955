"""批量检查: an office uploads forty files, watches them being read, confirms and writes letters; without a barrier."""

import threading
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from govreport.agencies.models import Agency, User
from govreport.batches.letters import ask_letters
from govreport.batches.models import Batch
from govreport.batches.services import add_files, start
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.jobs.tasks import run_job
from tests.batches.test_letters import OFFICE
from tests.fixtures.batches import HOME, Checked, nameless, own_right, own_wrong, upload, zipped
from tests.fixtures.browser import Watch
from tests.journey.barriers import WIDTHS, barriers_at_all_widths, barriers_enlarged
from tests.journey.conftest import Open


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """No worker runs until the test says so; then one does what waits, in a thread as a worker of its own would."""
    monkeypatch.setattr(run_job, "apply_async", lambda *_args, **_named: None)

    def work() -> None:
        def go() -> None:
            try:
                for pk in Job.objects.filter(state=JobState.QUEUED).values_list("pk", flat=True):
                    run(pk)
            finally:
                connection.close()

        worker = threading.Thread(target=go)
        worker.start()
        worker.join()

    return work


def test_an_office_checks_forty_files_and_writes_to_those_in_error(
    desk: Open, page: Page, agency: Agency, supervisor: User, tmp_path: Path, by_hand: Callable[[], None]
) -> None:
    files = []
    for number in range(41):
        path = tmp_path / f"无名{number}.txt"
        path.write_bytes(b"%d" % number)
        files.append(path)
    files[0].write_bytes(zipped({"错.txt": own_wrong(), "对.txt": own_right()}))
    files[1].write_bytes(nameless())
    desk("/desk/", user=supervisor)
    page.get_by_role("link", name="批量检查：").click()
    page.get_by_label("批次名称").fill("初查")
    page.get_by_label("年报文件或压缩包").set_input_files(files)
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="上传并检查").click()
    expect(page.locator("#batch-progress")).to_contain_text("0 / 42")
    assert [address.rsplit("/", 2)[1] for address in posts] == ["batches", "add", "add", "start"]
    by_hand()
    # The page finds out by itself.
    expect(page.get_by_role("button", name="确认有把握的 2 份")).to_be_visible()
    page.get_by_role("button", name="确认有把握的 2 份").click()
    expect(page.locator(".notice")).to_contain_text("已确认 2 个文件。")
    page.get_by_role("link", name="无名1.txt", exact=True).click()
    page.get_by_label("机关全称").fill(agency.name)
    page.get_by_role("button", name="确认机关和年度").click()
    expect(page.locator(".notice").first).to_contain_text("已确认：云溪县林业和草原局2023年度。")
    page.get_by_role("link", name="初查").click()
    page.get_by_role("link", name="整改通知").click()
    page.get_by_role("button", name="生成整改通知").click()
    expect(page.locator("#letters-progress")).to_contain_text("0 / 1")
    page.get_by_role("button", name="取消生成").click()
    expect(page.get_by_role("button", name="继续生成")).to_be_visible()
    page.get_by_role("button", name="继续生成").click()
    expect(page.locator("#letters-progress")).to_contain_text("排队")
    by_hand()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载全部通知（ZIP）").click()
    with ZipFile(download.value.path()) as letters:
        assert "整改通知-云溪县林业和草原局2020.docx" in letters.namelist()


def test_while_files_are_read_the_page_follows_and_the_check_can_be_cancelled(
    desk: Open, page: Page, batch: Batch, agency: Agency, supervisor: User, by_hand: Callable[[], None]
) -> None:
    add_files(batch=batch, files=[upload("对.txt", own_right())])
    job = start(batch=batch, by=supervisor)
    desk(f"{HOME}{batch.pk}/", user=supervisor)
    Job.objects.filter(pk=job.pk).update(total=9, done=4)
    expect(page.locator("#batch-progress")).to_contain_text("4 / 9")
    page.get_by_role("button", name="取消检查").focus()
    Job.objects.filter(pk=job.pk).update(done=5)
    expect(page.locator("#batch-progress")).to_contain_text("5 / 9")
    expect(page.get_by_role("button", name="取消检查")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="继续检查")).to_be_visible()
    page.get_by_role("button", name="继续检查").click()
    expect(page.locator("#batch-progress")).to_contain_text("排队")
    page.get_by_role("button", name="取消检查").click()
    page.goto(page.url.split("/desk/")[0] + "/desk/jobs/")
    page.get_by_role("button", name="继续").click()
    expect(page.locator("#jobs")).to_contain_text("排队")
    by_hand()
    expect(page.locator("#jobs")).to_contain_text("完成")
    desk(f"{HOME}{batch.pk}/", user=supervisor)
    expect(page.locator(".batch-files")).to_contain_text("对.txt")


def test_an_upload_that_breaks_off_says_where_the_files_are(
    desk: Open, page: Page, watch: Watch, agency: Agency, supervisor: User, tmp_path: Path
) -> None:
    watch.expect("ERR_FAILED|Failed to fetch|net::")
    files = []
    for number in range(21):
        path = tmp_path / f"{number}.txt"
        path.write_bytes(b"%d" % number)
        files.append(path)
    page.route("**/add/", lambda route: route.abort())
    desk(HOME, user=supervisor)
    page.get_by_label("年报文件或压缩包").set_input_files(files)
    page.get_by_role("button", name="上传并检查").click()
    page.get_by_role("link", name="打开批次").click()
    expect(page.locator(".notice-warning")).to_contain_text("还没有开始检查")
    page.get_by_role("button", name="开始检查").click()
    expect(page.locator("#batch-progress")).to_contain_text("20 / 20")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_has_a_barrier(
    desk: Open, page: Page, checked_batch: Checked, agency: Agency, supervisor: User, language: str
) -> None:
    files = {"错.txt": own_wrong(), "对.txt": own_right(), "疑.txt": nameless(), "别的.txt": b"no report at all"}
    done = checked_batch(files)
    done.readings.filter(name="错.txt").update(confirmed_by=supervisor, confirmed_at=done.created_at)
    own = f"{HOME}{done.pk}/"
    keys = [done.readings.get(name="错.txt").pk]
    letters = ask_letters(batch=done, readings=keys, office=OFFICE, kind="docx", by=supervisor)
    assert letters.job is not None
    run(letters.job.pk)
    pages = [HOME, own, f"{own}letters/", f"{own}letters/{letters.pk}/", "/desk/jobs/"]
    pages += [
        f"{own}files/{pk}/" for pk in done.readings.filter(name__in=["疑.txt", "别的.txt"]).values_list("pk", flat=True)
    ]
    found = []
    for address in pages:
        desk(address, user=supervisor, language=language)
        found += barriers_at_all_widths(page, WIDTHS if language == "zh-hans" else WIDTHS[:2])
        if language == "zh-hans":
            found += barriers_enlarged(page)
    assert not found, "\n".join(found)
