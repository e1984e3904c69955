"""压缩文件: what a ZIP archive of files holds and one of its members at a time, whatever the archive says of itself."""

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Final
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from govreport.documents.office.package import MOST_RATIO, PackageError

# Bytes that the directory of an archive has for a member at the most, and at its end with a comment.
_ENTRY: Final = 1500
_END: Final = 22 + 65535
_SMALL: Final = 1024 * 1024
# Members that make an archive an office file, not a collection of files.
_OFFICE: Final = ("[Content_Types].xml", "OFD.xml")
_FAULTS: Final = (
    BadZipFile,
    LargeZipFile,
    RuntimeError,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Member:
    """压缩文件中的一个文件: its place in the directory, its name with folders, and the size it claims (bytes)."""

    index: int
    name: str
    size: int


def is_collection(file: IO[bytes], most: int) -> bool:
    """Whether it is a ZIP archive of files; Word, Excel and OFD files are ZIP archives of another kind."""
    file.seek(0)
    if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
        return False
    try:
        with _opened(file, most) as archive:
            return not any(name in archive.NameToInfo for name in _OFFICE)
    except PackageError:
        return True


def members(file: IO[bytes], *, most: int, largest: int) -> list[Member]:
    """The files in an archive, without folders and what systems put beside them; nothing is unpacked.

    Raises ``PackageError`` with ``many`` for more than ``most``, ``large`` for one above ``largest`` bytes or packed
    beyond reason, ``locked``, ``empty`` or ``broken``.
    """
    try:
        with _opened(file, most) as archive:
            found = list(_files(archive))
    except _FAULTS as error:
        raise _told(error) from error
    if not found:
        raise PackageError("empty")
    for item, member in found:
        if item.flag_bits & 1:
            raise PackageError("locked")
        if member.size > largest or (member.size > _SMALL and member.size > MOST_RATIO * max(item.compress_size, 1)):
            raise PackageError("large")
    return [member for _item, member in found]


def content(file: IO[bytes], index: int, *, most: int, largest: int) -> bytes:
    """One member, unpacked; raises ``PackageError`` where it is broken or larger than it claimed and than is read."""
    try:
        with _opened(file, most) as archive, archive.open(archive.infolist()[index]) as member:
            data = member.read(largest + 1)
    except (*_FAULTS, IndexError) as error:
        raise _told(error) from error
    if len(data) > largest:
        raise PackageError("large")
    return data


def _opened(file: IO[bytes], most: int) -> ZipFile:
    """The archive; one whose directory is longer than so many members need is not even read."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END))
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) - end < 22:
        raise PackageError("broken")
    # What stands in a directory of 64 bits overrules this one; no batch needs it.
    wide = b"PK\x06\x07" in tail[max(0, end - 20) : end]
    directory = int.from_bytes(tail[end + 12 : end + 16], "little")
    if wide or directory > 2 * most * _ENTRY or int.from_bytes(tail[end + 10 : end + 12], "little") > 2 * most:
        raise PackageError("many")
    file.seek(0)
    try:
        archive = ZipFile(file)
    except _FAULTS as error:
        raise PackageError("broken") from error
    if sum(1 for _file in _files(archive)) > most:
        raise PackageError("many")
    return archive


def _files(archive: ZipFile) -> Iterator[tuple[ZipInfo, Member]]:
    for index, item in enumerate(archive.infolist()):
        name = _named(item)
        path = PurePosixPath(name.replace("\\", "/"))
        if (
            not item.is_dir()
            and "__MACOSX" not in path.parts
            and not path.name.startswith(".")
            and path.name != "Thumbs.db"
        ):
            yield item, Member(index, str(path), item.file_size)


def _named(item: ZipInfo) -> str:
    """The name of a member; those packed on Chinese Windows are GB18030 and do not say so."""
    if item.flag_bits & 0x800:
        return item.filename
    try:
        return item.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return item.filename


def _told(error: BaseException) -> PackageError:
    return error if isinstance(error, PackageError) else PackageError("broken")
