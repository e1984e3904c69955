"""批量检查页: an office uploads, sees the worst first, confirms, and writes letters; nobody else gets near it."""

import io
import json
from datetime import timedelta
from zipfile import ZipFile

import openpyxl
import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from govreport.agencies.models import Agency, User
from govreport.batches.models import Batch
from govreport.batches.services import add_files, start
from govreport.jobs.models import Job, JobState
from govreport.jobs.tasks import run_job
from govreport.journal.models import Event
from govreport.reports.models import State, Version
from govreport.reports.services import start_report
from tests.builders import of_last_year
from tests.fixtures.batches import HOME, Checked, nameless, own_right, own_wrong, page_of, the, upload, zipped
from tests.web.drafting.conftest import SignIn

FORM = {"name": "云溪县人民政府办公室", "issued": "2026-02-10", "due": "2026-02-28", "contact": ""}
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def office(sign_in: SignIn, supervisor: User) -> Client:
    """The browser of the supervising office."""
    return sign_in(supervisor)


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


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


def test_the_page_of_a_file_shows_findings_and_takes_agency_and_year(
    office: Client, done: Batch, agency: Agency, supervisor: User
) -> None:
    address = f"{page_of(done)}files/{the(done, '疑.txt').pk}/"
    page = text(office, address)
    assert "没有读出机关名称，请选择机关。" in page
    assert f'<option value="{agency.name}"' in page
    assert office.post(address, {"agency": agency.name, "year": "2023"}).status_code == 302
    reading = the(done, "疑.txt")
    assert (reading.agency, reading.year, reading.confirmed_by) == (agency, 2023, supervisor)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"agency": "没有的局", "year": "2023"}, "所属机关中没有“没有的局”"),
        ({"agency": "临江县林业和草原局", "year": "2023"}, "所属机关中没有“临江县林业和草原局”"),
        ({"agency": "", "year": "2023"}, "请填写机关全称。"),
        ({"agency": "云溪县林业和草原局", "year": ""}, "请填写报告年度。"),
        ({"agency": "云溪县林业和草原局", "year": "去年"}, "报告年度应写作四位数字"),
        ({"agency": "云溪县林业和草原局", "year": "1999"}, "报告年度不早于 2014 年。"),
    ],
)
def test_what_cannot_be_confirmed_is_answered_with_a_sentence(
    office: Client, done: Batch, other_agency: Agency, typed: dict[str, str], words: str
) -> None:
    response = office.post(f"{page_of(done)}files/{the(done, '疑.txt').pk}/", typed)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_file_that_was_not_read_says_why_on_its_page(office: Client, done: Batch) -> None:
    reading = the(done, "别的.txt")
    page = text(office, f"{page_of(done)}files/{reading.pk}/")
    assert reading.problem
    assert reading.problem in page
    assert office.get(f"{page_of(done)}files/{reading.pk}/result.pdf").status_code == 404


@pytest.mark.parametrize(("kind", "start_of"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_the_findings_of_a_file_are_downloaded(office: Client, done: Batch, kind: str, start_of: bytes) -> None:
    response = office.get(f"{page_of(done)}files/{the(done, '错.txt').pk}/result.{kind}")
    assert response.content.startswith(start_of)
    assert response.headers["Cache-Control"] == "private, no-store"


def test_an_uploaded_file_is_only_handed_back_to_be_kept(office: Client, done: Batch) -> None:
    address = f"{page_of(done)}files/{the(done, '错.txt').pk}/original"
    response = office.get(address)
    assert response.content == own_wrong()
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    office.post(f"{page_of(done)}remove-files/")
    assert office.get(address).status_code == 404


def test_letters_are_made_for_those_that_were_chosen(
    office: Client,
    done: Batch,
    agency: Agency,
    supervisor: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    assert "没有需要整改的年报" in text(office, f"{page_of(done)}letters/")
    office.post(f"{page_of(done)}confirm/", {"all": "1"})
    wrong = the(done, "错.txt").pk
    assert f'value="{wrong}"' in text(office, f"{page_of(done)}letters/")
    for suffix, magic in (("docx", b"PK"), ("pdf", b"%PDF-")):
        with django_capture_on_commit_callbacks(execute=True):
            response = office.post(f"{page_of(done)}letters/", {**FORM, "reading": [wrong], "suffix": suffix})
        address = response.headers["Location"]
        shown = text(office, address)
        assert "1 / 1" in shown
        assert f'href="{address}letters.zip"' in shown
        got = office.get(f"{address}letters.zip")
        assert got.headers["Cache-Control"] == "private, no-store"
        with ZipFile(io.BytesIO(b"".join(got))) as archive:
            assert archive.namelist() == ["校核汇总.xlsx", f"整改通知-云溪县林业和草原局2020.{suffix}"]
            assert archive.read(archive.namelist()[1]).startswith(magic)
    events = Event.objects.filter(action="version.notice.made")
    assert {(event.actor, event.agency_key, event.subject) for event in events} == {
        (supervisor, agency.code, f"batch:{done.pk}")
    }


def test_letters_are_followed_cancelled_resumed_and_deleted_on_their_page(
    office: Client, done: Batch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    office.post(f"{page_of(done)}confirm/", {"all": "1"})
    data = {**FORM, "reading": [the(done, "错.txt").pk]}
    address = office.post(f"{page_of(done)}letters/", data).headers["Location"]
    assert office.get(f"{address}letters.zip").status_code == 404
    part = office.get(f"{address}?part=progress")
    assert "hx-trigger" in part.content.decode()
    same = office.get(f"{address}?part=progress", headers={"If-None-Match": part.headers["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    office.post(f"{address}cancel/")
    assert office.get(f"{address}?part=progress").headers["HX-Refresh"] == "true"
    assert "继续生成" in text(office, address)
    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"{address}resume/")
    assert "下载全部通知（ZIP）" in text(office, address)
    assert f'href="{address}"' in text(office, f"{page_of(done)}letters/")
    assert office.post(f"{address}nothing/").status_code == 404
    said = office.post(f"{address}remove/", follow=True).content.decode()
    assert "已删除生成的整改通知。" in said
    assert office.get(address).status_code == 404


def test_letters_that_are_being_made_are_not_deleted_under_the_worker(office: Client, done: Batch) -> None:
    office.post(f"{page_of(done)}confirm/", {"all": "1"})
    data = {**FORM, "reading": [the(done, "错.txt").pk]}
    address = office.post(f"{page_of(done)}letters/", data).headers["Location"]
    until = timezone.now() + timedelta(minutes=1)
    Job.objects.filter(kind="batch_letters").update(state=JobState.RUNNING, lease_until=until)
    said = office.post(f"{address}remove/", follow=True).content.decode()
    assert "整改通知还在生成，已要求取消。请稍候再删除。" in said
    assert office.get(address).status_code == 200


def test_each_file_leads_to_the_report_of_this_system_and_to_last_years(
    office: Client, checked_batch: Checked, agency: Agency, drafter: User
) -> None:
    keys = {}
    for year in (2022, 2023):
        version = start_report(agency=agency, year=year, by=drafter, document=of_last_year(year))
        Version.objects.filter(pk=version.pk).update(state=State.APPROVED)
        keys[year] = version.report_id
    done = checked_batch({"对.txt": own_right(), "前.txt": own_right(2021), "疑.txt": nameless()})
    listed = text(office, page_of(done))
    assert listed.count("系统中的报告") == 1
    page = text(office, f"{page_of(done)}files/{the(done, '对.txt').pk}/")
    assert f'href="/desk/reports/{keys[2023]}/"' in page
    assert f'href="/desk/reports/{keys[2022]}/"' in page
    assert "已与系统中的 2022 年度报告比对" in page
    assert "已与2022年度报告比对" in page
    other = text(office, f"{page_of(done)}files/{the(done, '前.txt').pk}/")
    assert "系统中没有这个机关已审定或公布的 2021 年度报告。" in other
    assert "没有 2020 年度报告可以比对。" in other
    assert "还没有确定机关和年度。" in text(office, f"{page_of(done)}files/{the(done, '疑.txt').pk}/")


def test_a_file_leads_to_the_other_file_that_it_was_compared_with(office: Client, checked_batch: Checked) -> None:
    done = checked_batch({"2022.txt": own_right(2022), "2023.txt": own_right()})
    page = text(office, f"{page_of(done)}files/{the(done, '2023.txt').pk}/")
    assert "已与本批次的 2022 年度文件比对" in page
    assert f'href="{page_of(done)}files/{the(done, "2022.txt").pk}/"' in page


def test_a_form_for_letters_that_cannot_be_used_is_answered_with_a_sentence(office: Client, done: Batch) -> None:
    office.post(f"{page_of(done)}confirm/", {"all": "1"})
    for data, words in (
        ({**FORM, "reading": [the(done, "疑.txt").pk]}, "没有选中需要整改的报告。请至少选择一份。"),
        ({**FORM, "due": "2026-02-01"}, "答复期限 2026-02-01 早于发文日期 2026-02-10，请核对。"),
    ):
        response = office.post(f"{page_of(done)}letters/", data)
        assert response.status_code == 422
        assert words in response.content.decode()
    assert not Event.objects.filter(action="version.notice.made").exists()


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
