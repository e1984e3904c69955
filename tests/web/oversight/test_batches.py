"""批量检查页: an office uploads, sees the worst first, confirms; nobody else gets near it."""

import io
import json

import openpyxl
import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from govreport.agencies.models import Agency, User
from govreport.batches.models import Batch
from govreport.batches.services import add_files, start
from govreport.jobs.models import Job, JobState
from govreport.jobs.tasks import run_job
from tests.fixtures.batches import HOME, Checked, own_right, own_wrong, page_of, the, upload, zipped
from tests.web.drafting.conftest import SignIn
from tests.web.oversight.conftest import text

JSON = {"HTTP_ACCEPT": "application/json"}


def test_what_is_uploaded_is_checked_and_listed_worst_first(
    office: Client, agency: Agency, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    files = [upload("对.txt", own_right()), upload("县直.zip", zipped({"错.txt": own_wrong()}))]
    with django_capture_on_commit_callbacks(execute=True):
        response = office.post(HOME, {"name": "初查", "uploads": files})
    batch = Batch.objects.get()
    assert response.headers["Location"] == page_of(batch)
    page = text(office, page_of(batch))
    assert page.index("错.txt") < page.index("对.txt")
    assert "完成" in page
    assert "初查" in text(office, HOME)


def test_while_the_queue_is_away_the_page_answers_and_the_job_waits(
    office: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def away(*_args: object, **_named: object) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr(run_job, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        response = office.post(HOME, {"name": "", "uploads": [upload("对.txt", own_right())]})
    assert response.status_code == 302
    assert Job.objects.get().state == JobState.QUEUED
    assert "排队" in text(office, response.headers["Location"])


def test_a_script_uploads_in_several_goes_and_then_starts(office: Client, agency: Agency) -> None:
    opened = office.post(HOME, {"name": "多次", "uploads": [upload("对.txt", own_right())]}, **JSON).json()
    batch = Batch.objects.get()
    assert (opened["count"], opened["problems"], batch.job) == (1, [], None)
    assert "还没有开始检查" in text(office, opened["page"])
    added = office.post(opened["add"], {"uploads": [upload("对2.txt", own_right()), upload("空.txt", b"")]}, **JSON)
    assert added.json() == {
        "count": 0,
        "problems": [
            "“对2.txt”与已上传的一个文件内容相同，没有重复加入。",
            "“空.txt”是空文件。",
        ],
    }
    started = office.post(f"{opened['page']}start/", {"problem": ["“空.txt”是空文件。<b>"]}, follow=True)
    assert "“空.txt”是空文件。&lt;b&gt;" in started.content.decode()
    late = office.post(opened["add"], {"uploads": [upload("晚.txt", own_wrong())]}, **JSON)
    assert late.status_code == 409
    assert "已经开始检查" in late.json()["message"]


@pytest.mark.parametrize("files", [[], [("空.txt", b"")], [("坏.zip", b"PK\x03\x04" + b"\0" * 60)]])
def test_without_a_file_that_can_be_taken_the_page_says_why_and_no_batch_is_left(
    office: Client, files: list[tuple[str, bytes]]
) -> None:
    response = office.post(HOME, {"name": "x", "uploads": [upload(*file) for file in files]})
    assert response.status_code == 422
    assert 'class="field-error"' in response.content.decode()
    assert not Batch.objects.exists()


def test_a_request_that_is_too_large_is_not_even_read(office: Client, settings: LazySettings) -> None:
    settings.BATCH_MAX_SIZE = 1000
    large = b"1" * 1_100_000
    page = office.post(HOME, {"uploads": [upload("大.txt", large)]})
    assert page.status_code == 413
    assert "一次上传的文件合计最大" in page.content.decode()
    answer = office.post(HOME, {"uploads": [upload("大.txt", large)]}, **JSON)
    assert (answer.status_code, "请分几次上传" in answer.json()["message"]) == (413, True)


def test_more_files_than_one_request_may_hold_are_answered_with_a_sentence(
    office: Client, settings: LazySettings
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    page = office.post(HOME, {"uploads": [upload(f"{number}.txt", b"1") for number in range(3)]})
    assert page.status_code == 413
    assert "一次最多上传 2 个文件" in page.content.decode()


def test_an_upload_needs_the_token_of_the_page(supervisor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(supervisor)
    assert client.post(HOME, {"uploads": [upload("对.txt", own_right())]}).status_code == 403
    assert not Batch.objects.exists()


def test_the_list_can_be_narrowed_and_searched(office: Client, done: Batch) -> None:
    page = text(office, f"{page_of(done)}?show=error")
    assert "错.txt" in page
    assert "对.txt" not in page
    assert "别的.txt" in text(office, f"{page_of(done)}?show=unread")
    assert "疑.txt" in text(office, f"{page_of(done)}?show=doubt")
    assert "对.txt" in text(office, f"{page_of(done)}?q=对.txt")
    assert "没有符合条件的文件" in text(office, f"{page_of(done)}?q=%25_&show=nonsense&page=x")


def test_all_of_which_there_is_no_doubt_are_confirmed_by_one_button(office: Client, done: Batch) -> None:
    assert "确认有把握的 2 份" in text(office, page_of(done))
    said = office.post(f"{page_of(done)}confirm/", {"all": "1"}, follow=True)
    assert "已确认 2 个文件。" in said.content.decode()
    assert not the(done, "疑.txt").confirmed_at


def test_files_are_confirmed_one_by_one_too(office: Client, done: Batch) -> None:
    keys = [the(done, "错.txt").pk, "x", "9" * 40]
    said = office.post(f"{page_of(done)}confirm/?show=error&page=1&evil=1", {"reading": keys})
    assert said.headers["Location"] == f"{page_of(done)}?show=error&page=1"
    assert the(done, "错.txt").confirmed_at
    none = office.post(f"{page_of(done)}confirm/", follow=True)
    assert "没有选中文件。请至少选择一个。" in none.content.decode()


def test_all_results_are_one_workbook(office: Client, done: Batch) -> None:
    response = office.get(f"{page_of(done)}results.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert [sheet.max_row for sheet in book.worksheets] == [
        5,
        1 + sum(r.errors + r.warnings + r.hints for r in done.readings.all()),
    ]


def test_a_page_that_asks_is_told_only_of_what_has_changed(office: Client, batch: Batch, supervisor: User) -> None:
    add_files(batch=batch, files=[upload("对.txt", own_right())])
    start(batch=batch, by=supervisor)
    address = f"{page_of(batch)}?part=progress"
    first = office.get(address)
    assert "hx-trigger" in first.content.decode()
    assert "HX-Refresh" not in first.headers
    mark = first.headers["ETag"]
    assert json.dumps({"If-None-Match": mark})  # what the fragment carries is JSON
    same = office.get(address, headers={"If-None-Match": mark})
    assert (same.status_code, same.content) == (304, b"")
    Job.objects.update(state=JobState.CANCELLED)
    changed = office.get(address, headers={"If-None-Match": mark})
    assert changed.status_code == 200
    assert changed.headers["HX-Refresh"] == "true"


def test_a_check_is_cancelled_and_resumed_from_its_page(
    office: Client, batch: Batch, supervisor: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    add_files(batch=batch, files=[upload("对.txt", own_right())])
    start(batch=batch, by=supervisor)
    office.post(f"{page_of(batch)}cancel/")
    assert "继续检查" in text(office, page_of(batch))
    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"{page_of(batch)}resume/")
    assert "完成" in text(office, page_of(batch))


def test_files_and_batches_are_deleted_on_command(office: Client, done: Batch) -> None:
    said = office.post(f"{page_of(done)}remove-files/", follow=True).content.decode()
    assert "已删除上传的文件。已确认的结果保留。" in said
    gone = office.post(f"{page_of(done)}remove/", follow=True).content.decode()
    assert "已删除批次“2023年度初查”。" in gone
    assert office.get(page_of(done)).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_number_of_files(
    office: Client, checked_batch: Checked, agency: Agency, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    done = checked_batch({f"{year}.txt": own_right(year) for year in range(2021, 2026)})
    for address in (HOME, page_of(done), f"{page_of(done)}files/{the(done, '2021.txt').pk}/"):
        office.get(address)
        with django_assert_max_num_queries(20):
            office.get(address)


def test_the_office_finds_the_page_from_its_desk_and_others_see_no_such_link(
    office: Client, sign_in: SignIn, drafter: User
) -> None:
    assert f'href="{HOME}"' in text(office, "/desk/")
    assert HOME not in text(sign_in(drafter), "/desk/")


def test_why_a_file_cannot_be_read_is_told_in_the_language_of_whoever_looks(
    office: Client, checked_batch: Checked
) -> None:
    batch = checked_batch({"旧.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99})
    reading = the(batch, "旧.doc")
    addresses = (page_of(batch), f"{page_of(batch)}files/{reading.pk}/")
    assert all("另存为 .docx" in text(office, address) for address in addresses)
    office.cookies["django_language"] = "en"
    for address in addresses:
        assert reading.problem not in text(office, address)
        assert "as .docx" in text(office, address)
    sheet = openpyxl.load_workbook(io.BytesIO(office.get(f"{page_of(batch)}results.xlsx").content)).active
    assert sheet is not None
    assert any("as .docx" in str(value) for row in sheet.values for value in row)
