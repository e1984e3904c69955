"""压缩文件: what is in an archive is known before anything is unpacked, and no archive is believed."""

import io
import struct
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest

from govreport.documents.office.archive import Member, content, is_collection, members
from govreport.documents.office.package import PackageError
from govreport.documents.services import render_docx, render_xlsx
from tests.builders import balanced
from tests.fixtures.batches import zipped

MOST, LARGEST = 5, 1_500_000


def listed(data: bytes) -> list[Member]:
    return members(io.BytesIO(data), most=MOST, largest=LARGEST)


def one(data: bytes, index: int = 0) -> bytes:
    return content(io.BytesIO(data), index, most=MOST, largest=LARGEST)


def refused(data: bytes) -> str:
    with pytest.raises(PackageError) as error:
        listed(data)
    return str(error.value)


def test_the_files_of_an_archive_are_listed_with_their_folders_and_read_one_by_one() -> None:
    data = zipped({"县直/a.txt": b"1", "b.txt": b"22"})
    assert [(item.name, item.size) for item in listed(data)] == [("县直/a.txt", 1), ("b.txt", 2)]
    assert one(data, 1) == b"22"


def test_what_systems_put_beside_files_is_left_out() -> None:
    names = ("__MACOSX/._a.txt", "a/.DS_Store", "Thumbs.db", "a/", "a/b.txt")
    data = zipped(dict.fromkeys(names, b""))
    assert [item.name for item in listed(data)] == ["a/b.txt"]
    assert one(data, listed(data)[0].index) == b""


def test_names_that_were_packed_on_chinese_windows_are_read() -> None:
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        item = ZipInfo("x" * len("云溪县年报.txt".encode("gb18030")))
        archive.writestr(item, b"1")
    data = target.getvalue().replace(item.filename.encode(), "云溪县年报.txt".encode("gb18030"))
    assert [item.name for item in listed(data)] == ["云溪县年报.txt"]


@pytest.mark.parametrize("file", [render_docx, render_xlsx])
def test_office_files_are_no_collections(file: object) -> None:
    assert not is_collection(io.BytesIO(file(balanced())), 2000)  # type: ignore[operator]


@pytest.mark.parametrize("data", [b"", b"PK", b"text", b"%PDF-1.7"])
def test_other_files_are_no_collections(data: bytes) -> None:
    assert not is_collection(io.BytesIO(data), MOST)


def test_an_archive_of_files_is_a_collection_even_where_it_is_broken() -> None:
    assert is_collection(io.BytesIO(zipped({"a.txt": b"1"})), MOST)
    assert is_collection(io.BytesIO(b"PK\x03\x04 and nothing more"), MOST)


def test_too_many_files_are_refused() -> None:
    assert refused(zipped({f"{number}.txt": b"1" for number in range(6)})) == "many"


def test_a_directory_longer_than_so_many_files_need_is_not_even_read() -> None:
    data = zipped({"a.txt": b"1"})
    end = data.rfind(b"PK\x05\x06")
    long = data[: end + 12] + struct.pack("<I", 100_000_000) + data[end + 16 :]
    assert refused(long) == "many"
    assert refused(data[:end] + b"PK\x06\x07" + b"\0" * 16 + data[end:]) == "many"


def test_a_bomb_is_refused_by_what_it_says_of_itself() -> None:
    assert refused(zipped({"a.txt": b"0" * 1_400_000})) == "large"
    assert refused(zipped({"a.txt": b"0" * 1_600_000})) == "large"


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_is_unpacked() -> None:
    real = b"0" * 3_000_000
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr("a.txt", real, compress_type=8)
    data = target.getvalue().replace(struct.pack("<I", len(real)), struct.pack("<I", 1000))
    assert listed(data)[0].size == 1000
    with pytest.raises(PackageError):
        one(data)


def test_a_file_with_a_password_is_refused() -> None:
    data = bytearray(zipped({"a.txt": b"1"}))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data)) == "locked"


def test_an_archive_without_files_is_told_from_a_broken_one() -> None:
    assert refused(zipped({"a/": b""})) == "empty"
    assert refused(b"PK\x03\x04" + b"\0" * 100) == "broken"
    assert refused(zipped({"a.txt": b"1"})[:-30]) == "broken"


def test_a_file_that_was_damaged_on_its_way_is_not_read() -> None:
    data = zipped({"a.txt": b"1234567890" * 50}, compress_type=ZIP_STORED).replace(b"1234567890", b"1234567891")
    with pytest.raises(PackageError, match="broken"):
        one(data)


def test_a_member_that_is_not_there_is_not_read() -> None:
    with pytest.raises(PackageError, match="broken"):
        one(zipped({"a.txt": b"1"}), 7)
