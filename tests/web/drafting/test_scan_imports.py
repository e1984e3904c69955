"""扫描件的导入: kept at once, recognised by a job, confirmed like every other file; failing loses nothing."""

import io
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from govreport.agencies.models import Agency, User
from govreport.documents.imports import scanned, services
from govreport.documents.read import ReadResult, read
from govreport.jobs.models import Job, JobState
from govreport.jobs.run import run
from govreport.reports.models import ImportedFile, ImportState, Report
from govreport.standards.document import DocumentError
from tests.documents.imports.files import three_doubts

Recognise = Callable[..., ReadResult]


def scan() -> bytes:
    """A PDF that is nothing but a picture."""
    target = io.BytesIO()
    Image.new("L", (595, 842), 255).save(target, "PDF")
    return target.getvalue()


@pytest.fixture(autouse=True)
def recognises(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recognition is switched on; what it makes out is the report of the other tests."""
    settings.OCR = True
    monkeypatch.setattr(services, "recognises_scans", lambda: True)
    make_out(monkeypatch, lambda *_args, **_more: read(three_doubts("html")))


def make_out(monkeypatch: pytest.MonkeyPatch, recognise: Recognise) -> None:
    monkeypatch.setattr(scanned, "read_report", recognise)


def unreadable(*_args: object, **_more: object) -> ReadResult:
    raise DocumentError("扫描件中没有认出年度报告。")


@pytest.fixture
def imported(agency: Agency, drafter: User) -> ImportedFile:
    return services.keep_file(agency=agency, name="扫描.pdf", data=scan(), by=drafter)


def job() -> Job:
    return Job.objects.get(kind=scanned.RECOGNISING)


def page_of(client: Client, imported: ImportedFile) -> str:
    response = client.get(f"/desk/imports/{imported.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_scan_is_kept_at_once_and_its_page_waits(clerk: Client, agency: Agency) -> None:
    file = SimpleUploadedFile("扫描.pdf", scan())
    response = clerk.post("/desk/start/", {"agency": agency.pk, "source": "file", "year": 2023, "file": file})
    imported = ImportedFile.objects.get()
    assert response.headers["Location"] == f"/desk/imports/{imported.pk}/"
    page = page_of(clerk, imported)
    assert "正在识别文字" in page
    assert 'http-equiv="refresh"' in page
    assert "扫描件，正在识别" in clerk.get("/desk/").content.decode()


def test_once_recognised_every_doubt_waits_to_be_confirmed(clerk: Client, imported: ImportedFile) -> None:
    run(job().pk)
    assert job().state == JobState.DONE
    imported.refresh_from_db()
    assert len(services.confirming(imported).left) == 3
    assert "0</span> / <span data-all>3" in page_of(clerk, imported)


@pytest.mark.parametrize("step", ["decide", "rest", "parts", "into", "confirm"])
def test_before_that_no_step_is_taken(clerk: Client, imported: ImportedFile, step: str) -> None:
    response = clerk.post(f"/desk/imports/{imported.pk}/{step}/", {"name": "file"})
    assert (response.status_code, response.headers["Location"]) == (302, f"/desk/imports/{imported.pk}/")
    assert Report.objects.count() == 0


def test_a_scan_that_shows_no_report_says_so_and_can_be_given_up(
    clerk: Client, imported: ImportedFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_out(monkeypatch, unreadable)
    run(job().pk)
    page = page_of(clerk, imported)
    assert "扫描件中没有认出年度报告。" in page
    assert "文件没有识别出来" in page
    assert 'http-equiv="refresh"' not in page
    clerk.post(f"/desk/imports/{imported.pk}/discard/")
    imported.refresh_from_db()
    assert imported.state == ImportState.DISCARDED


def test_a_scan_given_up_while_it_waits_is_not_recognised(
    clerk: Client, imported: ImportedFile, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        clerk.post(f"/desk/imports/{imported.pk}/discard/")
    assert job().state == JobState.CANCELLED
    run(job().pk)
    imported.refresh_from_db()
    assert (imported.read, imported.state) == ({}, ImportState.DISCARDED)


def test_recognised_twice_nothing_that_was_decided_is_lost(imported: ImportedFile, drafter: User) -> None:
    run(job().pk)
    imported.refresh_from_db()
    left = services.confirm_rest(imported=imported, by=drafter).left
    assert all(item.apart for item in left)
    Job.objects.update(state=JobState.QUEUED)
    run(job().pk)
    assert services.confirming(ImportedFile.objects.get()).left == left


def test_where_recognition_is_off_a_scan_is_declined_with_what_to_do(
    agency: Agency, drafter: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "recognises_scans", lambda: False)
    with pytest.raises(DocumentError, match="是扫描件或图片"):
        services.keep_file(agency=agency, name="扫描.pdf", data=scan(), by=drafter)
    assert not Job.objects.exists()


def test_opening_an_import_writes_nothing(clerk: Client, imported: ImportedFile) -> None:
    run(job().pk)
    page_of(clerk, imported)  # the first page of a browser notes the device
    with CaptureQueriesContext(connection) as asked:
        page_of(clerk, imported)
    written = [item["sql"] for item in asked if item["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE", "SAVEPOINT")]
    assert [sql for sql in written if "session" not in sql] == []
