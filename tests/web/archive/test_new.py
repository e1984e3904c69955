"""上传历史年报: kept, and read in the background."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from govreport.agencies.models import User
from govreport.archive.models import Batch, ItemState
from govreport.jobs.models import Job, JobState
from tests.archive.copies import files, zipped
from tests.web.archive.conftest import uploads
from tests.web.drafting.conftest import SignIn

PAGE = "/desk/archive/new/"


def test_files_are_kept_and_read_by_a_job(
    clerk: Client, drafter: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = clerk.post(PAGE, {"uploads": uploads(), "public": "on"})
    batch = Batch.objects.get()
    assert response.headers["Location"] == f"/desk/archive/{batch.pk}/"
    assert (batch.by, batch.public) == (drafter, True)
    assert [item.state for item in batch.items.all()] == [ItemState.READ] * 3
    assert [item.year for item in batch.items.all()] == [2018, 2020, 2023]
    job = Job.objects.get()
    assert (job.state, job.done, job.url) == (JobState.DONE, 3, f"/desk/archive/{batch.pk}/")


def test_until_it_is_read_the_page_says_how_far_it_is(clerk: Client) -> None:
    clerk.post(PAGE, {"uploads": uploads()})
    page = clerk.get(f"/desk/archive/{Batch.objects.get().pk}/").content.decode()
    assert "正在读取：已读 0 个，共 3 个" in page
    assert 'name="reload"' in page


def test_an_archive_is_as_good_as_its_files(clerk: Client) -> None:
    clerk.post(PAGE, {"uploads": [SimpleUploadedFile("历年.zip", zipped(files()))]})
    assert [item.name for item in Batch.objects.get().items.all()] == ["2018年报.docx", "2020年报.html", "2023年报.pdf"]
    assert Batch.objects.get().public is False


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.zip", zipped([]), "压缩文件“a.zip”中没有文件。"),
        ("a.zip", b"PK\x03\x04broken", "压缩文件“a.zip”已损坏，无法打开。请重新压缩后再传。"),
        ("a.pdf", b"x" * (10 * 1024 * 1024 + 1), "最多读取 10.0"),
    ],
)
def test_what_cannot_be_taken_is_told_at_the_field(clerk: Client, name: str, data: bytes, sentence: str) -> None:
    response = clerk.post(PAGE, {"uploads": [SimpleUploadedFile(name, data)]})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Batch.objects.exists()


def test_nothing_chosen_is_told(clerk: Client) -> None:
    response = clerk.post(PAGE, {})
    assert response.status_code == 422
    assert "请选择要归档的年报文件。" in response.content.decode()


@pytest.mark.parametrize("role", ["reviewer", "viewer"])
def test_other_posts_are_told_who_does_it(sign_in: SignIn, request: pytest.FixtureRequest, role: str) -> None:
    client = sign_in(request.getfixturevalue(role))
    for path in (PAGE, "/desk/archive/"):
        response = client.get(path)
        assert response.status_code == 403
        assert "由起草人、签发人或主管部门办理" in response.content.decode()
