"""对象存储: against a server that speaks S3, files are whole, never replaced, and its faults are those of a disk."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from django.conf import LazySettings
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from moto.server import ThreadedMotoServer

from govreport.agencies.models import Agency, User
from govreport.documents.imports.pictures import remove_folder
from govreport.documents.imports.services import discard, keep_file
from govreport.jobs.objects import WholeObjectStorage
from govreport.operations.backup import backup, restore
from govreport.publishing.models import Publication
from govreport.publishing.services import publication_pdf, publish
from govreport.reports.errors import Refused
from govreport.reports.models import Version
from tests.documents.imports.files import three_doubts
from tests.publishing.conftest import approved  # noqa: F401
from tests.security.test_deployment import told

BUCKET = "annual-reports"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server that keeps everything in memory."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def options(address: str, tmp_path: Path) -> dict[str, object]:
    """What the settings say of the bucket; each test has a part of it of its own."""
    access = {"endpoint_url": address, "aws_access_key_id": "a", "aws_secret_access_key": "b"}
    boto3.client("s3", region_name="us-east-1", **access).create_bucket(Bucket=BUCKET)
    return {
        "bucket_name": BUCKET,
        "location": tmp_path.name,
        "endpoint_url": address,
        "region_name": "us-east-1",
        "access_key": "a",
        "secret_key": "b",
        "addressing_style": "path",
        "file_overwrite": False,
    }


@pytest.fixture
def bucket(options: dict[str, object], settings: LazySettings) -> WholeObjectStorage:
    """The bucket as the storage of everything."""
    backend = {"BACKEND": "govreport.jobs.objects.WholeObjectStorage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    return WholeObjectStorage(**options)


@pytest.fixture
def away(bucket: WholeObjectStorage, settings: LazySettings) -> Iterator[None]:
    """A storage that does not answer."""
    before = settings.STORAGES
    impatient = Config(connect_timeout=1, read_timeout=1, retries={"max_attempts": 0}, s3={"addressing_style": "path"})
    gone = {"endpoint_url": "http://127.0.0.1:9", "client_config": impatient, "addressing_style": None}
    options = before["default"]["OPTIONS"] | gone
    settings.STORAGES = {**before, "default": {**before["default"], "OPTIONS": options}}
    yield
    settings.STORAGES = before


def test_a_file_is_found_again_as_it_was_stored(bucket: WholeObjectStorage) -> None:
    data = "年报".encode() * 700_000  # more than is held in memory
    name = default_storage.save("papers/2023/年报.pdf", ContentFile(data))
    assert name == "papers/2023/年报.pdf"
    with default_storage.open(name) as stored:
        assert stored.read() == data
        assert stored.size == len(data)
    assert default_storage.size(name) == len(data)
    assert default_storage.listdir("papers") == (["2023"], [])
    assert default_storage.listdir("papers/2023") == ([], ["年报.pdf"])
    default_storage.delete(name)
    assert not default_storage.exists(name)
    default_storage.delete(name)
    assert default_storage.listdir("nowhere") == ([], [])


def test_a_name_that_is_taken_is_not_replaced(bucket: WholeObjectStorage) -> None:
    first, second = (default_storage.save("a.pdf", ContentFile(data)) for data in (b"1", b"2"))
    assert first != second
    assert [default_storage.open(name).read() for name in (first, second)] == [b"1", b"2"]


def test_of_many_that_store_the_same_name_at_once_each_keeps_its_own(bucket: WholeObjectStorage) -> None:
    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(lambda number: bucket.save("b.pdf", ContentFile(b"%d" % number)), range(8)))
    assert len(set(names)) == 8
    assert [bucket.open(name).read() for name in names] == [b"%d" % number for number in range(8)]


def test_whoever_is_second_at_the_last_moment_gets_another_name(
    bucket: WholeObjectStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket.save("c.pdf", ContentFile(b"1"))
    names = iter(["c.pdf", "d.pdf"])
    monkeypatch.setattr(bucket, "get_available_name", lambda name, max_length=None: next(names))
    assert bucket.save("c.pdf", ContentFile(b"2")) == "d.pdf"
    assert [bucket.open(name).read() for name in ("c.pdf", "d.pdf")] == [b"1", b"2"]


def test_of_a_file_that_breaks_off_nothing_is_stored(bucket: WholeObjectStorage) -> None:
    class Broken(ContentFile):  # type: ignore[type-arg] # generic in its stubs only
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield b"half"
            raise OSError("the line went dead")

    with pytest.raises(OSError, match="dead"):
        default_storage.save("e.pdf", Broken(b"half and half"))
    assert not default_storage.exists("e.pdf")


def test_what_is_not_there_is_not_there_as_on_disk(bucket: WholeObjectStorage) -> None:
    with pytest.raises(FileNotFoundError):
        default_storage.open("missing.pdf")
    with pytest.raises(FileNotFoundError):
        default_storage.size("missing.pdf")


def test_nothing_is_opened_to_be_written_in_parts(bucket: WholeObjectStorage) -> None:
    with pytest.raises(ValueError, match="whole"):
        bucket.open("f.pdf", "wb")


def test_a_name_does_not_lead_out_of_its_part_of_the_bucket(bucket: WholeObjectStorage) -> None:
    for name in ("../other/a.pdf", "/../../a.pdf"):
        with pytest.raises(SuspiciousOperation):
            bucket.open(name)
        with pytest.raises(SuspiciousOperation):
            bucket.save(name, ContentFile(b"1"))


@pytest.mark.usefixtures("away")
def test_a_storage_that_does_not_answer_is_a_fault_of_the_disk() -> None:
    with pytest.raises(OSError, match="storage"):
        default_storage.save("g.pdf", ContentFile(b"1"))
    with pytest.raises(OSError, match="storage"):
        default_storage.open("g.pdf")
    with pytest.raises(OSError, match="storage"):
        default_storage.exists("g.pdf")


@pytest.mark.django_db
def test_a_report_is_published_into_the_bucket_and_read_from_it(
    bucket: WholeObjectStorage,
    approved: Version,  # noqa: F811
    signatory: User,
    media_folder: Path,
    client: Client,
) -> None:
    publication = publish(version=approved, by=signatory)
    assert publication_pdf(publication).startswith(b"%PDF-")
    answer = client.get(reverse("portal:pdf", kwargs={"code": "yunxi-lincao", "year": 2023}))
    assert answer.getvalue().startswith(b"%PDF-")
    assert not media_folder.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("away")
def test_where_the_bucket_does_not_answer_nothing_is_published(approved: Version, signatory: User) -> None:  # noqa: F811
    with pytest.raises(Refused, match="没有存下"):
        publish(version=approved, by=signatory)
    assert not Publication.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_imported_file_goes_with_its_import(bucket: WholeObjectStorage, agency: Agency, drafter: User) -> None:
    data = three_doubts("pdf")
    imported = keep_file(agency=agency, name="a.pdf", data=data, by=drafter)
    assert imported.file.open("rb").read() == data
    folder = imported.file.name.rpartition("/")[0]
    discard(imported=imported, by=drafter)
    assert default_storage.listdir(folder) == ([], [])


def test_a_folder_of_pictures_goes_from_a_bucket_as_from_a_disk(bucket: WholeObjectStorage) -> None:
    for number in (1, 2):
        default_storage.save(f"archive/2023/a.pages/page-{number}.png", ContentFile(b"1"))
    remove_folder("archive/2023/a.pages")
    assert default_storage.listdir("archive/2023/a.pages") == ([], [])
    remove_folder("archive/2023/a.pages")


@pytest.mark.django_db(transaction=True)
def test_a_backup_of_the_bucket_comes_back_into_it_and_onto_a_disk(
    bucket: WholeObjectStorage, settings: LazySettings, tmp_path: Path, agency: Agency
) -> None:
    default_storage.save("papers/a.pdf", ContentFile(b"1"))
    made = backup(tmp_path / "backups")
    default_storage.delete("papers/a.pdf")
    restore(made, replace=True)
    assert default_storage.open("papers/a.pdf").read() == b"1"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "govreport.jobs.storage.WholeFileStorage"}}
    restore(made, replace=True)
    assert (Path(settings.MEDIA_ROOT) / "papers" / "a.pdf").read_bytes() == b"1"


def test_the_settings_name_the_bucket_and_hold_no_key_of_their_own(tmp_path: Path) -> None:
    storage = "settings.STORAGES['default']"
    assert "WholeFileStorage" in told(tmp_path, storage)
    found = told(tmp_path, storage, S3_BUCKET="annual", S3_ENDPOINT="https://s3.example.gov.cn", S3_CONDITIONAL="0")
    assert "WholeObjectStorage" in found
    for part in ("'bucket_name': 'annual'", "'file_overwrite': False", "'conditional': False", "'access_key': None"):
        assert part in found
