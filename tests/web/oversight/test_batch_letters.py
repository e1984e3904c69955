"""批量检查的整改通知: asked for on one page, followed, fetched and deleted on a page of their own."""

import io
from datetime import timedelta
from zipfile import ZipFile

from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from govreport.agencies.models import Agency, User
from govreport.batches.models import Batch
from govreport.jobs.models import Job, JobState
from govreport.journal.models import Event
from tests.fixtures.batches import page_of, the
from tests.web.oversight.conftest import text

FORM = {"name": "云溪县人民政府办公室", "issued": "2026-02-10", "due": "2026-02-28", "contact": ""}


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
